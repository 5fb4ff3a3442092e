"""Checks every invariant that cases must keep; each fault names its case."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from api.cases.chain import first_break
from api.cases.correcting import changes_of
from api.cases.events import LEAVES, EventKind
from api.cases.facts import division_of, trader_key
from api.cases.legal import EVENT_OF, is_lawful
from api.cases.marks import fold
from api.cases.repository import events
from api.cases.search import words_of
from api.cases.states import OPEN, TRANSITIONS, is_urgent
from api.cases.tables import CaseRow, Event, Link, SearchRow
from api.contract.codes import Kind, State
from api.kit.work import Work

_MOVES = frozenset(EVENT_OF.values())


def verify(work: Work) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    for case in work.session.exec(select(CaseRow).order_by(col(CaseRow.number))):
        history = events(work, case.id)
        yield from _chain_faults(case, history)
        yield from _thread_faults(case, history)
        yield from _column_faults(work, case)
    yield from _link_faults(work)


def _chain_faults(case: CaseRow, history: list[Event]) -> Iterator[str]:
    broken = first_break(history)
    if broken is not None:
        yield f"{case.number}: event {broken} was altered or does not follow the one before"
    elif not history or history[-1].hash != case.last_hash or len(history) != case.last_event:
        yield f"{case.number}: events are missing at the end"


@dataclass(slots=True)
class _Replayed:
    """Where a case stands while its thread is told again."""

    kind: str
    state: str
    marks: list[str]


def _thread_faults(case: CaseRow, history: list[Event]) -> Iterator[str]:
    """Tell the thread again: every step and every officer's move must have been lawful."""
    now = _Replayed(_first_kind(case, history), "", [])
    for event in history:
        kind = EventKind(event.kind)
        if kind is EventKind.corrected:
            now.kind = str(changes_of(event.data, None).get("kind", (None, now.kind))[1])
        by_officer = event.actor.startswith("officer:") and kind in _MOVES
        if by_officer and now.state and not is_lawful(now, kind):
            yield f"{case.number}: event {event.no}, {kind}, was no lawful move in {now.state}"
        target = LEAVES.get(kind)
        allowed = TRANSITIONS[Kind(now.kind)].get(State(now.state), ()) if now.state else None
        if target and allowed is not None and target not in allowed:
            yield f"{case.number}: event {event.no} leads from {now.state} to {target}, unlawfully"
        now.state = target or now.state
        now.marks = fold(now.marks, kind, event.data)
    if now.kind != case.kind:
        yield f"{case.number}: is a {case.kind}, its events say {now.kind}"
    if now.state != case.state:
        yield f"{case.number}: stands as {case.state}, its events say {now.state or None}"
    if now.marks != case.marks:
        yield f"{case.number}: is marked {case.marks}, its events say {now.marks}"


def _first_kind(case: CaseRow, history: list[Event]) -> str:
    """The kind that it was opened as."""
    told = history[0].data.get("kind") if history else None
    return str(told or case.kind)


def _column_faults(work: Work, case: CaseRow) -> Iterator[str]:
    """What lists are sorted, narrowed and searched by must say what the case says."""
    if (case.ended_at is None) != (State(case.state) in OPEN):
        yield f"{case.number}: is {case.state}, yet stands among those that are {_side(case)}"
    if (case.division, case.trader_key) != (division_of(case.facts), trader_key(case.facts)):
        yield f"{case.number}: its district or trader is not that of its facts"
    if case.urgent != is_urgent(case):
        yield f"{case.number}: is listed as {'' if case.urgent else 'not '}urgent"
    row = work.session.exec(select(SearchRow).where(SearchRow.case_id == case.id)).first()
    if row is None or row.words != words_of(case, row.said):
        yield f"{case.number}: is not found by what it holds"


def _side(case: CaseRow) -> str:
    return "open" if case.ended_at is None else "over"


def _link_faults(work: Work) -> Iterator[str]:
    links = {(one.case_id, one.other_id) for one in work.session.exec(select(Link))}
    known = {one.id: one.lead_id for one in work.session.exec(select(CaseRow))}
    for case_id, lead in known.items():
        seen, step = {case_id}, lead
        while step is not None and step not in seen:
            seen.add(step)
            step = known.get(step)
        if step is not None:
            yield f"case {case_id} follows itself"
    for here, there in sorted(links):
        if (there, here) not in links:
            yield f"link {here} to {there} has no way back"
