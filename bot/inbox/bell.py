"""Wakes whoever watches a conversation in this process; others poll."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rung whenever a conversation got a line."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listening: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.closed = False
        """The process ends: whoever watches should stop, so that nothing waits for them."""

    def close(self) -> None:
        """Let every watcher end within two seconds; may be called by a signal handler."""
        self.closed = True

    def ring(self, conversation: str) -> None:
        """Wake all who listen to a conversation; called in the event loop."""
        for event in self._listening.get(conversation, ()):
            event.set()

    @contextmanager
    def listen(self, conversation: str) -> Iterator[asyncio.Event]:
        """An event that is set by every ring from now on; the listener clears it."""
        event = asyncio.Event()
        self._listening[conversation].add(event)
        try:
            yield event
        finally:
            self._listening[conversation].discard(event)
            if not self._listening[conversation]:
                del self._listening[conversation]
