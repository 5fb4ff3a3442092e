from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from api.clock.reminders import half_time, one_working_day_before
from api.clock.workdays import compute
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import load_calendar
from knowledge.limits import Limit, limits_for, load_limits

CALENDAR = load_calendar()
NEW = date(2026, 4, 15)
STARTS = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=LEGAL_ZONE) + timedelta(minutes=minutes)
)


def test_half_of_seven_working_days_is_the_fourth_at_five() -> None:
    start = datetime(2026, 9, 18, 9, tzinfo=LEGAL_ZONE)
    deadline = compute(limits_for("C01", NEW), start, CALENDAR)
    assert half_time(deadline, start) == datetime(2026, 9, 23, 17, tzinfo=LEGAL_ZONE)


def test_the_last_reminder_skips_the_holiday_before_the_end() -> None:
    start = datetime(2026, 8, 3, 9, tzinfo=LEGAL_ZONE)
    deadline = compute(limits_for("C10", NEW), start, CALENDAR)
    assert deadline.due_on == date(2026, 10, 8)
    assert one_working_day_before(deadline, CALENDAR) == datetime(
        2026, 9, 30, 17, tzinfo=LEGAL_ZONE
    )


def test_half_of_thirty_minutes_is_fifteen() -> None:
    start = datetime(2026, 9, 18, 9, tzinfo=LEGAL_ZONE)
    deadline = compute(limits_for("F16", NEW), start, CALENDAR)
    assert half_time(deadline, start) == start + timedelta(minutes=15)


@given(st.sampled_from(load_limits()), STARTS)
def test_half_time_lies_between_start_and_end(limit: Limit, start: datetime) -> None:
    deadline = compute(limit, start, CALENDAR)
    assert start <= half_time(deadline, start) <= deadline.due


@given(st.sampled_from(load_limits()), STARTS)
def test_the_last_reminder_comes_after_half_time_and_before_the_due_day(
    limit: Limit, start: datetime
) -> None:
    assume(limit.value > 3)
    deadline = compute(limit, start, CALENDAR)
    last = one_working_day_before(deadline, CALENDAR)
    assert last.date() < deadline.due_on
    assert CALENDAR.day(last.date()).working
