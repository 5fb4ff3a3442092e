"""A platform's limits: so many messages a second to all chats, and a pause within each."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_LONGEST_WAIT = 5.0
"""Seconds that a message waits here for its turn; a longer wait is left to the next attempt."""
_FORGET_AT = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform takes."""

    a_second: float
    """Messages to all chats."""
    pause: float
    """Seconds between two messages to one chat."""


class Pace:
    """Gives messages their turn; everything that one process sends goes through one of these."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Bind the limits, a clock that never goes back, and how to wait.

        Args:
            limits: Of the platform.
            clock: Seconds.
            sleep: Waits so many seconds.
        """
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._all = 0.0
        self._chats: dict[str, float] = {}

    async def turn(self, chat: str) -> float:
        """Wait until a message may go to a chat.

        Returns:
            0 when it may go now, or the seconds after which to ask again.
        """
        now = self._clock()
        wait = self._chats.get(chat, 0.0) - now
        if wait > _LONGEST_WAIT:
            return wait
        self._chats[chat] = now + max(wait, 0) + self._limits.pause
        await self._rest(wait)
        self._forget(now)
        # Only now, so that a chat's own pause holds nobody else up.
        wait = self._all - self._clock()
        self._all = self._clock() + max(wait, 0) + 1 / self._limits.a_second
        await self._rest(wait)
        return 0

    def hold(self, chat: str, seconds: float) -> None:
        """The platform wants nothing for this chat for a while."""
        self._chats[chat] = max(self._chats.get(chat, 0.0), self._clock() + seconds)

    async def _rest(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleep(seconds)

    def _forget(self, now: float) -> None:
        if len(self._chats) > _FORGET_AT:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}
