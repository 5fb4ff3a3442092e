"""Absences: entered by whom they may be, dated, over by themselves, and never without a reader."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from api.assignment.service import spread
from api.cases.repository import by_number
from api.cases.tables import CaseRow
from api.clock.ticker import catch_up
from api.kit.errors import NotFound, Refusal
from api.kit.work import Works
from api.outbox.tables import OutboxRow
from api.people import absences, journal
from api.people.absences import Days
from api.people.tables import Officer
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing

from .test_browser import FUTIAN

File = Callable[..., list[CaseRow]]
TODAY = date(2026, 11, 21)


@pytest.fixture
def arrange(works: Works, city: City, staff: dict[str, Officer]) -> Callable[..., None]:
    assert staff

    def run(by: str, who: str, stand_in: str | None = None, days: int = 2, first: int = 0) -> None:
        start = TODAY + timedelta(days=first)
        with works.write() as work:
            absences.arrange(
                work,
                city,
                work.session.get_one(Officer, f"id-{by}"),
                f"id-{who}",
                Days(start, start + timedelta(days=days - 1)),
                stand_in and f"id-{stand_in}",
            )

    return run


def test_an_absence_begins_and_ends_by_itself(
    works: Works, arrange: Callable[..., None], clock: SettableClock
) -> None:
    arrange("futian1", "futian1", "futian2", first=1)
    seen = []
    for _ in range(4):
        with works.read() as work:
            seen.append(absences.away(work))
        clock.advance(days=1)
    assert seen == [{}, {"id-futian1": "id-futian2"}, {"id-futian1": "id-futian2"}, {}]


def test_who_may_enter_it_and_who_may_stand_in(arrange: Callable[..., None]) -> None:
    for by, who in (("futian2", "futian1"), ("baoan1", "futian1"), ("futianhead", "baoan1")):
        with pytest.raises(NotFound):
            arrange(by, who)
    for stand_in in ("baoan1", "auditor1", "futian1", "nobody"):
        with pytest.raises(Refusal, match="unknown_stand_in"):
            arrange("futianhead", "futian1", stand_in)
    arrange("futianhead", "futian1", "futian2")
    with pytest.raises(Refusal, match="absent_already"):
        arrange("futian1", "futian1", first=1)
    with pytest.raises(Refusal, match="stand_in_absent"):
        arrange("futian2", "futian2", "futian1")
    for days, first in ((0, 3), (1, -1), (500, 0)):
        with pytest.raises(Refusal, match="days_wrong"):
            arrange("futian2", "futian2", days=days, first=first)


def test_somebody_who_is_back_ends_it_and_both_are_in_the_log_of_accounts(
    works: Works, city: City, arrange: Callable[..., None], staff: dict[str, Officer]
) -> None:
    arrange("futianhead", "futian1", "futian2")
    with works.write() as work:
        (one,) = absences.now_and_coming(work, ["id-futian1"])
        stranger = work.session.get_one(Officer, "id-futian2")
        with pytest.raises(NotFound):
            absences.end(work, city, stranger, one.id)
        absences.end(work, city, work.session.get_one(Officer, "id-futian1"), one.id)
        with pytest.raises(NotFound):  # twice
            absences.end(work, city, work.session.get_one(Officer, "id-futian1"), one.id)
    with works.read() as work:
        assert absences.away(work) == {}
        kinds = [(e.kind, e.actor) for e in journal.latest(work, 2, "id-futian1")]
    assert kinds == [("absence_ended", "id-futian1"), ("absence_set", "id-futianhead")]
    assert staff


def test_assignment_passes_the_absent_by(
    works: Works, city: City, file: File, arrange: Callable[..., None], clock: SettableClock
) -> None:
    arrange("futian1", "futian1", "futian2")
    matter = complaint().model_copy(update={"facts": FUTIAN})
    given = {file(filing(matter))[0].handler_id for _ in range(3)}
    assert given == {"id-futian2"}
    clock.advance(days=2)
    case = file(filing(matter))[0]
    assert case.handler_id == "id-futian1"
    with works.write() as work:
        again = by_number(work, case.number)
        assert again is not None
        spread(work, city, again, actor="officer:id-futianhead")
        assert again.handler_id == "id-futian1"


@pytest.mark.parametrize(
    ("stand_in", "told"), [("futian2", "id-futian2"), (None, "id-futianhead")]
)
def test_what_is_said_to_the_absent_is_said_to_somebody_who_is_there(
    works: Works,
    file: File,
    arrange: Callable[..., None],
    clock: SettableClock,
    stand_in: str | None,
    told: str,
) -> None:
    case = file(filing(complaint().model_copy(update={"facts": FUTIAN})))[0]
    assert case.handler_id == "id-futian1"
    arrange("futian1", "futian1", stand_in, days=90)
    clock.advance(days=6)
    catch_up(works, "ticker")
    with works.read() as work:
        half = [row for row in work.session.exec(select(OutboxRow)) if row.template == "half_time"]
    assert {f"officer:{told}", "officer:id-futian1"} <= {row.recipient for row in half}
