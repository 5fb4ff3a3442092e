"""What a day is: worked or not, why, and whether a notice says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from knowledge.calendar.schema import FixedDay, Year

_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is in the official calendar."""

    working = "working"
    makeup = "makeup"
    weekend = "weekend"
    holiday = "holiday"


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what it is, the holiday it belongs to, and whether that may still change."""

    date: date
    kind: DayKind
    provisional: bool
    holiday: str = ""
    """The holiday's Chinese name; empty on other days."""
    statutory: bool = False
    """The law itself names the day, as far as the year's record says which days those are."""

    @property
    def working(self) -> bool:
        """Whether the day counts as a working day."""
        return self.kind in (DayKind.working, DayKind.makeup)


@dataclass(frozen=True, eq=False)
class Calendar:
    """The years we know, and the fixed days for all others; never changed once made."""

    years: Mapping[int, Year]
    fixed: tuple[FixedDay, ...]

    def day(self, when: date) -> Day:
        """What `when` is. Outside the published years Monday to Friday count as worked."""
        provisional = not self.published(when.year)
        if (known := self._known.get(when)) is not None:
            kind, name, statutory = known
            return Day(when, kind, provisional, name, statutory)
        if provisional and (name := self._fixed_name(when)):
            return Day(when, DayKind.holiday, provisional, name, statutory=True)
        weekend = when.weekday() >= _SATURDAY
        return Day(when, DayKind.weekend if weekend else DayKind.working, provisional)

    def published(self, year: int) -> bool:
        """Whether the State Council's notice for the year is loaded."""
        return year in self.years and self.years[year].published

    def working_day_before(self, when: date) -> date:
        """The last working day before `when`."""
        day = when - timedelta(1)
        while not self.day(day).working:
            day -= timedelta(1)
        return day

    def with_year(self, year: Year) -> "Calendar":
        """A calendar that also knows `year`, in place of what it knew of it.

        Raises:
            ValueError: The year claims to be published and lacks a holiday the law fixes.
        """
        off = {day for block in year.holidays for day in block.days()}
        for fixed in self.fixed:
            needed = date(year.year, fixed.month, fixed.day)
            if year.published and fixed.since <= year.year and needed not in off:
                raise ValueError(f"{year.year} 年的放假安排缺少{fixed.name}（{needed}）")
        return Calendar({**self.years, year.year: year}, self.fixed)

    def with_years(self, years: Iterable[Year]) -> "Calendar":
        """As `with_year` for each."""
        calendar = self
        for year in years:
            calendar = calendar.with_year(year)
        return calendar

    @cached_property
    def _known(self) -> Mapping[date, tuple[DayKind, str, bool]]:
        """Every day a record names; a later year's notice speaks last on a December before."""
        known: dict[date, tuple[DayKind, str, bool]] = {}
        for number in sorted(self.years):
            year = self.years[number]
            for block in year.holidays:
                for day in block.days():
                    known[day] = (DayKind.holiday, block.name, day in block.statutory)
            known.update(dict.fromkeys(year.makeup, (DayKind.makeup, "", False)))
        return known

    def _fixed_name(self, when: date) -> str:
        for fixed in self.fixed:
            if (fixed.month, fixed.day) == (when.month, when.day) and fixed.since <= when.year:
                return fixed.name
        return ""
