"""One chat at a time, all chats side by side."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class PerChat:
    """Messages of a chat are worked in the order in which they came."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._locks = WeakValueDictionary[int, asyncio.Lock]()

    @asynccontextmanager
    async def of(self, chat: int) -> AsyncIterator[None]:
        """Wait until everything that the chat sent before is done."""
        lock = self._locks.get(chat)
        if lock is None:
            lock = self._locks[chat] = asyncio.Lock()
        async with lock:
            yield
