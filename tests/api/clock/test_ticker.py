import threading
import time

import pytest
from sqlmodel import col, select

from api.cases.events import EventKind as E
from api.clock.claiming import LEASE, claim
from api.clock.service import extend, pause, resume, stop
from api.clock.tables import ClockRow
from api.clock.ticker import Ticker, sweep
from api.kit.work import Works
from knowledge.codes import Kind
from tests.api.clock.conftest import Office, moment

HALF, ONE_DAY, DUE = ("R01", "half"), ("R01", "one_day"), ("R01", "due")


@pytest.fixture
def report(office: Office) -> Office:
    """A report whose only clock is R01: half 2026-06-11 17:00, last day 2026-06-23."""
    office.open(Kind.report)
    office.happen("a", E.replied)
    return office


def sweep_at(office: Office, day: str, hour: int = 10, worker: str = "w") -> int:
    office.clock.to(day, hour)
    return sweep(office.works, worker)


def test_a_clock_says_half_one_day_and_due_each_once_and_at_its_time(report: Office) -> None:
    assert sweep_at(report, "2026-06-11", 16) == 0
    assert sweep_at(report, "2026-06-11", 17) == 1
    assert sweep_at(report, "2026-06-11", 18) == 0
    assert sweep_at(report, "2026-06-22", 17) == 1
    assert sweep_at(report, "2026-06-23", 23) == 0
    assert sweep_at(report, "2026-06-24", 0) == 1
    assert sweep_at(report, "2026-07-24") == 0
    assert report.said() == [HALF, ONE_DAY, DUE]


def test_running_out_is_written_down_and_makes_the_clock_late(report: Office) -> None:
    sweep_at(report, "2026-06-24")
    with report.works.read() as work:
        row = work.session.exec(select(ClockRow).where(ClockRow.rule == "R01")).one()
    assert row.breached_at == moment("2026-06-24")
    assert (row.next_alarm, row.lease_worker) == (None, None)
    assert next(clock for clock in report.clocks() if clock.rule == "R01").late


def test_after_downtime_overtaken_reminders_are_skipped_and_running_out_is_not(
    report: Office,
) -> None:
    sweep_at(report, "2026-07-01")
    assert report.said() == [DUE]


def test_after_a_week_of_downtime_the_reminder_that_still_helps_is_given(report: Office) -> None:
    sweep_at(report, "2026-06-23")
    assert report.said() == [ONE_DAY]
    sweep_at(report, "2026-06-30")
    assert report.said() == [ONE_DAY, DUE]


def test_a_stopped_clock_says_nothing(report: Office) -> None:
    with report.works.write() as work:
        stop(work, "a", None, moment("2026-06-02"))
    assert sweep_at(report, "2026-12-01") == 0


def test_a_clock_that_stands_still_says_nothing_until_it_goes_on(report: Office) -> None:
    sweep_at(report, "2026-06-11", 17)
    with report.works.write() as work:
        pause(work, "a", moment("2026-06-12"))
    assert sweep_at(report, "2026-08-31") == 0
    with report.works.write() as work:
        resume(work, "a", moment("2026-08-31"))
    assert report.running()["R01"] == "2026-09-09"
    assert sweep_at(report, "2026-09-01") == 0
    assert sweep_at(report, "2026-09-08", 17) == 1
    assert report.said() == [HALF, ONE_DAY]


def test_an_extended_clock_reminds_before_its_new_end(report: Office) -> None:
    sweep_at(report, "2026-06-11", 17)
    sweep_at(report, "2026-06-22", 17)
    with report.works.write() as work:
        extend(work, "a", "R01", moment("2026-06-23"))
    assert sweep_at(report, "2026-06-24") == 0
    assert sweep_at(report, "2026-07-13", 17) == 1
    assert sweep_at(report, "2026-07-15") == 1
    assert report.said() == [HALF, ONE_DAY, ONE_DAY, DUE]


def test_a_crash_while_speaking_loses_nothing_and_doubles_nothing(report: Office) -> None:
    report.fails.append("a")
    assert sweep_at(report, "2026-06-11", 17) == 0
    assert report.said() == []
    report.fails.clear()
    assert sweep(report.works, "other") == 0
    report.clock.forward(seconds=LEASE.total_seconds())
    assert sweep(report.works, "other") == 1
    assert report.said() == [HALF]


def test_a_ticker_that_died_after_its_claim_is_replaced_when_the_lease_ends(
    report: Office,
) -> None:
    report.clock.to("2026-06-11", 17)
    assert len(claim(report.works, "dead", 10)) == 1
    assert sweep(report.works, "alive") == 0
    report.clock.forward(seconds=LEASE.total_seconds())
    assert sweep(report.works, "alive") == 1
    assert report.said() == [HALF]


def test_a_clock_stopped_between_claim_and_alarm_stays_silent(report: Office) -> None:
    report.clock.to("2026-06-11", 17)
    claimed = claim(report.works, "w", 10)
    with report.works.write() as work:
        stop(work, "a", None, work.now)
    report.clock.forward(seconds=LEASE.total_seconds())
    assert len(claimed) == 1
    assert sweep(report.works, "w") == 0
    assert report.said() == []


def test_an_end_that_a_newer_calendar_moved_is_not_announced_too_early(report: Office) -> None:
    with report.works.write() as work:
        row = work.session.exec(select(ClockRow).where(ClockRow.rule == "R01")).one()
        row.due_at = row.next_alarm_at = moment("2026-06-05")
        row.next_alarm = "due"
        work.session.add(row)
    assert sweep_at(report, "2026-06-08") == 0
    assert report.running()["R01"] == "2026-06-23"
    assert sweep_at(report, "2026-06-24") == 1
    assert report.said() == [DUE]


def test_one_broken_case_does_not_silence_the_others(
    report: Office, caplog: pytest.LogCaptureFixture
) -> None:
    report.clock.to("2026-06-01")
    report.open(Kind.report, "b")
    report.fails.append("a")
    sweep_at(report, "2026-06-11", 17)
    assert ("R01", "half") in report.said("b")
    assert report.said("a") == []
    assert "will be tried again" in caplog.text


def test_no_more_than_the_limit_is_claimed_and_the_oldest_first(office: Office) -> None:
    for name in "abc":
        office.open(Kind.query, name)
        office.clock.forward(days=1)
    office.clock.to("2026-06-30")
    assert sweep(office.works, "w", limit=2) == 2
    assert [office.said(name) for name in "abc"] == [[("H02", "due")], [("H02", "due")], []]


def test_two_tickers_at_once_give_every_alarm_once(office: Office) -> None:
    names = [f"case-{number}" for number in range(30)]
    for name in names:
        office.open(Kind.query, name)
    office.clock.to("2026-06-30")
    given: list[int] = []

    def tick(worker: str) -> None:
        barrier.wait()
        given.extend(sweep(office.works, worker, limit=10) for _ in range(4))

    barrier = threading.Barrier(3)
    tickers = [threading.Thread(target=tick, args=(f"w{n}",)) for n in range(3)]
    for thread in tickers:
        thread.start()
    for thread in tickers:
        thread.join()
    while sweep(office.works, "last"):
        pass
    assert [office.said(name) for name in names] == [[("H02", "due")]] * 30
    with office.works.read() as work:
        leased = select(ClockRow).where(col(ClockRow.lease_worker).is_not(None))
        assert work.session.exec(leased).all() == []


def test_the_ticker_ticks_in_its_own_thread_until_it_is_shut_down(office: Office) -> None:
    ticked = threading.Event()
    workers: set[str] = set()

    def count(_: Works, worker: str) -> int:
        workers.add(worker)
        ticked.set()
        return 0

    ticker = Ticker(office.works, 0.01, count)
    ticker.start()
    assert ticked.wait(5)
    ticker.shutdown()
    ticked.clear()
    time.sleep(0.05)
    assert not ticked.is_set()
    assert len(workers) == 1
