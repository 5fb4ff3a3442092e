"""How offices and handlers kept the limits: counted from clocks and events, stored nowhere."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.tables import Event
from api.clock.late import is_late
from api.clock.tables import ClockRow
from api.kit.work import Work
from knowledge.forms import FigureForm, load_figures

_NOT_DONE = frozenset(
    {
        EventKind.withdrawn,
        EventKind.referred,
        EventKind.redirected,
        EventKind.repeated,
        EventKind.merged,
        EventKind.new_facts,
        EventKind.crime_transferred,
    }
)
"""Events that end a limit without what it was for; they count for nobody and against nobody."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose a case was: the code of the office, the id of the handler."""

    office: str
    handler: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many."""

    met: int
    total: int


Counts = dict[Hands, dict[str, Count]]
"""By office and by handler, then by the code of the figure."""


def compliance(work: Work, begin: datetime, end: datetime, offices: Collection[str]) -> Counts:
    """Count what ended, or ran out and is still not done, from `begin` until before `end`.

    It counts for the office and the handler that had the case at that moment.
    """
    met: Counter[tuple[Hands, str]] = Counter()
    total: Counter[tuple[Hands, str]] = Counter()
    for case_id, at, figure, kept in _done(work, begin, end):
        hands = _hands(work, case_id, at)
        if hands is None or hands.office not in offices:
            continue
        for who in {hands, Hands(hands.office)}:
            total[who, figure] += 1
            met[who, figure] += kept
    found: Counts = {}
    for (who, figure), many in total.items():
        found.setdefault(who, {})[figure] = Count(met[who, figure], many)
    return found


def _done(work: Work, begin: datetime, end: datetime) -> Iterator[tuple[str, datetime, str, bool]]:
    for figure in load_figures():
        if figure.rules:
            yield from _clocks(work, figure, begin, end)
        else:
            yield from _outcomes(work, figure, begin, end)


def _clocks(
    work: Work, figure: FigureForm, begin: datetime, end: datetime
) -> Iterator[tuple[str, datetime, str, bool]]:
    rows = work.session.exec(select(ClockRow).where(col(ClockRow.rule).in_(figure.rules))).all()
    for row in rows:
        if row.stopped_at is None:
            if is_late(row, work.now) and begin <= row.due_at < end:
                yield row.case_id, row.due_at, figure.code, False
        elif begin <= row.stopped_at < end and not _dropped(work, row.case_id, row.stopped_at):
            yield row.case_id, row.stopped_at, figure.code, row.stopped_at <= row.due_at


def _dropped(work: Work, case_id: str, at: datetime) -> bool:
    kinds = work.session.exec(select(Event.kind).where(Event.case_id == case_id, Event.at == at))
    return not _NOT_DONE.isdisjoint(kinds)


def _outcomes(
    work: Work, figure: FigureForm, begin: datetime, end: datetime
) -> Iterator[tuple[str, datetime, str, bool]]:
    wanted = select(Event).where(
        col(Event.kind).in_(figure.outcomes), col(Event.at) >= begin, col(Event.at) < end
    )
    for event in work.session.exec(wanted):
        yield event.case_id, event.at, figure.code, event.kind == figure.outcomes[0]


def _hands(work: Work, case_id: str, at: datetime) -> Hands | None:
    given = work.session.exec(
        select(Event)
        .where(Event.case_id == case_id, Event.kind == EventKind.assigned, col(Event.at) <= at)
        .order_by(col(Event.no).desc())
    ).first()
    if given is None:
        return None
    handler = given.data.get("handler")
    return Hands(str(given.data["office"]), str(handler) if handler else None)


def in_order(counts: Counts, offices: Sequence[str]) -> list[Hands]:
    """Offices as the city lists them, each before its handlers."""
    place = {code: at for at, code in enumerate(offices)}
    return sorted(counts, key=lambda who: (place[who.office], who.handler or ""))
