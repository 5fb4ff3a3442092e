"""The days of a deadline: none is left out, and runs of one sort stand together."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.clock.report import deadline_report
from api.contract.models import CountedDay
from bot.wording.counted import every_day
from knowledge.calendar import load_calendar

SINCE = date(2026, 6, 1)


def said(rule: str, received: str) -> list[str]:
    found = deadline_report(rule, received, [], calendar=load_calendar())
    days = [
        CountedDay(on=date.fromisoformat(day["date"]), counts=day["counts"], why=day["why"])
        for day in found["days"]
    ]
    return every_day(days, SINCE)


def test_a_holiday_a_make_up_day_and_a_weekend_are_named() -> None:
    assert said("C01", "2026-04-30")[1:6] == [
        "　5月1日、2日：劳动节（法定节假日），不计入",
        "　5月3日至5日：劳动节放假，不计入",
        "　5月6日至8日：第 1 至 3 个工作日，计入",
        "　5月9日：第 4 个工作日（调休上班）",
        "　5月10日：周末，不计入",
    ]


def test_a_rolled_end_says_why_and_by_which_article() -> None:
    assert said("C10", "2026-08-03")[-1].endswith(
        "最后一日逢节假日，顺延到这一天届满（《市场监督管理投诉举报处理办法》第四十五条）"
    )


def test_days_of_an_unpublished_year_are_marked() -> None:
    assert said("C01", "2026-12-25")[-2:] == [
        "　2027年1月2日、3日：周末，不计入（暂定）",
        "　2027年1月4日至6日：第 5 至 7 个工作日，计入（暂定）",
    ]


@pytest.mark.parametrize("rule", ["C01", "C10", "R01", "R16", "W12"])
@given(ahead=st.integers(0, 240))
def test_every_day_lies_in_exactly_one_line(rule: str, ahead: int) -> None:
    start = date(2026, 4, 15) + timedelta(ahead)
    found = deadline_report(rule, start.isoformat(), [], calendar=load_calendar())
    lines = said(rule, start.isoformat())
    spans = [re.split("[：]", line.strip())[0] for line in lines]
    days = sum(_length(span) for span in spans)

    assert days == len(found["days"])
    assert len("\n".join(lines)) < 2000


def _length(span: str) -> int:
    if "、" in span:
        return 2
    first, to, last = span.partition("至")
    if not to:
        return 1
    begin = _day(first, None)
    return (_day(last, begin) - begin).days + 1


def _day(words: str, after: date | None) -> date:
    year, month, number = re.fullmatch(r"(?:(\d+)年)?(?:(\d+)月)?(\d+)日", words).groups()  # type: ignore[union-attr] # our own words
    known = after or date(2026, 1, 1)
    return date(int(year or known.year), int(month or known.month), int(number))
