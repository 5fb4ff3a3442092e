"""The days of a deadline in a chat: every day counted or skipped, runs of one sort together."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from api.contract.models import CountedDay
from bot.wording.plain import clean
from bot.wording.times import day

_NUMBERED = re.compile(r"^第 (\d+) 个(工作日|自然日)$")
_UNSURE = re.compile(r"（\d{4} 年放假安排未公布，暂定）$")
_WEEKEND = frozenset({"周六，不计入", "周日，不计入"})
_SPAN = 2
"""So many days are named one by one; more are a span."""


def every_day(days: Sequence[CountedDay], seen_from: date) -> list[str]:
    """One line a run: 11月24日至28日：第 2 至 6 个工作日，计入."""
    return [f"　{line}" for line in _runs(days, seen_from)]


def _runs(days: Sequence[CountedDay], seen_from: date) -> Iterator[str]:
    for sort, run in groupby(days, key=_sort):
        same = list(run)
        yield f"{_span(same, seen_from)}：{_why(sort, same)}"


def _sort(one: CountedDay) -> str:
    """What days of one run have in common."""
    plain = _UNSURE.sub("", one.why)
    unsure = "（暂定）" if plain != one.why else ""
    numbered = _NUMBERED.match(plain)
    if numbered:
        return f"{numbered[2]}，计入{unsure}"
    return f"{'周末，不计入' if plain in _WEEKEND else plain}{unsure}"


def _span(run: Sequence[CountedDay], seen_from: date) -> str:
    first, last = run[0].on, run[-1].on
    if len(run) == 1:
        return day(first, seen_from)
    if len(run) == _SPAN:
        return f"{day(first, seen_from)}、{_short(last, first)}"
    return f"{day(first, seen_from)}至{_short(last, first)}"


def _short(last: date, first: date) -> str:
    """The end of a span, without what its beginning has said."""
    if (last.year, last.month) == (first.year, first.month):
        return f"{last.day}日"
    return day(last, first)


def _why(sort: str, run: Sequence[CountedDay]) -> str:
    plain = (_UNSURE.sub("", one.why) for one in run)
    numbers = [found[1] for why in plain if (found := _NUMBERED.match(why))]
    if not numbers:
        return clean(sort, 120)
    which = numbers[0] if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}"
    return f"第 {which} 个{sort}"
