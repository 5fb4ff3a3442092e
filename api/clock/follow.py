"""What each event of a case does to its clocks: one table a kind, to be read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.cases.events import EventKind
from api.cases.happening import Happening
from api.clock.service import extend, pause, resume, running, start, stop
from api.contract.codes import Mark
from api.kit.work import Work
from knowledge.codes import Kind
from knowledge.limits import PauseReason, Policy


@dataclass(frozen=True, slots=True)
class Local:
    """What the city's pack says of clocks: its 12345 layer, and what its legal unit chose."""

    limits: Collection[str] = ()
    policy: Policy | None = None


_Deed = Callable[[Work, Happening, Local], None]
_Table = Mapping[EventKind, tuple[_Deed, ...]]


def follow(work: Work, happening: Happening, local: Local) -> None:
    """Do to the clocks what the event asks for.

    Args:
        work: The unit of work of the event.
        happening: The case and its new event.
        local: What this city's pack says.
    """
    table = FOLLOWS.get(Kind(happening.case.kind), {})
    for deed in table.get(EventKind(happening.event.kind), ()):
        deed(work, happening, local)


def _starts(*rules: str) -> _Deed:
    def deed(work: Work, happening: Happening, local: Local) -> None:
        case, at = happening.case, happening.event.at
        for rule in rules:
            start(work, case.id, rule, at, case.received_at, local.policy)

    return deed


def _promises(rule: str) -> _Deed:
    """A limit of the 12345 layer runs only where the city has promised it."""

    def deed(work: Work, happening: Happening, local: Local) -> None:
        if rule in local.limits:
            case, at = happening.case, happening.event.at
            start(work, case.id, rule, at, case.received_at, local.policy)

    return deed


def _stops(*rules: str) -> _Deed:
    """Stop these."""

    def deed(work: Work, happening: Happening, _: Local) -> None:
        stop(work, happening.case.id, rules, happening.event.at)

    return deed


def _stops_the_case(work: Work, happening: Happening, _: Local) -> None:
    """Nothing is owed any more; an accident is not ended by it."""
    rules = {row.rule for row in running(work, happening.case.id)} - {ACCIDENT}
    stop(work, happening.case.id, rules, happening.event.at)


def _extends(*rules: str) -> _Deed:
    """Extend whichever of these runs."""

    def deed(work: Work, happening: Happening, _: Local) -> None:
        for rule in rules:
            extend(work, happening.case.id, rule, happening.event.at)

    return deed


def _verifies(work: Work, happening: Happening, local: Local) -> None:
    """A report is verified in R01, a clue found while mediating in C16."""
    rule = "C16" if happening.event.data.get("ex_officio") else "R01"
    case, at = happening.case, happening.event.at
    start(work, case.id, rule, at, case.received_at, local.policy)


def _verifies_anew(work: Work, happening: Happening, local: Local) -> None:
    """New facts in a further report: the time counts from the last one received (R11)."""
    case, last = happening.case, datetime.fromisoformat(str(happening.event.data["received_at"]))
    rules = [row.rule for row in running(work, case.id) if row.rule in _VERIFYING]
    stop(work, case.id, rules, happening.event.at)
    for rule in rules:
        start(work, case.id, rule, last, policy=local.policy)
    if Mark.testing in case.marks:
        pause(work, case.id, happening.event.at)


def _reclassified(work: Work, happening: Happening, local: Local) -> None:
    """Of another kind: its limits count from the receipt, and those of the old kind end."""
    changed = happening.event.data.get("changes")
    if not isinstance(changed, dict) or "kind" not in changed:
        return
    case, kind = happening.case, Kind(happening.case.kind)
    promised = set() if kind is Kind.suggestion else {"H02"}
    wanted = {*_BEGINS[kind], *promised, ACCIDENT}
    there = {row.rule for row in running(work, case.id)}
    stop(work, case.id, there - wanted, happening.event.at)
    newly = set(_BEGINS[kind])
    if Kind.suggestion in changed["kind"]:
        newly |= promised & set(local.limits)
    for rule in sorted(newly):
        start(work, case.id, rule, case.received_at, case.received_at, local.policy)


def _suspected(work: Work, happening: Happening, _: Local) -> None:
    """The minutes of an accident count from the suspicion, whenever the case itself came."""
    start(work, happening.case.id, ACCIDENT, happening.event.at)


def _pauses(work: Work, happening: Happening, _: Local) -> None:
    """For a test, or for the reason that the officer chose among the law's."""
    ground = happening.event.data.get("ground")
    reason = PauseReason(str(ground)) if ground else PauseReason.testing
    pause(work, happening.case.id, happening.event.at, reason)


def _resumes(work: Work, happening: Happening, _: Local) -> None:
    resume(work, happening.case.id, happening.event.at)


ACCIDENT = "F16"
_VERIFYING = ("R01", "C16")
_BEGINS: Mapping[Kind, tuple[str, ...]] = {
    Kind.complaint: ("C01",),
    Kind.report: ("R01",),
    Kind.tip: ("R01",),
    Kind.query: (),
    Kind.suggestion: (),
}
"""The limits by law that a new case of each kind begins with."""
_E = EventKind

_ORDER: _Table = {
    _E.replied: (_stops("H02"),),
    _E.order_registered: (_promises("H02"), _promises("H05")),
    _E.order_signed: (_stops("H05"),),
    _E.order_returned: (_stops("H02", "H05"),),
    _E.corrected: (_reclassified,),
}
"""The hotline's work order: beside the law's clocks, and never in their place."""
_BESIDE: _Table = {
    **_ORDER,
    _E.competence_disputed: (_starts("R09"),),
    _E.competence_agreed: (_stops("R09"),),
    _E.competence_passed_up: (_stops("R09"),),
    _E.competence_designated: (_stops("R09", "R09-SUPERIOR"),),
    _E.testing_started: (_pauses,),
    _E.testing_ended: (_resumes,),
    _E.accident_suspected: (_suspected,),
    _E.accident_confirmed: (_stops(ACCIDENT),),
    _E.accident_dismissed: (_stops(ACCIDENT),),
    _E.accident_ended: (_stops(ACCIDENT),),
    _E.referred: (_stops_the_case,),
    _E.withdrawn: (_stops_the_case,),
    _E.closed: (_stops_the_case,),
}
_COMPLAINT: _Table = {
    **_BESIDE,
    _E.opened: (_starts("C01"), _promises("H02")),
    _E.accepted: (_stops("C01", "H02"), _starts("C10")),
    _E.settled: (_stops("C10"),),
    _E.terminated: (_stops("C10"), _starts("C13")),
    _E.both_told: (_stops("C13"),),
    _E.refused: (_stops_the_case,),
}
_REPORT: _Table = {
    **_BESIDE,
    _E.opened: (_verifies, _promises("H02")),
    _E.competence_passed_up: (_stops("R09"), _starts("R09-SUPERIOR")),
    _E.extended: (_extends("R01", "C16", "R16"),),
    _E.new_facts: (_verifies_anew,),
    _E.suspended: (_pauses,),
    _E.resumed: (_resumes,),
    _E.filed: (_stops(*_VERIFYING, "H02"), _starts("R16")),
    _E.not_filed: (_stops(*_VERIFYING, "H02"), _starts("R06")),
    _E.term_fixed: (_stops("R16"),),
    _E.concluded: (_stops("R16"), _starts("R06")),
    _E.redirected: (_stops_the_case,),
    _E.crime_transferred: (_stops_the_case,),
    _E.repeated: (_stops_the_case,),
    _E.merged: (_stops_the_case,),
}
_QUERY: _Table = {
    **_ORDER,
    _E.opened: (_promises("H02"),),
    _E.referred: (_stops_the_case,),
    _E.withdrawn: (_stops_the_case,),
    _E.closed: (_stops_the_case,),
}

_SUGGESTION: _Table = {
    **_ORDER,
    _E.referred: (_stops_the_case,),
    _E.withdrawn: (_stops_the_case,),
    _E.closed: (_stops_the_case,),
}

FOLLOWS: Mapping[Kind, _Table] = {
    Kind.complaint: _COMPLAINT,
    Kind.report: _REPORT,
    Kind.tip: _REPORT,
    Kind.query: _QUERY,
    Kind.suggestion: _SUGGESTION,
}
"""Which clocks start and end with which event; a suggestion has none by law."""
