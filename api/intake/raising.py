"""The level of a case over all that its reporter told: it rises with the number of people ill."""

from api.cases.correcting import changes_of, correct
from api.cases.events import EventKind
from api.cases.repository import events
from api.cases.service import SYSTEM
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.kit.work import Work
from knowledge.codes import Kind, Setting, Severity
from nlp.intent.urgency import level_of_ill

_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip})
_RANK = {None: 0, Severity.daily: 1, Severity.general: 2, Severity.major: 3}


def level_of(kind: Kind, told: Severity | None, ill: object, setting: Setting) -> Severity | None:
    """The level of a case: as it was understood, and never below what its numbers say.

    Args:
        kind: A question and the like have none.
        told: As the messages were understood.
        ill: The number of people ill, as it stands among the facts.
        setting: Where they ate.
    """
    if kind not in _CASES:
        return told
    counted = level_of_ill(ill if isinstance(ill, int) else 0, setting)
    return max(told, counted, key=lambda level: _RANK[level])


def raise_level(work: Work, case: CaseRow, told: Severity | None) -> None:
    """Raise the level where more was told; it never sinks, and what an officer set stays.

    Args:
        work: The unit of work.
        case: The case, locked for change, with the facts that were added.
        told: The level of the messages so far, as they were understood.
    """
    known = Severity(case.severity) if case.severity else None
    wanted = max(known, told, key=lambda level: _RANK[level])
    new = level_of(Kind(case.kind), wanted, case.facts.get("people_ill"), Setting(case.setting))
    rises = _RANK[new] > _RANK[known] and case.kind in _CASES and is_open(case)
    if rises and not _set_by_officer(work, case):
        correct(work, case, {"severity": (known, new)}, district=None, actor=SYSTEM)


def _set_by_officer(work: Work, case: CaseRow) -> bool:
    return any(
        event.kind == EventKind.corrected
        and event.actor != SYSTEM
        and "severity" in changes_of(event.data, None)
        for event in events(work, case.id)
    )
