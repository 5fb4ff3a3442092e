from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.clock.deadline import Deadline, Pause
from api.clock.workdays import PauseNotAllowedError, compute
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import load_calendar
from knowledge.limits import Limit, Roll, Status, Unit, limits_for, load_limits

CALENDAR = load_calendar()
NEW = date(2026, 4, 15)
R01, C01, C10 = (limits_for(rule, NEW) for rule in ("R01", "C01", "C10"))
R16, R06 = (limits_for(rule, NEW) for rule in ("R16", "R06"))
OLD_MEDIATION = limits_for("O03", date(2026, 3, 2))


def at(day: date, hour: int = 15) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LEGAL_ZONE)


def valued(limit: Limit, value: int) -> Limit:
    return limit.model_copy(update={"value": value})


def due_of(limit: Limit, start: date, *pauses: Pause, roll: Roll = Roll.statutory_only) -> date:
    return compute(limit, at(start), CALENDAR, pauses, roll).due_on


@pytest.mark.parametrize(
    ("limit", "start", "due"),
    [
        (C01, "2026-04-15", "2026-04-24"),
        (R01, "2026-04-15", "2026-05-09"),
        (valued(C01, 5), "2026-09-18", "2026-09-24"),
        (C01, "2026-09-18", "2026-09-29"),
        (C01, "2026-09-30", "2026-10-15"),
        (C01, "2026-02-13", "2026-03-02"),
        (R01, "2026-10-10", "2026-10-30"),
        (R01, "2026-11-20", "2026-12-11"),
        (R01, "2026-12-10", "2026-12-31"),
        (C10, "2026-08-03", "2026-10-08"),
        (C10, "2026-07-28", "2026-09-28"),
        (C10, "2026-09-15", "2026-11-14"),
        (OLD_MEDIATION, "2026-03-02", "2026-05-08"),
    ],
)
def test_known_dates_come_out(limit: Limit, start: str, due: str) -> None:
    deadline = compute(limit, at(date.fromisoformat(start)), CALENDAR)
    assert (deadline.due_on.isoformat(), deadline.provisional) == (due, False)


def test_a_plain_weekend_moves_the_last_day_only_where_the_office_chose_so() -> None:
    start = date(2026, 9, 15)
    assert due_of(C10, start) == date(2026, 11, 14)
    assert due_of(C10, start, roll=Roll.any_nonworking) == date(2026, 11, 16)


@pytest.mark.parametrize(("limit", "start"), [(R01, "2026-12-11"), (R01.extended(), "2026-11-20")])
def test_what_reaches_an_unpublished_year_is_provisional(limit: Limit, start: str) -> None:
    deadline = compute(limit, at(date.fromisoformat(start)), CALENDAR)
    assert deadline.due_on.year == 2027
    assert deadline.provisional


def test_the_last_moment_of_the_last_day_is_in_time_and_midnight_is_late() -> None:
    due = compute(C01, at(date(2026, 4, 15)), CALENDAR).due
    midnight = datetime(2026, 4, 25, tzinfo=LEGAL_ZONE)
    assert due == midnight - timedelta(microseconds=1)
    assert due.utcoffset() == timedelta(hours=8)


def test_the_legal_day_of_the_start_is_that_of_shanghai() -> None:
    late_evening_in_utc = datetime(2026, 4, 14, 17, tzinfo=UTC)
    assert compute(C01, late_evening_in_utc, CALENDAR) == compute(C01, at(NEW, 1), CALENDAR)


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="缺少时区"):
        compute(C01, at(NEW).replace(tzinfo=None), CALENDAR)


def test_every_day_on_the_way_says_why() -> None:
    days = compute(R01, at(date(2026, 4, 29)), CALENDAR).days
    said = {day.date.isoformat(): day.why for day in days}
    assert said["2026-04-29"] == "起算当日，不计入（《市场监督管理行政处罚程序规定》第八十条）"
    assert said["2026-04-30"] == "第 1 个工作日"
    assert said["2026-05-01"] == "劳动节（法定节假日），不计入"
    assert said["2026-05-04"] == "劳动节放假，不计入"
    assert said["2026-05-09"] == "第 5 个工作日（调休上班）"
    assert said["2026-05-10"] == "周日，不计入"


def test_a_rolled_end_says_that_it_was_moved() -> None:
    last = compute(C10, at(date(2026, 7, 28)), CALENDAR).days[-3:]
    assert [(day.date.day, day.counts) for day in last] == [(26, True), (27, False), (28, False)]
    assert last[0].why == "第 60 个自然日，逢中秋节放假"
    assert last[-1].why == (
        "最后一日逢节假日，顺延到这一天届满（《市场监督管理投诉举报处理办法》第四十五条）"
    )


def test_a_limit_the_law_does_not_interrupt_refuses_a_pause() -> None:
    with pytest.raises(PauseNotAllowedError, match="投诉受理决定与告知（C01）依法不扣除"):
        compute(C01, at(NEW), CALENDAR, [Pause(NEW)])


def test_a_pause_over_a_week_of_work_moves_the_end_by_that_week() -> None:
    week = Pause(date(2026, 6, 8), date(2026, 6, 14))
    assert due_of(R01, date(2026, 6, 1)) == date(2026, 6, 23)
    assert due_of(R01, date(2026, 6, 1), week) == date(2026, 6, 30)
    assert due_of(C10, date(2026, 6, 1)) == date(2026, 7, 31)
    assert due_of(C10, date(2026, 6, 1), week) == date(2026, 8, 7)


def test_a_paused_day_says_so() -> None:
    paused = Pause(date(2026, 6, 2), date(2026, 6, 2))
    days = compute(R01, at(date(2026, 6, 1)), CALENDAR, [paused]).days
    assert (days[1].counts, days[1].why) == (False, "依法暂停计时，不计入")


def test_a_clock_cannot_run_out_on_a_paused_day_it_was_moved_to() -> None:
    paused = Pause(date(2026, 10, 8), date(2026, 10, 9))
    assert due_of(C10, date(2026, 8, 3), paused) == date(2026, 10, 10)


def test_a_lasting_pause_shows_the_earliest_end_and_that_the_clock_stands() -> None:
    lasting = Pause(date(2026, 6, 8))
    deadline = compute(R01, at(date(2026, 6, 1)), CALENDAR, [lasting])
    assert deadline.standing
    assert deadline.due_on == date(2026, 6, 24)


def test_a_pause_longer_than_any_case_is_refused_instead_of_counted_for_ever() -> None:
    with pytest.raises(ValueError, match="十年之内数不满"):
        compute(R01, at(NEW), CALENDAR, [Pause(NEW, date(2999, 1, 1))])


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="早于开始日"):
        Pause(date(2026, 6, 2), date(2026, 6, 1))


def test_a_limit_in_minutes_ends_to_the_minute_on_any_day() -> None:
    start = datetime(2026, 10, 1, 23, 50, tzinfo=LEGAL_ZONE)
    deadline = compute(limits_for("F16", NEW), start, CALENDAR)
    assert deadline.due == start + timedelta(minutes=30)
    assert deadline.due_on == date(2026, 10, 2)


def test_a_promise_of_the_office_is_never_called_statutory() -> None:
    deadline = compute(R06, at(NEW), CALENDAR)
    assert deadline.status is Status.policy
    assert "不是法定期限" in deadline.article


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_fifteen_working_days_agree_with_chinesecalendar_from_every_day(year: int) -> None:
    for ahead in range(330):
        start = date(year, 1, 1) + timedelta(ahead)
        day, counted = start, 0
        while counted < 15:
            day += timedelta(1)
            counted += chinese_calendar.is_workday(day)
        assert due_of(R01, start) == day


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
PAUSING = st.sampled_from([limit for limit in load_limits() if limit.pauses])
ALL = st.sampled_from(load_limits())


@st.composite
def pause_lists(draw: st.DrawFn) -> list[Pause]:
    firsts = draw(st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=4))
    return [Pause(first, first + timedelta(length)) for first, length in firsts]


def unit_days(limit: Limit, deadline: Deadline, pauses: list[Pause]) -> int:
    """Paused days on the way that the limit would else have counted."""
    return sum(
        any(pause.covers(day.date) for pause in pauses)
        and (limit.unit is Unit.calendar_day or CALENDAR.day(day.date).working)
        for day in deadline.days[1:]
    )


@given(PAUSING, DAYS, pause_lists())
def test_pauses_add_exactly_their_length_in_the_unit_of_the_limit(
    limit: Limit, start: date, pauses: list[Pause]
) -> None:
    paused = compute(limit, at(start), CALENDAR, pauses)
    counted = [day for day in paused.days if day.counts]
    last = counted[-1].date
    on_the_way = Deadline(
        rule="", name="", article="", status=limit.status, due=paused.due, due_on=last,
        provisional=False, standing=False, days=tuple(d for d in paused.days if d.date <= last),
    )  # fmt: skip
    longer = valued(limit, limit.value + unit_days(limit, on_the_way, pauses))
    unpaused = [day for day in compute(longer, at(start), CALENDAR).days if day.counts]
    assert len(counted) == limit.value
    assert last == unpaused[-1].date


@given(ALL, DAYS, DAYS)
def test_a_later_start_never_ends_earlier(limit: Limit, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert compute(limit, at(first), CALENDAR).due <= compute(limit, at(second), CALENDAR).due


@given(PAUSING, DAYS, DAYS, pause_lists())
def test_that_holds_with_pauses_too(
    limit: Limit, one: date, other: date, pauses: list[Pause]
) -> None:
    first, second = sorted((one, other))
    assert due_of(limit, first, *pauses) <= due_of(limit, second, *pauses)


@given(ALL, DAYS, st.sampled_from(Roll))
def test_an_end_never_lies_before_the_start_and_twice_the_same_is_the_same(
    limit: Limit, start: date, roll: Roll
) -> None:
    once = compute(limit, at(start), CALENDAR, (), roll)
    assert once.due > at(start)
    assert once == compute(limit, at(start), CALENDAR, (), roll)


@given(PAUSING, DAYS, pause_lists())
def test_days_follow_each_other_without_gap_to_the_end(
    limit: Limit, start: date, pauses: list[Pause]
) -> None:
    deadline = compute(limit, at(start), CALENDAR, pauses)
    expected = [start + timedelta(n) for n in range((deadline.due_on - start).days + 1)]
    assert [day.date for day in deadline.days] == expected
    assert all(day.why for day in deadline.days)
    assert not any(pause.covers(deadline.due_on) for pause in pauses)


@given(st.sampled_from([C10, R16]), DAYS)
def test_a_calendar_limit_never_ends_in_a_holiday(limit: Limit, start: date) -> None:
    assert not CALENDAR.day(due_of(limit, start)).holiday


@given(DAYS)
def test_moving_off_weekends_too_never_ends_earlier(start: date) -> None:
    assert due_of(C10, start) <= due_of(C10, start, roll=Roll.any_nonworking)
