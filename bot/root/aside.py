"""Reads messages in a process of its own, so that no page waits while a letter is read.

Understanding is the dearest step of a message, and it holds the interpreter: in the process that
serves, everybody waits for the longest letter. Here it goes to a second one over pipes, a line of
JSON each way, answered in order. While that process starts, or after it died, the caller reads
for itself.
"""

import asyncio
import os
import signal
import sys
from binascii import a2b_base64, b2a_base64
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen

from api.contract.understood import UnderstandRequest, Understood
from api.intake.understanding import Reader
from bot.root.reading import calm_collector, read_messages
from knowledge.cities.load import load_city

_LONGEST_LINE = 2**22
_SECONDS = 10
"""A message takes some milliseconds; a process that is silent so long has failed."""
_START_AGAIN_SECONDS = 5
_NOTHING = b"null\n"
_TAB = b"\t"
"""Stands in no JSON; after it the understanding, packed for the tracker."""


@dataclass(frozen=True, slots=True)
class Aloud:
    """What the other process says of a message."""

    found: Understood
    packed: bytes
    """The understanding behind it, for `api.intake.remembered` here."""


class Aside:
    """The process that reads; any number of tasks ask it."""

    def __init__(self, city: str, data: Path) -> None:
        """Bind the city pack's name and the data folder, whose registry is asked for traders."""
        self._command = (sys.executable, "-m", "bot.root.aside", city, str(data))
        self._child: Popen[bytes] | None = None
        self._ready = asyncio.Event()
        self._to: asyncio.WriteTransport | None = None
        self._waiting: deque[asyncio.Future[bytes]] = deque()

    def begin(self) -> None:
        """Start the process, which takes a second or two; before the event loop runs, or in it."""
        self._child = Popen(  # noqa: S603 - our own module
            self._command, stdin=PIPE, stdout=PIPE, env=_environment()
        )

    @property
    def pid(self) -> int | None:
        """Of the process, while it answers."""
        return self._child.pid if self._child is not None and self._to is not None else None

    async def understand(self, request: UnderstandRequest) -> Aloud | None:
        """What a message means; None when there is nobody to say it."""
        if self._to is None:
            return None
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._to.write(request.model_dump_json().encode() + b"\n")
        self._waiting.append(answer)
        done, _ = await asyncio.wait((answer,), timeout=_SECONDS)
        if not done and self._child is not None:
            self._child.kill()
        if not done or answer.result() == _NOTHING:
            return None
        found, packed = answer.result().split(_TAB)
        return Aloud(Understood.model_validate_json(found), a2b_base64(packed))

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Have the process run, and run again whenever it ended; waits until it is ready."""
        keeper = asyncio.create_task(self._keep())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), _SECONDS)
        try:
            yield
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    async def _keep(self) -> None:
        while True:
            if self._child is None:
                self.begin()
            try:
                await self._answers()
            finally:
                self._end()
            await asyncio.sleep(_START_AGAIN_SECONDS)

    async def _answers(self) -> None:
        loop, child = asyncio.get_running_loop(), self._child
        if child is None or child.stdin is None or child.stdout is None:
            return
        source = asyncio.StreamReader(limit=_LONGEST_LINE)
        said, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(source), child.stdout
        )
        asked, _ = await loop.connect_write_pipe(asyncio.Protocol, child.stdin)
        with closing(said), closing(asked):
            if await source.readline():
                self._to = asked
                self._ready.set()
            while line := await source.readline():
                _tell(self._waiting.popleft(), line)

    def _end(self) -> None:
        self._to = None
        while self._waiting:
            _tell(self._waiting.popleft(), _NOTHING)
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._child = None


def _tell(answer: asyncio.Future[bytes], line: bytes) -> None:
    if not answer.done():  # whoever asked may have gone
        answer.set_result(line)


def _environment() -> dict[str, str]:
    # It needs no key, no token and no database.
    return {name: value for name, value in os.environ.items() if not name.startswith("JIESU_")}


def read_on(city: str, data: Path) -> None:
    """Answer the lines of standard input until it ends; an empty line first, when ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the process that asks
    reader = read_messages(load_city(city), data)
    calm_collector()
    with suppress(BrokenPipeError):  # nobody asks any more
        _say(b"\n")
        for line in sys.stdin.buffer:
            _say(_answer(reader, line))


def _answer(reader: Reader, line: bytes) -> bytes:
    try:
        request = UnderstandRequest.model_validate_json(line)
        found = reader.understand(request).model_dump_json().encode()
        return found + _TAB + b2a_base64(reader.remembered.pack(request.text, request.at))
    except Exception:  # noqa: BLE001 - the one who asks reads it again and tells what failed
        return _NOTHING


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    read_on(sys.argv[1], Path(sys.argv[2]))
