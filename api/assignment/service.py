"""Assignment of a stored case: reads the loads, asks the rules, leaves the choice as an event."""

from collections.abc import Mapping

from sqlmodel import col, select

from api.assignment.handler import HandlerChoice, HandlerLoad, choose_handler
from api.assignment.office import Choice, choose_office
from api.cases.events import EventKind
from api.cases.repository import linked, load_by_handler
from api.cases.service import SYSTEM, append
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.contract.codes import Mark
from api.kit.work import Work
from api.people.absences import away
from api.people.reporters import same_chat
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.codes import Hazard, Setting, Severity


def assign(work: Work, city: City, case: CaseRow) -> None:
    """Give a new case its office and its handler, with the reasons."""
    facts = case.facts
    choice = choose_office(
        city,
        severity=Severity(case.severity or Severity.daily),
        hazard=Hazard(case.hazard) if case.hazard else None,
        setting=Setting(case.setting),
        division=_text(facts.get("division")) or _text(facts.get("district")),
        street=_text(facts.get("street")),
        place_text=_text(facts.get("place")) or _text(facts.get("merchant_address")),
    )
    beside = _beside(work, case, choice.office_code)
    _hand_over(work, city, case, choice, actor=SYSTEM, beside=beside)


def reassign(work: Work, city: City, case: CaseRow, office_code: str, *, actor: str) -> None:
    """Give a case that was transferred to the lightest handler of its new office."""
    office = city.office(office_code)
    choice = Choice(office.code, office.name, "由经办人员转办。", "transferred")
    _hand_over(work, city, case, choice, actor=actor)


def replace_handler(work: Work, city: City, case: CaseRow, *, actor: str) -> None:
    """Give a case to another handler of its office, or of the nearest one above with any."""
    office = city.office(case.office) if case.office else city.fallback
    choice = Choice(office.code, office.name, "原调解人员回避。", "recused")
    _hand_over(work, city, case, choice, actor=actor, without=case.handler_id)


def spread(work: Work, city: City, case: CaseRow, *, actor: str) -> None:
    """Give a case to the lightest handler of its office, or of the nearest one above with any."""
    office = city.office(case.office) if case.office else city.fallback
    _hand_over(work, city, case, Choice(office.code, office.name, "", "spread"), actor=actor)


def hand_to(
    work: Work,
    case: CaseRow,
    office: str,
    handler: str | None,
    *,
    reason: str,
    actor: str,
    undoes: int | None = None,
) -> None:
    """Give a case to a handler whom a person chose, or back to whom it was taken from.

    Args:
        work: The unit of work.
        case: The case.
        office: Code of the office that has it.
        handler: Id of the officer; None is nobody.
        reason: Why, for the timeline.
        actor: Who does it.
        undoes: The number of the event that is taken back.
    """
    data: dict[str, object] = {
        "office": office,
        "office_rule": "kept",
        "intake": Mark.at_intake in case.marks,
        "handler": handler,
        "handler_rule": "chosen",
        "handler_reason": reason,
    }
    data |= {} if undoes is None else {"undoes": undoes}
    append(work, case, EventKind.assigned, actor=actor, data=data)


def _hand_over(
    work: Work,
    city: City,
    case: CaseRow,
    choice: Choice,
    *,
    actor: str,
    without: str | None = None,
    beside: Mapping[str, str] | None = None,
) -> None:
    loads = [one for one in _loads(work) if one.officer_id != without and one.takes(case.hazard)]
    handler = choose_handler(city, choice.office_code, loads, beside)
    append(
        work,
        case,
        EventKind.assigned,
        actor=actor,
        data={
            "office": choice.office_code,
            "office_rule": choice.rule,
            "office_reason": choice.reason,
            "intake": choice.office_code == city.fallback.code and not city.about.national,
            **_handler_data(handler),
        },
    )


def _beside(work: Work, case: CaseRow, office_code: str) -> dict[str, str]:
    """Who works the open cases of the same matter at an office, with the number of each."""
    return {
        other.handler_id: other.number
        for other in linked(work, case.id)
        if other.handler_id is not None
        and other.office == office_code
        and is_open(other)
        and same_chat(work, case.id, other.id)
    }


def _handler_data(handler: HandlerChoice | None) -> dict[str, str | None]:
    if handler is None:
        return {"handler": None, "handler_reason": "没有在岗的经办人员，等待主管指派。"}
    return {
        "handler": handler.officer_id,
        "handler_rule": handler.rule,
        "handler_reason": handler.reason,
    }


def _loads(work: Work) -> list[HandlerLoad]:
    wanted = select(Officer).where(col(Officer.active).is_(True))
    handlers = [one for one in work.session.exec(wanted) if "handler" in one.roles]
    counts, gone = load_by_handler(work, [one.id for one in handlers]), away(work)
    return [
        HandlerLoad(
            one.id, one.name, one.office, counts[one.id], one.id in gone, tuple(one.hazards)
        )
        for one in handlers
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
