from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.clock.alarms import AlarmKind, not_yet_said, plan
from api.clock.counting import count, now_and_next, settle
from api.clock.tables import ClockRow
from api.clock.workdays import compute
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import load_calendar
from knowledge.limits import Limit, limits_for, load_limits

CALENDAR = load_calendar()
NEW = date(2026, 4, 15)
START = datetime(2026, 4, 15, 10, tzinfo=LEGAL_ZONE)
LIMITS = st.sampled_from([limit for limit in load_limits() if limit.in_force_to is None])
STARTS = st.integers(0, 3 * 365 * 24).map(lambda hours: START + timedelta(hours=hours))
ORDER = list(AlarmKind)


def row_for(limit: Limit, start: datetime) -> ClockRow:
    row = ClockRow(
        case_id="a", rule=limit.rule, limit_version=limit.version, started_at=start, pauses=[],
        due_at=start, due_on=start.date(), provisional=False, statutory=True, next_alarm="half",
    )  # fmt: skip
    settle(row, count(row, CALENDAR), CALENDAR)
    return row


def kinds(rule: str, start: datetime) -> list[str]:
    return [
        alarm.kind
        for alarm in plan(compute(limits_for(rule, NEW), start, CALENDAR), start, CALENDAR)
    ]


def test_a_long_clock_plans_all_three_and_a_short_one_only_what_helps() -> None:
    assert kinds("R01", START) == ["half", "one_day", "due"]
    assert kinds("F16", START) == ["half", "due"]
    assert kinds("H05", START.replace(hour=9)) == ["one_day", "due"]
    assert kinds("H05", START.replace(hour=18)) == ["half", "due"]


@given(LIMITS, STARTS)
def test_alarms_are_planned_in_order_after_the_start_and_end_with_due(
    limit: Limit, start: datetime
) -> None:
    alarms = plan(compute(limit, start, CALENDAR), start, CALENDAR)
    moments = [start, *(alarm.at for alarm in alarms)]
    assert moments == sorted(set(moments))
    assert alarms[-1].kind is AlarmKind.due
    assert [alarm.kind for alarm in alarms] == sorted((a.kind for a in alarms), key=ORDER.index)


@given(LIMITS, STARTS, st.sampled_from(AlarmKind))
def test_what_was_said_is_not_planned_again(
    limit: Limit, start: datetime, progress: AlarmKind
) -> None:
    waiting = not_yet_said(plan(compute(limit, start, CALENDAR), start, CALENDAR), progress)
    assert waiting[-1].kind is AlarmKind.due
    assert all(ORDER.index(alarm.kind) >= ORDER.index(progress) for alarm in waiting)


@given(LIMITS, STARTS, st.lists(st.integers(1, 60 * 24 * 40), max_size=8))
def test_however_a_ticker_wakes_each_alarm_is_given_once_in_order_and_due_never_missed(
    limit: Limit, start: datetime, waits: list[int]
) -> None:
    row, now, given_kinds = row_for(limit, start), start, list[AlarmKind]()
    for minutes in waits:
        now += timedelta(minutes=minutes)
        if row.next_alarm_at is not None and row.next_alarm_at <= now:
            spoken, upcoming = now_and_next(row, now, CALENDAR)
            given_kinds.append(spoken.kind)
            row.next_alarm = upcoming.kind if upcoming else None
            row.next_alarm_at = upcoming.at if upcoming else None
            assert row.next_alarm_at is None or row.next_alarm_at > now
    assert given_kinds == sorted(set(given_kinds), key=ORDER.index)
    assert (AlarmKind.due in given_kinds) == (now > row.due_at)
