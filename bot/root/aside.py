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
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from api.contract.understood import UnderstandRequest, Understood
from bot.root.reading import calm_collector, read_messages
from knowledge.cities.load import load_city

_LONGEST_LINE = 2**22
_SECONDS = 10
"""A message takes some milliseconds; a process that is silent so long has failed."""
_START_AGAIN_SECONDS = 5
_NOTHING = b"null\n"


class Aside:
    """The process that reads; any number of tasks ask it."""

    def __init__(self, city: str, data: Path) -> None:
        """Bind the city pack's name and the data folder, whose registry is asked for traders."""
        self._command = (sys.executable, "-m", "bot.root.aside", city, str(data))
        self._process: Process | None = None
        self._waiting: deque[asyncio.Future[bytes]] = deque()

    async def understand(self, request: UnderstandRequest) -> Understood | None:
        """What a message means; None when there is nobody to say it."""
        process = self._process
        if process is None or process.stdin is None:
            return None
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        process.stdin.write(request.model_dump_json().encode() + b"\n")
        self._waiting.append(answer)
        done, _ = await asyncio.wait((answer,), timeout=_SECONDS)
        if not done:
            _kill(process)
            return None
        line = answer.result()
        return None if line == _NOTHING else Understood.model_validate_json(line)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Have the process run, and run again whenever it ended."""
        keeper = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    async def _keep(self) -> None:
        while True:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, limit=_LONGEST_LINE, env=_environment()
            )
            try:
                await self._answers(process)
            finally:
                self._process = None
                while self._waiting:
                    _tell(self._waiting.popleft(), _NOTHING)
                _kill(process)
                await process.wait()
            await asyncio.sleep(_START_AGAIN_SECONDS)

    async def _answers(self, process: Process) -> None:
        source = process.stdout
        if source is None or not await source.readline():
            return
        self._process = process
        while line := await source.readline():
            _tell(self._waiting.popleft(), line)


def _tell(answer: asyncio.Future[bytes], line: bytes) -> None:
    if not answer.done():  # whoever asked may have gone
        answer.set_result(line)


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


def _environment() -> dict[str, str]:
    # It needs no key, no token and no database.
    return {name: value for name, value in os.environ.items() if not name.startswith("JIESU_")}


def read_on(city: str, data: Path) -> None:
    """Answer the lines of standard input until it ends; an empty line first, when ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the process that asks
    reader = read_messages(load_city(city), data)
    calm_collector()
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        try:
            found = reader.understand(UnderstandRequest.model_validate_json(line))
            answer = found.model_dump_json().encode() + b"\n"
        except Exception:  # noqa: BLE001 - the one who asks reads it again and tells what failed
            answer = _NOTHING
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    read_on(sys.argv[1], Path(sys.argv[2]))
