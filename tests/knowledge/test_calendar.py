import json
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.calendar import (
    Block,
    Calendar,
    DayKind,
    NotPublishedError,
    Year,
    load_calendar,
    read_holiday_cn,
)
from knowledge.statutes import Confidence

CALENDAR = load_calendar()
CHECKED = date(2026, 11, 21)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_is_what_chinesecalendar_says(year: int) -> None:
    ours = [CALENDAR.day(day).working for day in days_of(year)]
    theirs = [chinese_calendar.is_workday(day) for day in days_of(year)]
    assert ours == theirs


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_is_what_the_holidays_package_says(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    ours = [CALENDAR.day(day).working for day in days_of(year)]
    assert ours == [china.is_working_day(day) for day in days_of(year)]


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_statutory_days_are_those_the_holidays_package_calculates(year: int) -> None:
    china = holidays.country_holidays("CN", years=year, language="en_US")
    named = {
        day for day, name in china.items() if "observed" not in name and "Day off" not in name
    }
    ours = {day for day in days_of(year) if CALENDAR.day(day).statutory}
    assert ours == named


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_known_number_of_working_days(year: int, working: int) -> None:
    assert sum(CALENDAR.day(day).working for day in days_of(year)) == working


def test_a_worked_sunday_is_a_makeup_day() -> None:
    assert CALENDAR.day(date(2026, 9, 20)).kind is DayKind.makeup


def test_published_years_are_sure_and_all_others_provisional() -> None:
    published = [year for year in range(2020, 2035) if CALENDAR.published(year)]
    assert published == [2024, 2025, 2026]
    assert not CALENDAR.day(date(2026, 12, 31)).provisional
    assert CALENDAR.day(date(2027, 1, 1)).provisional


def test_2027_knows_the_lunar_holidays_and_no_makeup_days() -> None:
    assert CALENDAR.day(date(2027, 2, 5)).holiday == "春节"
    kinds = {CALENDAR.day(day).kind for day in days_of(2027)}
    assert DayKind.makeup not in kinds


def test_a_year_without_any_record_keeps_only_the_fixed_holidays() -> None:
    off = [d for d in days_of(2031) if CALENDAR.day(d).kind is DayKind.holiday]
    assert [d.strftime("%m-%d") for d in off] == [
        "01-01", "05-01", "05-02", "10-01", "10-02", "10-03",
    ]  # fmt: skip


def test_the_second_of_may_was_no_holiday_before_2025() -> None:
    assert CALENDAR.day(date(2023, 5, 2)).kind is DayKind.working


def holiday_cn(year: int = 2027, papers: tuple[str, ...] = ("https://www.gov.cn/x",)) -> str:
    days = [{"name": "元旦", "date": f"{year}-01-0{n}", "isOffDay": True} for n in (1, 2, 3)]
    days += [{"name": "元旦", "date": f"{year - 1}-12-26", "isOffDay": False}]
    days += [{"name": "劳动节", "date": f"{year}-05-0{n}", "isOffDay": True} for n in (1, 2)]
    days += [{"name": "国庆节", "date": f"{year}-10-0{n}", "isOffDay": True} for n in (3, 1, 2)]
    return json.dumps({"year": year, "papers": papers, "days": days if papers else []})


def test_a_loaded_notice_makes_its_year_sure_and_leaves_the_old_calendar_alone() -> None:
    loaded = CALENDAR.with_year(read_holiday_cn(holiday_cn(), CHECKED))
    assert not loaded.day(date(2027, 1, 3)).provisional
    assert loaded.day(date(2027, 1, 3)).holiday == "元旦"
    assert CALENDAR.day(date(2027, 1, 3)).kind is DayKind.weekend


def test_a_notice_may_move_days_of_the_december_before() -> None:
    loaded = CALENDAR.with_year(read_holiday_cn(holiday_cn(), CHECKED))
    assert CALENDAR.day(date(2026, 12, 26)).kind is DayKind.weekend
    assert loaded.day(date(2026, 12, 26)).kind is DayKind.makeup


def test_a_loaded_notice_replaces_the_calculated_lunar_days() -> None:
    loaded = CALENDAR.with_year(read_holiday_cn(holiday_cn(), CHECKED))
    assert loaded.day(date(2027, 2, 5)).kind is DayKind.working


def test_consecutive_days_become_one_block() -> None:
    year = read_holiday_cn(holiday_cn(), CHECKED)
    assert [(b.name, b.first.day, b.last.day) for b in year.holidays] == [
        ("元旦", 1, 3),
        ("劳动节", 1, 2),
        ("国庆节", 1, 3),
    ]


def test_empty_papers_mean_not_published_and_are_refused() -> None:
    with pytest.raises(NotPublishedError, match="2027 年的放假安排尚未公布"):
        read_holiday_cn(holiday_cn(papers=()), CHECKED)


@pytest.mark.parametrize("text", ["", "[]", '{"year": 2027}', "not json", '{"year": "x"}'])
def test_another_shape_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match="放假安排文件有误") as refused:
        read_holiday_cn(text, CHECKED)
    assert "\n" not in str(refused.value)


def test_a_notice_without_national_day_is_refused() -> None:
    raw = json.loads(holiday_cn())
    raw["days"] = [day for day in raw["days"] if day["name"] != "国庆节"]
    with pytest.raises(ValueError, match="缺少国庆节"):
        CALENDAR.with_year(read_holiday_cn(json.dumps(raw), CHECKED))


def made(holidays: tuple[Block, ...], makeup: tuple[date, ...] = ()) -> Year:
    return Year(
        year=2028, published=True, notice=None, confidence=Confidence.I,
        source="test", checked=CHECKED, holidays=holidays, makeup=makeup,
    )  # fmt: skip


NEW_YEAR = Block(name="元旦", first=date(2028, 1, 1), last=date(2028, 1, 3))


@pytest.mark.parametrize(
    ("blocks", "makeup", "fault"),
    [
        ((NEW_YEAR, NEW_YEAR), (), "named twice"),
        ((NEW_YEAR,), (date(2028, 1, 2),), "both off and worked"),
        ((NEW_YEAR,), (date(2028, 1, 5),), "worked anyway"),
        ((NEW_YEAR,), (date(2029, 1, 6),), "another year"),
        ((NEW_YEAR,), (date(2027, 11, 6),), "another year"),
        ((), (), "has holidays"),
    ],
)
def test_a_year_that_contradicts_itself_is_refused(
    blocks: tuple[Block, ...], makeup: tuple[date, ...], fault: str
) -> None:
    with pytest.raises(ValidationError, match=fault):
        made(blocks, makeup)


def test_a_block_may_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="ends before it begins"):
        Block(name="元旦", first=date(2028, 1, 2), last=date(2028, 1, 1))


def test_a_statutory_day_lies_in_its_block() -> None:
    with pytest.raises(ValidationError, match="not in the block"):
        Block(name="元旦", first=NEW_YEAR.first, last=NEW_YEAR.last, statutory=(date(2028, 1, 9),))


@given(st.dates(date(2023, 1, 10), date(2035, 1, 1)))
def test_the_working_day_before_is_the_nearest_one(when: date) -> None:
    before = CALENDAR.working_day_before(when)
    between = [before + timedelta(n) for n in range(1, (when - before).days)]
    assert before < when
    assert CALENDAR.day(before).working
    assert not any(CALENDAR.day(day).working for day in between)


def test_an_empty_calendar_is_provisional_everywhere() -> None:
    assert Calendar({}, ()).day(date(2026, 1, 5)).provisional
