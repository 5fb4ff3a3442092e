"""Finds what was deleted: cases whose number or traces are left, and notices of assignments."""

from collections.abc import Iterator, Sequence

from sqlalchemy import union_all
from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.tables import CaseRow, DayCounter, Event, EvidenceLink, Link, Origin
from api.clock.tables import ClockRow
from api.kit.work import Work
from api.outbox.tables import OutboxRow
from api.people.tables import CaseKey, Channel, Reporter
from api.people.volunteer_tables import Tip, Volunteer

_TRACES = (
    ("events", Event.case_id),
    ("clocks", ClockRow.case_id),
    ("notices", OutboxRow.case_id),
    ("its conversation", Origin.case_id),
    ("its key", CaseKey.case_id),
    ("its reporter", Reporter.case_id),
    ("its chat", Channel.case_id),
    ("links", Link.case_id),
    ("evidence", EvidenceLink.case_id),
    ("its credit", Tip.case_id),
)


def missing_cases(work: Work) -> Iterator[str]:
    """Cases of which only a number or traces are left.

    Every number that was given out belongs to a case: one that is rolled back gives it back.
    """
    numbers = set(work.session.exec(select(CaseRow.number)))
    for counter in work.session.exec(select(DayCounter).order_by(col(DayCounter.prefix))):
        for value in range(1, counter.value + 1):
            number = f"{counter.prefix}-{value:04d}"
            if number not in numbers:
                yield f"{number}: the case is gone"
    left: dict[str, list[str]] = {}
    known = union_all(select(CaseRow.id), select(Volunteer.id))
    for what, column in _TRACES:
        wanted = select(column).where(col(column).not_in(known)).distinct()
        for case_id in work.session.exec(wanted):
            if case_id is None:  # a notice about no case
                continue
            left.setdefault(case_id, []).append(what)
    for case_id, traces in sorted(left.items()):
        yield f"case {case_id} is gone; left are {', '.join(traces)}"


def missing_notices(work: Work, case: CaseRow, history: Sequence[Event]) -> Iterator[str]:
    """Assignments of which the handler was not told."""
    rows = select(OutboxRow.event_id, OutboxRow.recipient).where(OutboxRow.case_id == case.id)
    told = set(work.session.exec(rows))
    for event in history:
        handler = event.data.get("handler")
        given = event.kind == EventKind.assigned and handler is not None
        if given and (event.id, f"officer:{handler}") not in told:
            yield f"the handler was not told of event {event.no}"
