"""Reads a year in the JSON shape of the public holiday-cn collection."""

from datetime import date
from itertools import groupby

from pydantic import BaseModel, Field, ValidationError

from knowledge.calendar.schema import Block, Year
from knowledge.statutes import Confidence


class NotPublishedError(ValueError):
    """The file names no notice: the State Council has not published the year yet."""


class _Day(BaseModel):
    name: str
    date: date
    off: bool = Field(alias="isOffDay")


class _File(BaseModel):
    year: int
    papers: tuple[str, ...]
    days: tuple[_Day, ...]


def read_holiday_cn(text: str, checked: date) -> Year:
    """One year from JSON `{"year", "papers": [address…], "days": [{"name","date","isOffDay"}…]}`.

    Args:
        text: The file's content.
        checked: The day it was fetched, kept with the record.

    Raises:
        NotPublishedError: `papers` or `days` is empty; an empty file means "unknown", and would
            otherwise look like a year without holidays.
        ValueError: The text has another shape, or contradicts itself; one Chinese line.
    """
    try:
        raw = _File.model_validate_json(text)
        if not raw.papers or not raw.days:
            raise NotPublishedError(f"{raw.year} 年的放假安排尚未公布，文件里没有通知")
        return Year(
            year=raw.year,
            published=True,
            notice=None,
            confidence=Confidence.V2,
            source=" ".join(raw.papers),
            checked=checked,
            holidays=_blocks(raw.days),
            makeup=tuple(sorted(day.date for day in raw.days if not day.off)),
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"放假安排文件有误：{place} {first['msg']}".replace("\n", " ")) from error


def _blocks(days: tuple[_Day, ...]) -> tuple[Block, ...]:
    """Runs of consecutive days off under one name."""
    off = sorted((day for day in days if day.off), key=lambda day: day.date)
    keyed = groupby(
        enumerate(off), key=lambda pair: (pair[1].name, pair[1].date.toordinal() - pair[0])
    )
    runs = ([day for _, day in run] for _, run in keyed)
    return tuple(Block(name=run[0].name, first=run[0].date, last=run[-1].date) for run in runs)
