"""One at a time: who may work on a conversation, in this process and among processes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from weakref import WeakValueDictionary

from anyio.to_thread import run_sync

from bot.inbox.store import Store

Now = Callable[[], datetime]
"""Gives the present moment, aware."""

_PATIENCE = 8.0
_GLANCE = 0.1


class Turns:
    """A lock in the process, and the lease in the database for the others."""

    def __init__(self, store: Store, now: Now) -> None:
        """Lease through a store, by a clock."""
        self._store = store
        self._now = now
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def busy(self, conversation: str) -> bool:
        """Is somebody in this process at work on a conversation?"""
        lock = self._locks.get(conversation)
        return lock is not None and lock.locked()

    @asynccontextmanager
    async def hold(self, conversation: str, *, claimed: bool = False) -> AsyncIterator[bool]:
        """Wait for a conversation; gives whether it is ours.

        Args:
            conversation: Its id.
            claimed: The lease was taken already; should that no longer be so, what is saved
                later is refused, so believing it is safe.
        """
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        async with lock:
            yield claimed or await self._claim(conversation)

    async def _claim(self, conversation: str) -> bool:
        for _ in range(int(_PATIENCE / _GLANCE)):
            if await run_sync(self._store.claim, conversation, self._now()):
                return True
            await asyncio.sleep(_GLANCE)
        return False
