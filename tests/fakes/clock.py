"""A clock that stands still until it is told otherwise."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class SettableClock:
    """Call it for the time; set or advance it in the test."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at or datetime(2026, 11, 21, 10, 0, tzinfo=SHANGHAI)

    def __call__(self) -> datetime:
        return self._at.astimezone(UTC)

    def set(self, at: datetime) -> None:
        self._at = at

    def advance(self, **by: float) -> None:
        self._at += timedelta(**by)
