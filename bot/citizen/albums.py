"""The pictures of an album, which Telegram sends one by one, brought together again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.citizen.content import Content
from bot.inbox.per_chat import PerChat

QUIET = 0.5
"""Seconds without a further picture after which an album is complete."""

Work = Callable[[list[Content]], Awaitable[None]]


@dataclass(slots=True)
class _Album:
    contents: list[Content]
    done: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Albums:
    """An album is one message with several pictures."""

    def __init__(self, turns: PerChat, quiet: float) -> None:
        """Hold the chat's turn until `quiet` seconds brought no further picture."""
        self._turns = turns
        self._quiet = quiet
        self._open: dict[tuple[int, str], _Album] = {}

    async def join(self, chat: int, group: str, content: Content, work: Work) -> None:
        """Add a picture; the call for the first one does the work, all return when it is done.

        So none of them is confirmed to Telegram before the album is stored.

        Args:
            chat: Where it was sent.
            group: Telegram's id of the album.
            content: One picture, with the caption if it has one.
            work: What to do with all of them, in the order in which they came.
        """
        key = (chat, group)
        album = self._open.get(key)
        if album is not None:
            album.contents.append(content)
            await asyncio.shield(album.done)
            return
        album = self._open[key] = _Album([content])
        try:
            async with self._turns.of(chat):
                await self._complete(key, album)
                await work(album.contents)
        finally:
            album.done.set_result(None)

    async def _complete(self, key: tuple[int, str], album: _Album) -> None:
        seen = 0
        try:
            while seen < len(album.contents):
                seen = len(album.contents)
                await asyncio.sleep(self._quiet)
        finally:
            del self._open[key]  # a picture that comes later begins a set of its own
