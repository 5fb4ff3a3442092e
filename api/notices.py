"""Who is told what about a happening: the notice is put together and goes into the outbox."""

from collections.abc import Iterable
from enum import Enum, auto

from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.repository import evidence_count
from api.cases.service import SYSTEM, append
from api.cases.tables import CaseRow
from api.clock.service import deadlines
from api.contract.codes import LABELS, Agency, Hazard, Kind, Platform, Severity, Template
from api.contract.delivery import Notice
from api.contract.models import Deadline
from api.kit.work import Work
from api.outbox.service import CITIZEN, Recipient, put
from api.people.reporters import channel_of
from api.people.staffchat import chat_of
from api.people.tables import Officer
from api.views.case import office_name
from knowledge.cities.city import City


class Told(Enum):
    """Which officers are told."""

    handler = auto()
    """The handler, or the supervisors while there is none."""
    supervisors = auto()
    """The supervisors of the office, or of the next one up that has any."""
    approvers = auto()
    on_duty = auto()
    """The handler, those on duty, and the supervisors."""


def tell_citizen(work: Work, city: City, happening: Happening, template: Template) -> None:
    """Tell the reporter, in the chat the case came from."""
    channel = channel_of(work, happening.case.id)
    if channel is None:
        data = {"template": str(template)}
        append(work, happening.case, EventKind.undelivered, actor=SYSTEM, data=data)
        return
    recipient = Recipient(CITIZEN, channel.platform, channel.address)
    _put(work, happening, recipient, _notice(work, city, happening, template))


def tell_officers(
    work: Work, city: City, happening: Happening, told: Told, template: Template
) -> None:
    """Tell officers at the desk, and in their bot chat where one is tied."""
    notice = _notice(work, city, happening, template)
    for officer in _who(work, city, happening.case, told):
        who = f"officer:{officer.id}"
        _put(work, happening, Recipient(who, Platform.desk, officer.id), notice)
        chat = chat_of(work, officer)
        if chat is not None:
            _put(work, happening, Recipient(f"{who}:bot", Platform.staff, chat), notice)


def _put(work: Work, happening: Happening, recipient: Recipient, notice: Notice) -> None:
    put(work, happening.event.id or 0, happening.case.id, recipient, notice)


def _notice(work: Work, city: City, happening: Happening, template: Template) -> Notice:
    case, event = happening.case, happening.event
    facts, data = case.facts, event.data
    other, phone = _elsewhere(city, happening)
    return Notice(
        template=template,
        number=case.number,
        kind=Kind(case.kind),
        hazard=Hazard(case.hazard) if case.hazard else None,
        severity=Severity(case.severity) if case.severity else None,
        emergency=case.emergency,
        merchant=_text(facts.get("merchant")),
        place=_text(facts.get("place")) or _text(facts.get("district")),
        office=office_name(city, case),
        at=event.at,
        text=happening.text,
        ground=_text(data.get("ground_text")),
        article=_text(data.get("article")),
        other=other,
        phone=phone,
        deadline=_deadline(work, happening),
        evidence=evidence_count(work, case.id),
    )


def _deadline(work: Work, happening: Happening) -> Deadline | None:
    """The clock an alarm speaks of, else the first one that runs."""
    running = [
        clock
        for clock in deadlines(work, [happening.case.id]).get(happening.case.id, ())
        if clock.stopped_at is None
    ]
    rule = happening.event.data.get("rule")
    named = [clock for clock in running if clock.rule == rule]
    if rule is not None:
        return named[0] if named else None
    lawful = [clock for clock in running if clock.statutory]
    return next(iter([*lawful, *running]), None)


def _elsewhere(city: City, happening: Happening) -> tuple[str | None, str | None]:
    """The office or body a case went to, with its number."""
    match happening.event.kind:
        case "transferred":
            office = city.office(str(happening.event.data["office"]))
            return office.name, office.phone
        case "referred":
            agency = Agency(str(happening.event.data["ground"]))
            body = city.about.bodies.get(agency)
            return (body.name, body.phone) if body else (LABELS[agency], None)
        case _:
            return None, None


def _who(work: Work, city: City, case: CaseRow, told: Told) -> list[Officer]:
    staff = list(work.session.exec(select(Officer).where(col(Officer.active).is_(True))))
    handler = [one for one in staff if one.id == case.handler_id]
    supervisors = _with_role(staff, city, case, "supervisor")
    match told:
        case Told.handler:
            return handler or supervisors
        case Told.supervisors:
            return supervisors
        case Told.approvers:
            return [
                one
                for one in _with_role(staff, city, case, "approver")
                if one.id != case.handler_id
            ]
        case Told.on_duty:
            on_duty = [one for one in staff if "duty" in one.roles]
            return list({one.id: one for one in [*handler, *on_duty, *supervisors]}.values())


def _with_role(staff: Iterable[Officer], city: City, case: CaseRow, role: str) -> list[Officer]:
    """The holders of a role at the case's office, or at the nearest office above with any."""
    holders = [one for one in staff if role in one.roles and not one.absent]
    office = city.office(case.office) if case.office else city.fallback
    while office is not None:
        here = [one for one in holders if one.office == office.code]
        if here:
            return here
        above = city.parent(office)
        if above is None:
            break
        office = above
    return []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
