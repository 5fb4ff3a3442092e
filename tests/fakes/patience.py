"""Waits for what other tasks bring about."""

import asyncio
from collections.abc import Callable


async def until(true: Callable[[], bool]) -> None:
    """Look again and again, for a minute at most: the other side gives no event."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - a library's state has nothing to wait on
            await asyncio.sleep(0.005)
