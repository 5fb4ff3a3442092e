"""Tickers that die, sleep and race: no alarm is lost, and none is given twice."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from api.cases.verify import verify
from api.clock.claiming import LEASE
from api.clock.ticker import catch_up
from knowledge.codes import Kind
from tests.api.clock.conftest import Office, moment

_ROOT = Path(__file__).parents[3]
CASES = [f"case-{number:03}" for number in range(70)]


@pytest.fixture
def many(office: Office) -> Office:
    """Queries whose promise H02 ran out, all on one day."""
    for name in CASES:
        office.open(Kind.query, name)
    office.clock.to("2026-06-30")
    return office


class Ticking:
    """A ticker in a process of its own; it begins when it is told to."""

    def __init__(self, office: Office, url: str, worker: str) -> None:
        now = office.clock.now.isoformat()
        self._process = subprocess.Popen(  # noqa: S603 - our own module with our own words
            [sys.executable, "-m", "tests.api.clock.ticking", url, now, worker],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.hear(1)

    def begin(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def hear(self, lines: int) -> None:
        assert self._process.stdout is not None
        for _ in range(lines):
            assert self._process.stdout.readline()

    def kill(self) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        assert self._process.returncode == -signal.SIGKILL

    def finish(self) -> None:
        self._process.communicate(timeout=120)
        assert self._process.returncode == 0


def test_two_tickers_and_a_kill_in_the_middle_give_each_alarm_once(
    many: Office, database_url: str
) -> None:
    dying, living = (Ticking(many, database_url, worker) for worker in ("dying", "living"))
    dying.begin()
    dying.hear(1)
    living.begin()
    dying.hear(4)
    dying.kill()
    living.finish()

    many.clock.forward(seconds=LEASE.total_seconds())
    catch_up(many.works, "later")

    assert [many.said(name) for name in CASES] == [[("H02", "due")]] * len(CASES)
    with many.works.read() as work:
        assert list(verify(work)) == []


def test_a_ticker_killed_again_and_again_loses_and_doubles_nothing(
    many: Office, database_url: str
) -> None:
    for number in range(3):
        one = Ticking(many, database_url, f"dying-{number}")
        one.begin()
        one.hear(5)
        one.kill()
        many.clock.forward(seconds=LEASE.total_seconds())
    catch_up(many.works, "last")

    assert [many.said(name) for name in CASES] == [[("H02", "due")]] * len(CASES)


@pytest.mark.parametrize("asleep", [timedelta(hours=1), timedelta(days=7)])
def test_an_hour_or_a_week_of_sleep_is_caught_up_without_a_lost_or_doubled_event(
    office: Office, asleep: timedelta
) -> None:
    """Reports received through a month, watched every ten minutes but for the sleep."""
    for day in range(1, 29):
        office.clock.to(f"2026-06-{day:02}", 16)
        office.open(Kind.report, f"case-{day:02}")
    names = [f"case-{day:02}" for day in range(1, 29)]
    office.clock.to("2026-07-01", 16)
    catch_up(office.works, "before")
    office.clock.now = moment("2026-07-01", 16) + asleep
    for _ in range(70):
        catch_up(office.works, "after")
        catch_up(office.works, "after too")
        office.clock.forward(days=1)

    for name in names:
        said = office.said(name)
        assert len(said) == len(set(said))
        assert ("R01", "due") in said
        assert ("H02", "due") in said
    with office.works.read() as work:
        assert list(verify(work)) == []


def test_more_than_one_claim_takes_is_caught_up_in_one_go(office: Office) -> None:
    names = [f"case-{number:03}" for number in range(21)]
    for name in names:
        office.open(Kind.query, name)
    office.clock.to("2026-06-30")

    assert catch_up(office.works, "w", at_once=10) == len(names)
    assert catch_up(office.works, "w") == 0
