"""Suspects an accident in a stored case, and says so by an event."""

from datetime import timedelta
from typing import Any

from api.accidents.suspicion import (
    Told,
    grade,
    public_health_event,
    reasons,
    report_minutes,
)
from api.cases.events import EventKind
from api.cases.repository import about_same_trader
from api.cases.service import SYSTEM, append
from api.cases.tables import CaseRow
from api.contract.codes import Hazard, Kind, Mark
from api.kit.work import Work
from knowledge.cities.city import City
from knowledge.forms import suspicion_words

_KINDS = frozenset({Kind.complaint, Kind.report, Kind.tip})


def suspect(work: Work, city: City, case: CaseRow) -> None:
    """Begin the hand-over of a case that looks like a food accident; once, until it is ended."""
    if case.kind not in _KINDS or Mark.accident in case.marks:
        return
    found = reasons(city.about.accident, _told(work, city, case))
    if not found:
        return
    words = suspicion_words()
    said = [words[code].replace("{count}", str(count)) for code, count in found]
    data = {"reasons": [code for code, _ in found], "reason_words": said}
    append(
        work,
        case,
        EventKind.accident_suspected,
        actor=SYSTEM,
        data={**data, **plan_data(work, city, case)},
    )


def plan_data(work: Work, city: City, case: CaseRow) -> dict[str, Any]:
    """What the city's plan says of a case's numbers, as the event keeps it."""
    plan, told = city.about.accident, _told(work, city, case)
    graded = grade(plan, told.people_ill)
    return {
        "people_ill": told.people_ill,
        "similar": [other.number for other in _similar(work, city, case)],
        "grade": graded.code if graded else None,
        "public_health_event": public_health_event(plan, case.setting, told.people_ill),
        "confirm_minutes": plan.confirm_minutes,
        "page_minutes": plan.page_minutes,
        "health_minutes": plan.health_minutes,
        "report_minutes": report_minutes(plan, told.people_ill),
    }


def _told(work: Work, city: City, case: CaseRow) -> Told:
    ill = case.facts.get("people_ill")
    others = {other.filing_key for other in _similar(work, city, case)}
    return Told(
        hazard=case.hazard,
        setting=case.setting,
        emergency=case.emergency,
        people_ill=ill if isinstance(ill, int) else 0,
        similar=len(others) + 1,
    )


def _similar(work: Work, city: City, case: CaseRow) -> list[CaseRow]:
    """What others told of people ill at the same trader; the cases of one message are one word."""
    if case.hazard != Hazard.poisoning and not case.facts.get("people_ill"):
        return []
    since = work.now - timedelta(hours=city.about.accident.window_hours)
    found = about_same_trader(work, case, since, Hazard.poisoning)
    return [o for o in found if o.id != case.id and o.filing_key != case.filing_key]
