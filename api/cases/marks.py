"""What stands on a case beside its state: one table that is read both ways, event to mark.

A case has one state, and any number of side procedures that run while it is in it: papers were
asked, competence is disputed, a test is under way, an accident is suspected. Each is a mark. It
comes and goes with an event, so that marks, like the state, can be told anew from the thread.
"""

from collections.abc import Collection, Mapping
from typing import Any

from api.cases.events import LEAVES, EventKind
from api.contract.codes import Mark

_E, _M = EventKind, Mark

SETS: Mapping[EventKind, frozenset[Mark]] = {
    _E.competence_confirmed: frozenset({_M.competent}),
    _E.dispatched: frozenset({_M.dispatched}),
    _E.competence_disputed: frozenset({_M.disputed}),
    _E.competence_passed_up: frozenset({_M.passed_up}),
    _E.papers_asked: frozenset({_M.papers_asked}),
    _E.agent_recorded: frozenset({_M.by_agent}),
    _E.joint_recorded: frozenset({_M.joint, _M.consent_missing}),
    _E.sent_to_police: frozenset({_M.with_police}),
    _E.accepted: frozenset({_M.accepted_before}),
    _E.filed: frozenset({_M.filed_before}),
    _E.invited: frozenset({_M.invited}),
    _E.complainant_agreed: frozenset({_M.complainant_agrees}),
    _E.respondent_agreed: frozenset({_M.respondent_agrees}),
    _E.delegated: frozenset({_M.delegated}),
    _E.recusal_asked: frozenset({_M.recusal_asked}),
    _E.clue_found: frozenset({_M.clue_found}),
    _E.agreement_drawn: frozenset({_M.agreement_drawn}),
    _E.both_told: frozenset({_M.both_told}),
    _E.called_back: frozenset({_M.called_back}),
    _E.recovered: frozenset({_M.recovered}),
    _E.published: frozenset({_M.published}),
    _E.testing_started: frozenset({_M.testing}),
    _E.suspended: frozenset({_M.suspended}),
    _E.extension_requested: frozenset({_M.extension_requested}),
    _E.extended: frozenset({_M.extended}),
    _E.term_fixed: frozenset({_M.term_fixed}),
    _E.order_registered: frozenset({_M.order}),
    _E.order_signed: frozenset({_M.order_signed}),
    _E.supervised: frozenset({_M.supervised}),
    _E.override_asked: frozenset({_M.override_asked}),
    _E.accident_suspected: frozenset({_M.accident}),
    _E.accident_confirmed: frozenset({_M.accident_confirmed}),
    _E.health_notified: frozenset({_M.health_notified}),
    _E.accident_reported: frozenset({_M.accident_reported}),
    _E.accident_graded: frozenset({_M.accident_graded}),
}
"""The marks that an event leaves on a case."""

_ACCIDENT = frozenset(
    {
        _M.accident,
        _M.accident_confirmed,
        _M.health_notified,
        _M.accident_reported,
        _M.accident_graded,
    }
)
_DISPUTE = frozenset({_M.disputed, _M.passed_up})

CLEARS: Mapping[EventKind, frozenset[Mark]] = {
    _E.transferred: frozenset({_M.competent}),
    _E.dispatched: frozenset({_M.competent}),
    _E.reported_back: frozenset({_M.competent, _M.dispatched}),
    _E.competence_agreed: _DISPUTE,
    _E.competence_designated: _DISPUTE,
    _E.papers_taken: frozenset({_M.papers_asked}),
    _E.consent_recorded: frozenset({_M.consent_missing}),
    _E.delegated: frozenset({_M.complainant_agrees, _M.respondent_agrees}),
    _E.delegation_ended: frozenset({_M.delegated}),
    _E.recusal_granted: frozenset({_M.recusal_asked}),
    _E.recusal_rejected: frozenset({_M.recusal_asked}),
    _E.filed: frozenset({_M.extended}),
    _E.extended: frozenset({_M.extension_requested}),
    _E.extension_rejected: frozenset({_M.extension_requested}),
    _E.testing_ended: frozenset({_M.testing}),
    _E.resumed: frozenset({_M.suspended}),
    _E.order_returned: frozenset({_M.order, _M.order_signed}),
    _E.supervision_answered: frozenset({_M.supervised}),
    _E.sent_back: frozenset({_M.both_told, _M.called_back, _M.published, _M.supervised}),
    _E.asked: frozenset({_M.override_asked}),
    _E.replied: frozenset({_M.override_asked}),
    _E.overridden: frozenset({_M.override_asked}),
    _E.override_rejected: frozenset({_M.override_asked}),
    _E.accident_dismissed: _ACCIDENT,
    _E.accident_ended: _ACCIDENT,
}
"""The marks that an event takes away."""

BELONG_TO_A_STATE = _DISPUTE | {
    _M.testing,
    _M.suspended,
    _M.extension_requested,
    _M.recusal_asked,
    _M.papers_asked,
    _M.complainant_agrees,
    _M.respondent_agrees,
    _M.delegated,
    _M.invited,
    _M.override_asked,
}
"""Side procedures that end with the state they were begun in."""


def fold(marks: Collection[str], kind: EventKind, data: Mapping[str, Any]) -> list[str]:
    """The marks after an event, sorted."""
    now = {Mark(mark) for mark in marks}
    if kind in LEAVES:
        now -= BELONG_TO_A_STATE
    sent_on = kind is _E.transferred and _M.at_intake in now
    now -= CLEARS.get(kind, frozenset())
    now |= SETS.get(kind, frozenset())
    if sent_on:  # whatever it is called, what the central intake passes on is dispatched (R08)
        now.add(_M.dispatched)
    if kind is _E.assigned:
        now.discard(_M.at_intake)
        now |= {_M.at_intake} if data.get("intake") else set()
    if kind is _E.opened and data.get("ex_officio"):
        now.add(_M.ex_officio)
    if kind is _E.opened and data.get("tip"):
        now.add(_M.tip)
    return sorted(now)
