"""Every pair of states of every kind, allowed and forbidden."""

import itertools

import pytest

from api.cases.events import LEAVES, EventKind
from api.cases.states import OPEN, TRANSITIONS, step
from api.contract.codes import Kind, State
from api.kit.errors import Conflict

_PAIRS = [
    (kind, state, event)
    for kind, state, event in itertools.product(TRANSITIONS, State, LEAVES)
    if event is not EventKind.opened
]


@pytest.mark.parametrize(("kind", "state", "event"), _PAIRS)
def test_a_step_is_taken_exactly_when_the_table_lists_it(
    kind: Kind, state: State, event: EventKind
) -> None:
    allowed = LEAVES[event] in TRANSITIONS[kind].get(state, frozenset())

    if allowed:
        assert step(kind, state, event) == LEAVES[event]
    else:
        with pytest.raises(Conflict) as refused:
            step(kind, state, event)
        assert refused.value.code == "unlawful"
        assert refused.value.more["allowed"] == sorted(TRANSITIONS[kind].get(state, ()))


def test_events_without_a_target_leave_the_state_alone() -> None:
    for event in set(EventKind) - set(LEAVES):
        assert step(Kind.complaint, State.accepted, event) is State.accepted


def test_a_state_that_is_over_leads_on_only_by_being_sent_back() -> None:
    for table in TRANSITIONS.values():
        for state, targets in table.items():
            assert bool(targets - {State.rework}) == (state in OPEN)


def test_every_state_of_a_kind_can_be_reached() -> None:
    for table in TRANSITIONS.values():
        reached = {State.received}.union(*table.values())

        assert reached == set(table)
