"""How offices and handlers kept the limits: counted from clocks and events, stored nowhere."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import and_, col, or_, select

from api.cases.events import EventKind
from api.cases.tables import CaseRow, Event
from api.clock.late import late_expression
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
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose a case was: the code of the office, the id of the handler."""

    office: str
    handler: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many, or a sum of so many amounts."""

    met: int = 0
    total: int = 0
    amount: Decimal = Decimal(0)

    def and_one(self, *, kept: bool, amount: Decimal) -> "Count":
        """With one more."""
        return Count(self.met + kept, self.total + 1, self.amount + amount)


@dataclass(frozen=True, slots=True)
class _Done:
    """Something that a figure counts."""

    case_id: str
    at: datetime
    figure: str
    kept: bool
    amount: Decimal = Decimal(0)


Counts = dict[Hands, dict[str, Count]]
"""By office and by handler, then by the code of the figure."""


def compliance(work: Work, begin: datetime, end: datetime, offices: Collection[str]) -> Counts:
    """Count what ended, or ran out and is still not done, from `begin` until before `end`.

    It counts for the office and the handler that had the case at that moment.
    """
    done = [one for figure in load_figures() for one in _of(work, figure, begin, end)]
    given = _in_parts(work, {one.case_id for one in done}, {EventKind.assigned})
    found: Counts = {}
    for one in done:
        hands = _hands(given[one.case_id], one.at)
        if hands is None or hands.office not in offices:
            continue
        for who in {hands, Hands(hands.office)}:
            counts = found.setdefault(who, {})
            count = counts.get(one.figure, Count())
            counts[one.figure] = count.and_one(kept=one.kept, amount=one.amount)
    return found


def _of(work: Work, figure: FigureForm, begin: datetime, end: datetime) -> Iterator[_Done]:
    if figure.rules:
        yield from _clocks(work, figure, begin, end)
    elif figure.sum is not None:
        yield from _amounts(work, figure, figure.sum, begin, end)
    else:
        yield from _outcomes(work, figure, begin, end)


def _clocks(work: Work, figure: FigureForm, begin: datetime, end: datetime) -> Iterator[_Done]:
    ended = and_(col(ClockRow.stopped_at) >= begin, col(ClockRow.stopped_at) < end)
    ran_out = and_(
        late_expression(work.now), col(ClockRow.due_at) >= begin, col(ClockRow.due_at) < end
    )
    rows = work.session.exec(
        select(ClockRow.case_id, ClockRow.due_at, ClockRow.stopped_at).where(
            col(ClockRow.rule).in_(figure.rules), or_(ended, ran_out)
        )
    ).all()
    stopped = {case_id for case_id, _, stopped_at in rows if stopped_at is not None}
    dropped = {
        (case_id, at)
        for case_id, told in _in_parts(work, stopped, _NOT_DONE).items()
        for at, _ in told
    }
    for case_id, due_at, stopped_at in rows:
        if stopped_at is None:
            yield _Done(case_id, due_at, figure.code, kept=False)
        elif (case_id, stopped_at) not in dropped:
            yield _Done(case_id, stopped_at, figure.code, kept=stopped_at <= due_at)


def _outcomes(work: Work, figure: FigureForm, begin: datetime, end: datetime) -> Iterator[_Done]:
    wanted = (
        select(Event.case_id, Event.at, Event.kind, CaseRow.marks)
        .join(CaseRow, col(CaseRow.id) == Event.case_id)
        .where(col(Event.kind).in_(figure.outcomes), col(Event.at) >= begin, col(Event.at) < end)
    )
    if figure.kind is not None:
        wanted = wanted.where(CaseRow.kind == figure.kind)
    for case_id, at, kind, marks in work.session.exec(wanted):
        kept = figure.mark in marks if figure.mark else kind == figure.outcomes[0]
        yield _Done(case_id, at, figure.code, kept=kept)


def _amounts(
    work: Work, figure: FigureForm, kind: str, begin: datetime, end: datetime
) -> Iterator[_Done]:
    wanted = select(Event).where(Event.kind == kind, col(Event.at) >= begin, col(Event.at) < end)
    for event in work.session.exec(wanted):
        amount = Decimal(str(event.data["amount"]))
        yield _Done(event.case_id, event.at, figure.code, kept=True, amount=amount)


_Told = tuple[datetime, Mapping[str, Any]]
"""When an event was, and what it keeps in clear."""


def _in_parts(
    work: Work, case_ids: Collection[str], kinds: Collection[str]
) -> dict[str, list[_Told]]:
    """Events of many cases in order; no statement names more cases than a database takes."""
    ids = sorted(case_ids)
    found: dict[str, list[_Told]] = {case_id: [] for case_id in ids}
    for at in range(0, len(ids), _AT_ONCE):
        wanted = select(Event.case_id, Event.at, Event.data).where(
            col(Event.case_id).in_(ids[at : at + _AT_ONCE]), col(Event.kind).in_(kinds)
        )
        for case_id, when, data in work.session.exec(
            wanted.order_by(col(Event.case_id), col(Event.no))
        ):
            found[case_id].append((when, data))
    return found


def _hands(given: Sequence[_Told], at: datetime) -> Hands | None:
    before = [data for when, data in given if when <= at]
    if not before:
        return None
    handler = before[-1].get("handler")
    return Hands(str(before[-1]["office"]), str(handler) if handler else None)


def in_order(counts: Counts, offices: Sequence[str]) -> list[Hands]:
    """Offices as the city lists them, each before its handlers."""
    place = {code: at for at, code in enumerate(offices)}
    return sorted(counts, key=lambda who: (place[who.office], who.handler or ""))
