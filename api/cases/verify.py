"""Checks every invariant that cases must keep; each fault names its case."""

from collections.abc import Iterator

from sqlmodel import col, select

from api.cases.chain import first_break
from api.cases.events import LEAVES, EventKind
from api.cases.repository import events
from api.cases.states import TRANSITIONS
from api.cases.tables import CaseRow, Event, Link
from api.contract.codes import Kind, State
from api.kit.work import Work


def verify(work: Work) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    for case in work.session.exec(select(CaseRow).order_by(col(CaseRow.number))):
        history = events(work, case.id)
        yield from _chain_faults(case, history)
        yield from _state_faults(case, history)
    yield from _link_faults(work)


def _chain_faults(case: CaseRow, history: list[Event]) -> Iterator[str]:
    broken = first_break(history)
    if broken is not None:
        yield f"{case.number}: event {broken} was altered or does not follow the one before"
    elif not history or history[-1].hash != case.last_hash or len(history) != case.last_event:
        yield f"{case.number}: events are missing at the end"


def _state_faults(case: CaseRow, history: list[Event]) -> Iterator[str]:
    state: State | None = None
    for event in history:
        target = LEAVES.get(EventKind(event.kind))
        if target is None:
            continue
        if state is not None and target not in TRANSITIONS[Kind(case.kind)].get(state, ()):
            yield f"{case.number}: event {event.no} leads from {state} to {target}, unlawfully"
        state = target
    if state != case.state:
        yield f"{case.number}: stands as {case.state}, its events say {state}"


def _link_faults(work: Work) -> Iterator[str]:
    links = {(one.case_id, one.other_id) for one in work.session.exec(select(Link))}
    for here, there in sorted(links):
        if (there, here) not in links:
            yield f"link {here} to {there} has no way back"
