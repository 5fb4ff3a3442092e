"""The view of a case that its reporter gets in the chat."""

from collections.abc import Sequence

from api.cases.events import EventKind
from api.cases.repository import evidence_count, linked
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.clock.service import deadlines
from api.contract.codes import Hazard, Kind, Setting, Severity, State
from api.contract.models import CaseView, Deadline, Facts
from api.kit.work import Work
from api.people.reporters import same_chat
from knowledge.cities.city import City

_RESULTS = frozenset(
    {
        EventKind.refused,
        EventKind.referred,
        EventKind.settled,
        EventKind.terminated,
        EventKind.not_filed,
        EventKind.concluded,
        EventKind.closed,
    }
)


AMONG_OFFICES = frozenset({"F16", "R09", "R09-SUPERIOR", "H05"})
"""Clocks of what offices owe each other; they tell the reporter nothing."""


def case_views(
    work: Work, city: City, cases: Sequence[CaseRow], *, with_days: bool = True
) -> list[CaseView]:
    """Views of cases that belong to one person, in the order given."""
    clocks = deadlines(work, [case.id for case in cases], with_days=with_days)
    return [_view(work, city, case, clocks.get(case.id, ())) for case in cases]


def office_name(city: City, case: CaseRow) -> str:
    """The name of a case's office, for people."""
    return city.office(case.office).name if case.office else city.fallback.name


def _view(work: Work, city: City, case: CaseRow, clocks: tuple[Deadline, ...]) -> CaseView:
    entries = thread(work, case.id)
    return CaseView(
        number=case.number,
        kind=Kind(case.kind),
        hazard=Hazard(case.hazard) if case.hazard else None,
        further_hazards=tuple(Hazard(code) for code in case.further_hazards),
        setting=Setting(case.setting),
        severity=Severity(case.severity) if case.severity else None,
        emergency=case.emergency,
        state=State(case.state),
        open=is_open(case),
        office=office_name(city, case),
        received_at=case.received_at,
        deadlines=tuple(clock for clock in clocks if clock.rule not in AMONG_OFFICES),
        facts=Facts.model_validate(case.facts),
        linked=tuple(
            other.number
            for other in linked(work, case.id)
            if same_chat(work, case.id, other.id)  # what the office found itself is not theirs
        ),
        result=_outcome(entries),
        question=_last_words(entries, {EventKind.asked}) if case.asked_at else None,
        anonymous=case.anonymous,
        evidence=evidence_count(work, case.id),
    )


def _outcome(entries: list[Entry]) -> str | None:
    """What came of the case, in the officers' words: the decision and then its closing."""
    said = [entry.text for entry in entries if entry.kind in _RESULTS and entry.text]
    return "\n".join(dict.fromkeys(said)) or None


def _last_words(entries: list[Entry], kinds: set[EventKind] | frozenset[EventKind]) -> str | None:
    return next((e.text for e in reversed(entries) if e.kind in kinds and e.text), None)
