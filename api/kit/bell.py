"""Wakes whoever waits in this process for what another thread's transaction leaves behind."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rung from any thread; heard in the event loops that listen."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listening: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self.closed = False
        """The process ends: whoever waits should stop."""

    def ring(self) -> None:
        """Wake all who listen."""
        for loop, event in tuple(self._listening):
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """Let everybody who waits go; may be called by a signal handler."""
        self.closed = True
        self.ring()

    @contextmanager
    def listen(self) -> Iterator[asyncio.Event]:
        """An event of the running loop, set by every ring from now on; the listener clears it."""
        ear = (asyncio.get_running_loop(), asyncio.Event())
        self._listening.add(ear)
        try:
            yield ear[1]
        finally:
            self._listening.discard(ear)
