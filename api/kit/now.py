"""The time, as something that is handed in."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]
"""Gives the present moment, aware."""

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
"""Legal days begin and end here, wherever the machine stands."""


def system_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)
