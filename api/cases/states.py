"""Where a case can stand and where it can go: one table a kind.

`TRANSITIONS` is the law's procedure (Order 121 Art. 15-24 for complaints; the penalty
procedure rules Art. 17-20 and 64, Order 121 Art. 34-35 and Food Safety Law Art. 115 for
reports). A case that is over goes on only when a supervisor sends it back. Which officer's move
makes which transition is in `api.cases.legal`; what runs beside the state is in `api.cases.marks`.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement
from sqlmodel import col

from api.cases.events import LEAVES, EventKind
from api.cases.tables import CaseRow
from api.contract.codes import Kind, Mark, State
from api.kit.errors import Conflict

_S = State

_COMPLAINT: Mapping[State, frozenset[State]] = {
    _S.received: frozenset({_S.accepted, _S.refused, _S.referred, _S.withdrawn}),
    _S.accepted: frozenset({_S.settled, _S.terminated}),
    _S.settled: frozenset({_S.closed}),
    _S.terminated: frozenset({_S.closed}),
    _S.rework: frozenset({_S.accepted, _S.refused, _S.closed}),
    _S.refused: frozenset({_S.rework}),
    _S.referred: frozenset({_S.rework}),
    _S.withdrawn: frozenset(),
    _S.closed: frozenset({_S.rework}),
}
_REPORT: Mapping[State, frozenset[State]] = {
    _S.received: frozenset({_S.filed, _S.not_filed, _S.referred, _S.merged}),
    _S.filed: frozenset({_S.concluded, _S.referred}),
    _S.not_filed: frozenset({_S.closed}),
    _S.concluded: frozenset({_S.closed}),
    _S.rework: frozenset({_S.filed, _S.not_filed, _S.closed}),
    _S.referred: frozenset({_S.rework}),
    _S.merged: frozenset(),
    _S.closed: frozenset({_S.rework}),
}
_QUERY: Mapping[State, frozenset[State]] = {
    _S.received: frozenset({_S.closed, _S.referred, _S.withdrawn}),
    _S.rework: frozenset({_S.closed}),
    _S.referred: frozenset({_S.rework}),
    _S.withdrawn: frozenset(),
    _S.closed: frozenset({_S.rework}),
}

TRANSITIONS: Mapping[Kind, Mapping[State, frozenset[State]]] = {
    Kind.complaint: _COMPLAINT,
    Kind.report: _REPORT,
    Kind.tip: _REPORT,
    Kind.query: _QUERY,
    Kind.suggestion: _QUERY,
}
"""Every legal transition, per kind of case; a kind that is absent opens no case."""

OPEN = frozenset(
    {
        _S.received,
        _S.accepted,
        _S.settled,
        _S.terminated,
        _S.filed,
        _S.not_filed,
        _S.concluded,
        _S.rework,
    }
)
"""States in which somebody still owes something; a case that leaves them has `ended_at` set."""


def is_open(case: CaseRow) -> bool:
    """Whether somebody still owes something; the same rule as `open_expression`."""
    return case.ended_at is None


def is_urgent(case: CaseRow) -> bool:
    """Whether people are at risk now, as its writer told or an officer found."""
    return case.emergency or Mark.accident in case.marks


def open_expression() -> ColumnElement[bool]:
    """The rule of `is_open`, as SQL."""
    return col(CaseRow.ended_at).is_(None)


def step(kind: Kind, state: State, event: EventKind) -> State:
    """The state after an event.

    Raises:
        Conflict: `unlawful`, when the event leads where the kind may not go from here.
    """
    target = LEAVES.get(event)
    if target is None:
        return state
    if target not in TRANSITIONS[kind].get(state, frozenset()):
        raise Conflict(
            "unlawful",
            "案件当前的状态不允许这个操作。",
            state=state,
            allowed=sorted(TRANSITIONS[kind].get(state, frozenset())),
        )
    return target
