"""Corrects how a case was understood; the correction is an event that says what was wrong.

Codes stand in the event in clear. A place is free text, which may turn out to be the reporter's
own home: it is sealed like everything that people write.
"""

import json
from collections.abc import Mapping
from typing import Any

from api.cases.events import EventKind
from api.cases.facts import set_facts, with_new
from api.cases.repository import by_filing
from api.cases.service import append
from api.cases.tables import CaseRow, Event
from api.contract.codes import Kind, Mark, State
from api.kit.errors import Conflict
from api.kit.work import Work

CODES = ("kind", "hazard", "setting", "severity", "division")
_PLACE = "place"
_RUNS = frozenset(
    {
        Mark.disputed,
        Mark.passed_up,
        Mark.papers_asked,
        Mark.by_agent,
        Mark.joint,
        Mark.consent_missing,
        Mark.with_police,
        Mark.testing,
        Mark.extension_requested,
        Mark.ex_officio,
    }
)
"""What one kind of case knows and another does not: with any of it the kind is settled."""

Changes = dict[str, tuple[str | None, str | None]]
"""From what to what, by field."""


def differences(case: CaseRow, wanted: Mapping[str, str | None]) -> Changes:
    """What is wanted and is not so already."""
    now = {
        "kind": case.kind,
        "hazard": case.hazard,
        "setting": case.setting,
        "severity": case.severity,
        "division": case.division,
        _PLACE: _text(case.facts.get(_PLACE)),
    }
    return {name: (now[name], value) for name, value in wanted.items() if now[name] != value}


def correct(
    work: Work,
    case: CaseRow,
    changes: Changes,
    *,
    district: str | None,
    actor: str,
    key: str | None = None,
    undoes: int | None = None,
) -> Event:
    """Make a correction.

    Args:
        work: The unit of work.
        case: The case, locked for change.
        changes: As `differences` gives them.
        district: The name of the district, where it is another one.
        actor: Who corrects.
        key: The asker's idempotency key.
        undoes: The number of the correction that is taken back.

    Raises:
        Conflict: `kind_settled`, when the procedure of the present kind has begun.
    """
    if "kind" in changes:
        _require_unsettled(case)
    for name in ("kind", "hazard", "setting", "severity"):
        if name in changes:
            setattr(case, name, changes[name][1])
    facts = _facts(changes, district)
    if facts:
        set_facts(case, with_new(case.facts, facts))
    work.session.add(case)
    if "kind" in changes:
        _tell_sides(work, case)
    codes = {name: list(change) for name, change in changes.items() if name != _PLACE}
    data: dict[str, Any] = {"changes": codes, "facts": sorted(facts)}
    data |= {} if undoes is None else {"undoes": undoes}
    return append(
        work, case, EventKind.corrected, actor=actor, text=_sealed(changes), data=data, key=key
    )


def changes_of(data: Mapping[str, Any], text: str | None) -> Changes:
    """The changes of a correction, from its event and its opened words."""
    told = dict(data.get("changes") or {}) | _place(text)
    return {str(name): (change[0], change[1]) for name, change in told.items()}


def _place(text: str | None) -> dict[str, Any]:
    """The place from its words; hiding names may have left no JSON of it."""
    try:
        return dict(json.loads(text)) if text else {}
    except ValueError:
        return {}


def is_settled(case: CaseRow) -> bool:
    """Whether the procedure of the case's kind has begun, so that it stays of this kind."""
    return case.state != State.received or not _RUNS.isdisjoint(case.marks)


def _require_unsettled(case: CaseRow) -> None:
    if is_settled(case):
        raise Conflict("kind_settled", "已经开始按现在的类型办理，不能再改类型。")


def _facts(changes: Changes, district: str | None) -> dict[str, str | None]:
    facts: dict[str, str | None] = {}
    if "division" in changes:
        facts |= {"division": changes["division"][1], "district": district}
    if _PLACE in changes:
        facts[_PLACE] = changes[_PLACE][1]
    return facts


def _sealed(changes: Changes) -> str | None:
    place = changes.get(_PLACE)
    return None if place is None else json.dumps({_PLACE: list(place)}, ensure_ascii=False)


def _tell_sides(work: Work, case: CaseRow) -> None:
    """Whether the message still both complains and reports."""
    work.session.flush()
    siblings = by_filing(work, case.filing_key)
    kinds = {one.kind for one in siblings}
    both = Kind.complaint in kinds and not kinds.isdisjoint({Kind.report, Kind.tip})
    for one in siblings:
        one.two_sided = both
        work.session.add(one)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
