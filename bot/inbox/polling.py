"""Long polling that confirms an update only after it was handled.

A framework's own polling confirms what it fetched before the handlers are done, so a process
killed in between loses messages. Here an update stays with Telegram until its handler returned:
the offset of the next request is the lowest update that is still being worked on, and what
comes twice because of that is known by its id.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.inbox.faults import log_fault

log = logging.getLogger(__name__)

WAIT = 10
"""Seconds that Telegram holds a request open while nothing comes."""

_PACE = 0.1
"""Seconds between requests while something is being worked on."""
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
"""Seconds between attempts while Telegram does not answer."""
_AGAIN = (1.0, 5.0, 20.0)
"""Seconds before an update that failed is tried again; a database may be back by then."""
_GRACE = 5.0
"""Seconds that updates in work get to end when we stop."""

Update = dict[str, Any]
Fetch = Callable[[int | None, int], Awaitable[list[Update]]]


class Polling:
    """Fetches updates, works them side by side, and confirms those that are done."""

    def __init__(self, fetch: Fetch, handle: Callable[[Update], Awaitable[None]]) -> None:
        """Poll.

        Args:
            fetch: Takes the offset and the seconds to wait, gives raw updates.
            handle: Works one update; when it keeps raising, the update is given up.
        """
        self._fetch = fetch
        self._handle = handle
        self._in_work: dict[int, asyncio.Task[None]] = {}
        self._done: set[int] = set()
        self._next: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; an unreachable Telegram is asked again, ever more slowly."""
        pause = _FIRST_PAUSE
        while True:
            try:
                updates = await self._fetch(self._offset(), 0 if self._in_work else WAIT)
            except Exception as error:  # noqa: BLE001 - the edge: polling must outlive any fault
                # Only the type: the message of an HTTP error may hold the URL with the token.
                log.warning("no updates from Telegram: %s", type(error).__name__)
                await asyncio.sleep(_asked_for(error) or pause * random.uniform(0.5, 1))  # noqa: S311 - spreads load, hides nothing
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = _FIRST_PAUSE
            self._take(updates)
            if self._in_work:
                await asyncio.wait(self._in_work.values(), timeout=_PACE)

    async def finish(self) -> None:
        """Let what is in work end for a moment, then confirm what is done."""
        if self._in_work:
            _, late = await asyncio.wait(self._in_work.values(), timeout=_GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._next is not None:
            try:
                await asyncio.wait_for(self._fetch(self._offset(), 0), _GRACE)
            except Exception as error:  # noqa: BLE001 - they come again and are known as repeats
                log.info("the last updates stay unconfirmed: %s", type(error).__name__)

    def _offset(self) -> int | None:
        return min(self._in_work, default=self._next)

    def _take(self, updates: list[Update]) -> None:
        for update in updates:
            number = update.get("update_id")
            if not isinstance(number, int):
                continue
            if number not in self._in_work and number not in self._done:
                self._in_work[number] = asyncio.create_task(self._work(number, update))
                self._next = max(number + 1, self._next or 0)
        # What lies before the offset was confirmed and never comes again.
        offset = self._offset() or 0
        self._done = {number for number in self._done if number >= offset}

    async def _work(self, number: int, update: Update) -> None:
        for pause in (*_AGAIN, None):
            try:
                await self._handle(update)
            except Exception as error:  # noqa: BLE001 - the edge: one bad update must not stop the rest
                fate = "is tried again" if pause else "is given up"
                log_fault(log, f"update {number} {fate}", error)
                await asyncio.sleep(pause or 0)
            else:
                break
        self._done.add(number)
        del self._in_work[number]


def _asked_for(error: Exception) -> float | None:
    """Seconds that Telegram wants us to stay away; every framework's flood error has them."""
    after = getattr(error, "retry_after", None)
    if isinstance(after, timedelta):
        return after.total_seconds()
    return float(after) if isinstance(after, int | float) else None
