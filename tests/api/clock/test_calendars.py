"""A year that is imported: who counts by it, what moves, and what is said about it."""

import json
from datetime import date

import pytest
from sqlmodel import col, select

from api.cases.events import EventKind as E
from api.cases.tables import Event
from api.clock.calendars import adopt, calendar_of
from api.clock.recounting import recount_overlooked, recount_some
from api.clock.service import stop
from api.clock.tables import CalendarYear, ClockRow
from api.clock.ticker import catch_up
from api.kit.work import Works
from knowledge.calendar import Year, load_calendar, read_holiday_cn
from knowledge.codes import Kind
from tests.api.clock.conftest import Office, moment


def year_2027(*more_off: str, worked: tuple[str, ...] = ()) -> Year:
    """A year whose New Year holiday is 1 to 3 January, with more days off and days worked."""
    off = ["2027-01-01", "2027-01-02", "2027-01-03", *more_off]
    off += ["2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"]
    days = [{"name": "假", "date": day, "isOffDay": True} for day in sorted(set(off))]
    days += [{"name": "假", "date": day, "isOffDay": False} for day in worked]
    papers = ["https://www.gov.cn/invented"]
    return read_holiday_cn(
        json.dumps({"year": 2027, "papers": papers, "days": days}), date(2026, 12, 1)
    )


def load(office: Office, year: Year) -> tuple[bool, int, int]:
    """Import as the command does; whether it was new, how many changed, how many moved."""
    with office.works.write() as work:
        new = adopt(work, year)
    changed = moved = 0
    last: int | None = 0
    while last is not None:
        with office.works.write() as work:
            done = recount_some(work, year.year, last, size=2)
        changed, moved, last = changed + done.changed, moved + done.moved, done.last
    return new, changed, moved


def recounted(office: Office, case_id: str) -> list[dict[str, object]]:
    with office.works.read() as work:
        wanted = select(Event).where(Event.case_id == case_id, Event.kind == E.recounted)
        return [dict(event.data) for event in work.session.exec(wanted.order_by(col(Event.no)))]


@pytest.fixture
def december(office: Office) -> Office:
    """A report received so late that R01 ends in 2027, and one whose clocks end before."""
    office.local_limits = ()
    office.clock.to("2026-12-01")
    office.open(Kind.report, "early")
    office.clock.to("2026-12-11")
    office.open(Kind.report, "late")
    return office


def test_before_the_notice_a_date_in_its_year_is_provisional(december: Office) -> None:
    assert [clock.provisional for clock in december.clocks("late")] == [True]
    assert december.running("late") == {"R01": "2027-01-04"}
    assert [clock.provisional for clock in december.clocks("early")] == [False]


def test_a_notice_that_moves_a_date_makes_it_sure_and_leaves_an_event(december: Office) -> None:
    assert load(december, year_2027("2027-01-04")) == (True, 1, 1)
    (clock,) = december.clocks("late", with_days=True)
    assert (clock.due_on.isoformat(), clock.provisional) == ("2027-01-05", False)
    assert "暂定" not in clock.explanation
    assert clock.days[-2].why == "假放假，不计入"
    assert recounted(december, "late") == [
        {"rule": "R01", "from": "2027-01-04", "due_on": "2027-01-05", "provisional": False}
    ]
    assert recounted(december, "early") == []


def test_a_notice_that_moves_nothing_makes_the_date_sure_and_says_so(december: Office) -> None:
    assert load(december, year_2027()) == (True, 1, 0)
    (event,) = recounted(december, "late")
    assert event["from"] == event["due_on"] == "2027-01-04"


def test_the_same_notice_again_changes_nothing(december: Office) -> None:
    load(december, year_2027("2027-01-04"))
    assert load(december, year_2027("2027-01-04")) == (False, 0, 0)
    assert len(recounted(december, "late")) == 1


def test_a_corrected_notice_moves_the_date_again(december: Office) -> None:
    load(december, year_2027("2027-01-04"))
    assert load(december, year_2027("2027-01-04", "2027-01-05")) == (True, 1, 1)
    assert december.running("late") == {"R01": "2027-01-06"}


def test_a_day_of_the_december_before_that_becomes_worked_moves_sure_dates_too(
    december: Office,
) -> None:
    with december.works.read() as work:
        assert not calendar_of(work.session).day(date(2026, 12, 19)).working
    load(december, year_2027(worked=("2026-12-19",)))
    assert december.running("early") == {"R01": "2026-12-21"}
    assert december.running("late") == {"R01": "2026-12-31"}


def test_a_stopped_clock_stays_as_it_was(december: Office) -> None:
    with december.works.write() as work:
        stop(work, "late", None, moment("2026-12-12"))
    assert load(december, year_2027("2027-01-04")) == (True, 0, 0)
    assert december.clocks("late")[0].due_on == date(2027, 1, 4)


def test_reminders_follow_the_moved_date(december: Office) -> None:
    load(december, year_2027("2027-01-04", "2027-01-05"))
    december.clock.to("2027-01-05", 8)
    catch_up(december.works, "w")
    assert ("R01", "due") not in december.said("late")
    december.clock.to("2027-01-07", 0)
    catch_up(december.works, "w")
    assert december.said("late")[-1] == ("R01", "due")


def test_every_process_counts_by_it_at_once_and_after_a_restart(december: Office) -> None:
    other = Works(december.works.database, december.works.keys, december.clock, lambda *_: None)
    with other.read() as work:
        assert not calendar_of(work.session).published(2027)
    load(december, year_2027())
    with other.read() as work:
        assert calendar_of(work.session).published(2027)
    assert not load_calendar().published(2027)


def test_an_import_that_died_half_way_is_finished_by_the_ticker(december: Office) -> None:
    with december.works.write() as work:
        adopt(work, year_2027("2027-01-04"))
    assert december.running("late") == {"R01": "2027-01-04"}
    assert recount_overlooked(december.works) == 1
    assert recount_overlooked(december.works) == 0
    assert december.running("late") == {"R01": "2027-01-05"}
    assert len(recounted(december, "late")) == 1


def test_without_an_import_the_ticker_looks_for_nothing(december: Office) -> None:
    assert recount_overlooked(december.works) == 0


def test_a_year_without_its_fixed_holidays_is_refused_and_nothing_changes(
    december: Office,
) -> None:
    bad = year_2027().model_copy(update={"holidays": year_2027().holidays[:1]})
    with december.works.write() as work, pytest.raises(ValueError, match="缺少劳动节"):
        adopt(work, bad)
    with december.works.read() as work:
        assert work.session.exec(select(CalendarYear)).all() == []


def test_a_clock_started_after_the_import_is_sure(december: Office) -> None:
    load(december, year_2027("2027-01-04"))
    december.open(Kind.report, "after")
    assert december.running("after") == {"R01": "2027-01-05"}
    with december.works.read() as work:
        rows = work.session.exec(select(ClockRow.provisional)).all()
    assert not any(rows)
