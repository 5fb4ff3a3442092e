"""How long to wait: before something is tried again, and for what is in work when we stop."""

import asyncio
import random
from collections.abc import Collection

_FIRST = 2.0
_LONGEST = 900.0
_DOUBLINGS = 20
_GRACE = 5.0
"""Seconds that work gets to end when we stop."""


def back_off(attempt: int, asked: int | None = None) -> float:
    """Seconds until the next attempt: what the platform asked for, else doubling with jitter.

    Jitter keeps many messages that failed together from coming back together.

    Args:
        attempt: Attempts made so far, from 1.
        asked: Seconds the platform asked us to wait.
    """
    if asked is not None:
        return asked + random.uniform(0, 1)  # noqa: S311 - spreads load, hides nothing
    doublings: int = min(max(attempt, 1) - 1, _DOUBLINGS)
    whole: float = min(_LONGEST, _FIRST * 2**doublings)
    return whole * random.uniform(0.5, 1)  # noqa: S311 - spreads load, hides nothing


async def let_end(work: Collection[asyncio.Task[None]]) -> None:
    """Let what is being sent arrive and be noted: cut off, it would be sent again."""
    if work:
        _, late = await asyncio.wait(work, timeout=_GRACE)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
