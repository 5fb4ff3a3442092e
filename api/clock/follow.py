"""What each event of a case does to its clocks: one table a kind, to be read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from api.cases.events import EventKind
from api.cases.happening import Happening
from api.clock.service import extend, pause, resume, start, stop
from api.kit.work import Work
from knowledge.codes import Kind
from knowledge.limits import Policy


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
    """Stop these; without a rule, all."""

    def deed(work: Work, happening: Happening, _: Local) -> None:
        stop(work, happening.case.id, rules or None, happening.event.at)

    return deed


def _extends(*rules: str) -> _Deed:
    """Extend whichever of these runs."""

    def deed(work: Work, happening: Happening, _: Local) -> None:
        for rule in rules:
            extend(work, happening.case.id, rule, happening.event.at)

    return deed


def _pauses(work: Work, happening: Happening, _: Local) -> None:
    pause(work, happening.case.id, happening.event.at)


def _resumes(work: Work, happening: Happening, _: Local) -> None:
    resume(work, happening.case.id, happening.event.at)


_E = EventKind

_COMPLAINT: _Table = {
    _E.opened: (_starts("C01"), _promises("H02")),
    _E.replied: (_stops("H02"),),
    _E.accepted: (_stops("C01", "H02"), _starts("C10")),
    _E.testing_started: (_pauses,),
    _E.testing_ended: (_resumes,),
    _E.settled: (_stops("C10"),),
    _E.terminated: (_stops("C10"), _starts("C13")),
    _E.refused: (_stops(),),
    _E.referred: (_stops(),),
    _E.withdrawn: (_stops(),),
    _E.closed: (_stops(),),
}
_REPORT: _Table = {
    _E.opened: (_starts("R01"), _promises("H02")),
    _E.replied: (_stops("H02"),),
    _E.extended: (_extends("R01", "R16"),),
    _E.testing_started: (_pauses,),
    _E.testing_ended: (_resumes,),
    _E.filed: (_stops("R01", "H02"), _starts("R16")),
    _E.not_filed: (_stops("R01", "H02"), _starts("R06")),
    _E.concluded: (_stops("R16"), _starts("R06")),
    _E.referred: (_stops(),),
    _E.withdrawn: (_stops(),),
    _E.closed: (_stops(),),
}
_QUERY: _Table = {
    _E.opened: (_promises("H02"),),
    _E.replied: (_stops("H02"),),
    _E.referred: (_stops(),),
    _E.withdrawn: (_stops(),),
    _E.closed: (_stops(),),
}

FOLLOWS: Mapping[Kind, _Table] = {
    Kind.complaint: _COMPLAINT,
    Kind.report: _REPORT,
    Kind.tip: _REPORT,
    Kind.query: _QUERY,
}
"""Which clocks start and end with which event; a suggestion has none."""
