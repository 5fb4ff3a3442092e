"""Cases with clocks over real databases, and a time that tests move."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.repository import by_id
from api.cases.service import SYSTEM, append, open_case
from api.cases.tables import CaseRow
from api.clock.alarms import AlarmKind, ClockAlarm
from api.clock.follow import Local, follow
from api.clock.service import deadlines
from api.contract.models import Deadline
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work, Works
from knowledge.codes import Kind


def moment(day: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=LEGAL_ZONE)


class Clock:
    """The time, which stands until a test moves it."""

    def __init__(self) -> None:
        self.now = moment("2026-06-01")

    def __call__(self) -> datetime:
        return self.now

    def to(self, day: str, hour: int = 10) -> None:
        self.now = moment(day, hour)

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Office:
    """A database, its time, and the reactions of the clock room alone.

    An alarm becomes an event of its case, in the transaction that gives it; `fails` makes that
    transaction break, as a crash would.
    """

    works: Works
    clock: Clock
    fails: list[str] = field(default_factory=list)
    local_limits: tuple[str, ...] = ("H02",)

    def open(self, kind: Kind = Kind.report, name: str = "a") -> str:
        with self.works.write() as work:
            case = CaseRow(
                id=name, number=f"SZ-{name}", filing_key=name, kind=kind, further_hazards=[],
                setting="unknown", facts={}, anonymous=True, received_at=work.now,
                lexicon_version="test", state="received", last_event=0, last_hash="",
            )  # fmt: skip
            open_case(work, case, text=None, data={})
        return name

    def happen(self, case_id: str, *kinds: EventKind) -> None:
        for kind in kinds:
            with self.works.write() as work:
                case = by_id(work, case_id)
                assert case is not None
                append(work, case, kind, actor=SYSTEM)

    def clocks(self, case_id: str = "a", *, with_days: bool = False) -> tuple[Deadline, ...]:
        with self.works.read() as work:
            return deadlines(work, [case_id], with_days=with_days).get(case_id, ())

    def running(self, case_id: str = "a") -> dict[str, str]:
        return {
            clock.rule: clock.due_on.isoformat()
            for clock in self.clocks(case_id)
            if clock.stopped_at is None
        }

    def said(self, case_id: str = "a") -> list[tuple[str, str]]:
        """The alarms that are really stored with the case: rule and kind, in order."""
        from sqlmodel import col, select

        from api.cases.tables import Event

        with self.works.read() as work:
            wanted = select(Event).where(Event.case_id == case_id).order_by(col(Event.no))
            events = [event for event in work.session.exec(wanted) if "alarm" in event.data]
        return [(str(event.data["rule"]), str(event.data["alarm"])) for event in events]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(database: Database, keys: Keyring, clock: Clock) -> Office:
    def react(work: Work, happening: Any) -> None:
        if isinstance(happening, ClockAlarm):
            _store(work, happening)
            if happening.case_id in made.fails:
                raise ConnectionError("the process died here")
        elif isinstance(happening, Happening):
            follow(work, happening, Local(made.local_limits))

    made = Office(Works(database, keys, clock, react), clock)
    return made


def _store(work: Work, alarm: ClockAlarm) -> None:
    case = by_id(work, alarm.case_id)
    assert case is not None
    kind = EventKind.breached if alarm.kind is AlarmKind.due else EventKind.reminded
    append(work, case, kind, actor=SYSTEM, data={"rule": alarm.rule, "alarm": alarm.kind})
