"""What is due is taken away once a day, by one process, and after a crash by another."""

import threading
from datetime import date, datetime

import pytest

from api.kit.work import Works
from api.retention.daily import LEASE, once_a_day
from api.retention.tables import RetentionDay
from tests.fakes.clock import SHANGHAI, SettableClock


class Deed:
    """Counts how often it was done; may fail."""

    def __init__(self) -> None:
        self.times = 0
        self.fails = False

    def __call__(self) -> int:
        self.times += 1
        if self.fails:
            raise OSError("the disk is full")
        return 7


@pytest.fixture
def deed() -> Deed:
    return Deed()


@pytest.fixture
def night(clock: SettableClock) -> SettableClock:
    """Two o'clock in the morning, in legal time."""
    clock.set(datetime(2026, 11, 22, 2, 0, tzinfo=SHANGHAI))
    return clock


def test_it_is_done_once_a_day(works: Works, deed: Deed, night: SettableClock) -> None:
    assert once_a_day(works, deed) == 7
    night.advance(hours=21)
    assert once_a_day(works, deed) == 0
    assert deed.times == 1
    night.advance(hours=3)
    assert once_a_day(works, deed) == 7
    assert deed.times == 2


def test_it_waits_for_the_night_and_is_made_up_for_later_that_day(
    works: Works, deed: Deed, night: SettableClock
) -> None:
    night.advance(minutes=-1)
    assert once_a_day(works, deed) == 0
    assert deed.times == 0
    night.advance(hours=15)
    assert once_a_day(works, deed) == 7


def test_of_two_processes_one_does_it(works: Works, deed: Deed, night: SettableClock) -> None:
    assert night
    both = [threading.Thread(target=once_a_day, args=(works, deed)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert deed.times == 1


def test_what_failed_or_fell_silent_is_gone_on_with_when_its_time_is_over(
    works: Works, deed: Deed, night: SettableClock
) -> None:
    deed.fails = True
    with pytest.raises(OSError, match="full"):
        once_a_day(works, deed)
    deed.fails = False
    assert once_a_day(works, deed) == 0
    night.advance(seconds=LEASE.total_seconds())
    assert once_a_day(works, deed) == 7
    with works.read() as work:
        assert work.session.get_one(RetentionDay, date(2026, 11, 22)).done_at == night()
