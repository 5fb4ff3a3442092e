"""What the count gives: a due moment, and the reason for every day."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.limits import Status


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of legal days on which a clock stands still; both ends belong to it.

    A day on any part of which the clock stood still is not counted. `last` is None while the
    pause lasts.
    """

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"暂停的结束日 {self.last} 早于开始日 {self.first}")

    @property
    def lasting(self) -> bool:
        """Whether it has no end yet."""
        return self.last is None

    def covers(self, day: date) -> bool:
        """Whether the clock stands still on `day`; a lasting pause covers its first day only.

        So the due day that is shown during a pause is the earliest possible one.
        """
        return self.first <= day <= (self.last or self.first)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day on the way: whether it counts, and why, in Chinese."""

    date: date
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a limit ends.

    `due` is the last moment of `due_on` in Asia/Shanghai (23:59:59.999999, the law's 24:00), so
    that a moment is late exactly when it is greater; a limit in hours or minutes ends to the
    minute.
    `standing` says that a pause lasts: nothing falls due until it ends.
    """

    rule: str
    name: str
    article: str
    status: Status
    due: datetime
    due_on: date
    provisional: bool
    standing: bool
    days: tuple[CountedDay, ...]
