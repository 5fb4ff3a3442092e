"""What holds for every limit, start, pause and calendar."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from api.clock.deadline import Deadline, Pause
from api.clock.workdays import compute
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Block, Calendar, Year, load_calendar
from knowledge.limits import Limit, Roll, Unit, load_limits
from knowledge.statutes import Confidence

SHIPPED = load_calendar()
LIMITS = st.sampled_from(load_limits())
PAUSING = st.sampled_from([limit for limit in load_limits() if limit.pauses])
ROLLS = st.sampled_from(Roll)
MINUTES = 5 * 366 * 24 * 60
STARTS = st.integers(0, MINUTES).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=LEGAL_ZONE) + timedelta(minutes=minutes)
)
YEARS = range(2024, 2030)


@st.composite
def years(draw: st.DrawFn, number: int) -> Year:
    """Any year that a file could say: from no day off to no day worked."""
    first = date(number, 1, 1)
    length = (date(number + 1, 1, 1) - first).days
    off = draw(st.sets(st.integers(0, length - 1), max_size=60))
    if draw(st.integers(0, 9)) == 0:
        off = set(range(length))
    worked = draw(st.sets(st.integers(0, length - 1), max_size=20)) - off
    makeup = [first + timedelta(n) for n in sorted(worked)]
    blocks = [first + timedelta(n) for n in sorted(off)]
    return Year(
        year=number, published=bool(off), notice=None, confidence=Confidence.I, source="x",
        checked=first, holidays=tuple(Block(name="假", first=day, last=day) for day in blocks),
        makeup=tuple(day for day in makeup if day.weekday() > 4),
    )  # fmt: skip


CALENDARS = st.one_of(
    st.just(SHIPPED),
    st.tuples(*(years(number) for number in YEARS)).map(
        lambda made: Calendar({year.year: year for year in made}, ())
    ),
)


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    days = st.integers(0, 5 * 366).map(lambda n: date(2024, 1, 1) + timedelta(n))
    drawn = draw(st.lists(st.tuples(days, st.integers(0, 60)), max_size=4))
    return [Pause(first, first + timedelta(length)) for first, length in drawn]


def ends(limit: Limit, start: datetime, calendar: Calendar, roll: Roll) -> Deadline | None:
    """The deadline, or None where the calendar leaves ten years without enough days."""
    try:
        return compute(limit, start, calendar, (), roll)
    except ValueError as refused:
        assert "十年之内" in str(refused)  # noqa: PT017 - either outcome is right
        return None


@settings(max_examples=300)
@given(LIMITS, STARTS, STARTS, CALENDARS, ROLLS)
def test_received_later_is_never_due_earlier(
    limit: Limit, one: datetime, other: datetime, calendar: Calendar, roll: Roll
) -> None:
    first, second = (ends(limit, at, calendar, roll) for at in sorted((one, other)))
    assert first is None or second is None or first.due <= second.due


@settings(max_examples=300)
@given(LIMITS, STARTS, CALENDARS, ROLLS)
def test_a_limit_is_never_over_before_it_began_and_counts_the_same_twice(
    limit: Limit, start: datetime, calendar: Calendar, roll: Roll
) -> None:
    once = ends(limit, start, calendar, roll)
    assert once == ends(limit, start, calendar, roll)
    if once is None:
        return
    assert once.due > start
    assert once.due_on >= start.date()
    assert all(day.date >= start.date() for day in once.days)
    assert once.days[-1].date == once.due_on
    if limit.unit in (Unit.working_day, Unit.calendar_day):
        assert once.due_on > start.date()
        assert sum(day.counts for day in once.days) == limit.value


@settings(max_examples=300)
@given(PAUSING, STARTS, pauses(), CALENDARS)
def test_pauses_add_exactly_the_days_the_limit_would_have_counted(
    limit: Limit, start: datetime, paused: list[Pause], calendar: Calendar
) -> None:
    try:
        with_pauses = compute(limit, start, calendar, paused)
    except ValueError:
        return
    last = [day.date for day in with_pauses.days if day.counts][-1]
    way = ((start.date() + timedelta(n)) for n in range(1, (last - start.date()).days + 1))
    stood = sum(
        any(pause.covers(day) for pause in paused)
        and (limit.unit is Unit.calendar_day or calendar.day(day).working)
        for day in way
    )
    longer = limit.model_copy(update={"value": limit.value + stood})
    unpaused = [d.date for d in compute(longer, start, calendar).days if d.counts]
    assert last == unpaused[-1]
    assert not any(pause.covers(with_pauses.due_on) for pause in paused)


@given(PAUSING, STARTS, st.integers(1, 30), st.integers(1, 30))
def test_a_pause_of_so_many_days_moves_a_calendar_limit_by_so_many(
    limit: Limit, start: datetime, after: int, length: int
) -> None:
    if limit.unit is not Unit.calendar_day or after >= limit.value:
        return
    first = start.date() + timedelta(after)
    paused = compute(limit, start, SHIPPED, [Pause(first, first + timedelta(length - 1))])
    plain = compute(limit, start, SHIPPED)
    counted, before = (max(d.date for d in x.days if d.counts) for x in (paused, plain))
    assert counted == before + timedelta(length)


def test_a_calendar_without_any_worked_day_is_refused_instead_of_counted_for_ever() -> None:
    all_off = [
        Year(
            year=number, published=True, notice=None, confidence=Confidence.I, source="x",
            checked=date(2026, 1, 1),
            holidays=(Block(name="假", first=date(number, 1, 1), last=date(number, 12, 31)),),
        )
        for number in range(2024, 2050)
    ]  # fmt: skip
    calendar = Calendar({year.year: year for year in all_off}, ())
    for limit in load_limits():
        found = ends(limit, datetime(2024, 3, 1, tzinfo=LEGAL_ZONE), calendar, Roll.statutory_only)
        in_days = limit.unit in (Unit.working_day, Unit.calendar_day)
        assert (found is None) == in_days


@given(CALENDARS, st.dates(date(2024, 1, 10), date(2029, 12, 31)))
def test_no_calendar_keeps_the_search_for_a_working_day_going(
    calendar: Calendar, when: date
) -> None:
    assert calendar.day(calendar.working_day_before(when)).working
