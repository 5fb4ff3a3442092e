"""The shapes of the calendar files."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from knowledge.statutes import Confidence

_SATURDAY = 5
_DECEMBER = 12


class Block(BaseModel, frozen=True, extra="forbid"):
    """The days off around one holiday, first and last included.

    `statutory` are the days the law itself names; the others are weekends and moved days.
    Both count as holidays when a limit ends on one of them.
    """

    name: str
    first: date
    last: date
    statutory: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Every day of the block in order."""
        for ahead in range((self.last - self.first).days + 1):
            yield self.first + timedelta(ahead)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"{self.name} ends before it begins")
        if outside := set(self.statutory) - set(self.days()):
            raise ValueError(f"{self.name}: {min(outside)} is not in the block")
        return self


class Year(BaseModel, frozen=True, extra="forbid"):
    """One year's arrangement; `published` is false where no notice exists yet.

    A notice may also move the last days of the December before.
    """

    year: Annotated[int, Field(ge=2000, le=2100)]
    published: bool
    notice: str | None
    issued: date | None = None
    confidence: Confidence
    """Of the notice's number and date; the days are checked against two packages."""
    source: str
    checked: date
    holidays: tuple[Block, ...]
    makeup: tuple[date, ...] = ()
    """Saturdays and Sundays that are worked."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        off = [day for block in self.holidays for day in block.days()]
        if len(set(off)) != len(off) or len(set(self.makeup)) != len(self.makeup):
            raise ValueError(f"{self.year}: a day is named twice")
        if both := set(off) & set(self.makeup):
            raise ValueError(f"{self.year}: {min(both)} is both off and worked")
        for day in self.makeup:
            if day.weekday() < _SATURDAY:
                raise ValueError(f"{self.year}: {day} is worked anyway")
        for day in (*off, *self.makeup):
            if day.year != self.year and (day.year, day.month) != (self.year - 1, _DECEMBER):
                raise ValueError(f"{self.year}: {day} belongs to another year")
        if self.published and not off:
            raise ValueError(f"{self.year}: a published year has holidays")
        return self


class FixedDay(BaseModel, frozen=True, extra="forbid"):
    """A holiday the law fixes to one day of the solar year, since a year."""

    name: str
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    since: int


class FixedFile(BaseModel, frozen=True, extra="forbid"):
    """`fixed.yaml`."""

    source: str
    checked: date
    days: tuple[FixedDay, ...]
