"""Live lines: the transcript as server-sent events."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from bot.message import Line
from bot.web.chat import Chat
from bot.web.refusal import ChatRoute, Refused
from bot.web.visitor import Visitors
from bot.wording import web as sentences

_GLANCE_SECONDS = 1.5
"""How often the transcript is looked at for what another process wrote."""
_LONGEST_SECONDS = 900
"""The browser comes back by itself; so a forgotten window does not hold us for ever."""
_RETRY_MS = 2000
_MOST_WINDOWS = 8
_MOST_LINES = 100


class Watching:
    """Follows transcripts, in a few windows a chat."""

    def __init__(self, chat: Chat) -> None:
        """Nobody watches yet."""
        self._chat = chat
        self._windows: Counter[str] = Counter()

    @contextlib.contextmanager
    def window(self, address: str) -> Iterator[None]:
        """Count a window while it is open.

        Raises:
            Refused: 429 `too_many_windows`.
        """
        if self._windows[address] >= _MOST_WINDOWS:
            raise Refused(429, "too_many_windows", sentences.TOO_MANY_WINDOWS, 30)
        self._windows[address] += 1
        try:
            yield
        finally:
            self._windows[address] -= 1
            if not self._windows[address]:
                del self._windows[address]

    async def lines(self, address: str, after: int) -> AsyncIterator[Line]:
        """Lines as they come, until the window has been open long enough."""
        receiver = self._chat.receiver
        until = time.monotonic() + _LONGEST_SECONDS

        def over() -> bool:
            return receiver.bell.closed or time.monotonic() > until

        while (conversation := await self._chat.conversation(address)) is None:
            if over():
                return
            await asyncio.sleep(_GLANCE_SECONDS)
        with receiver.bell.listen(conversation) as rung:
            while not over():
                rung.clear()
                for line in await run_sync(
                    receiver.transcript.lines, conversation, after, _MOST_LINES
                ):
                    yield line
                    after = line.seq
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), _GLANCE_SECONDS)


def event_routes(chat: Chat, visitors: Visitors) -> APIRouter:
    """GET /chat/events."""
    router = APIRouter(prefix="/chat", tags=["chat"], route_class=ChatRoute)
    watching = Watching(chat)

    async def address(request: Request) -> AsyncIterator[str]:
        found = visitors.of(request).address
        with watching.window(found):
            yield found

    @router.get("/events", response_class=EventSourceResponse)
    async def _events(
        address: Annotated[str, Depends(address)],
        after: Annotated[int, Query(ge=0, le=2**31)] = 0,
        last_event_id: Annotated[str, Header(max_length=20)] = "",
    ) -> AsyncIterable[ServerSentEvent]:
        """Lines of the transcript as they are written; event `line`, its id is the line's seq."""
        seen = int(last_event_id) if last_event_id.isdecimal() else after
        yield ServerSentEvent(comment="ok", retry=_RETRY_MS)
        async for line in watching.lines(address, seen):
            yield ServerSentEvent(data=line, event="line", id=str(line.seq))

    return router
