"""Who is told what about a happening: the notice is put together and goes into the outbox."""

from collections.abc import Mapping
from datetime import date

from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.repository import evidence_count
from api.cases.service import SYSTEM, append
from api.cases.tables import CaseRow
from api.clock.service import deadlines
from api.contract.codes import LABELS, Agency, Hazard, Kind, Mark, Platform, Severity, Template
from api.contract.delivery import Notice
from api.contract.models import Deadline
from api.kit.work import Work
from api.outbox.service import CITIZEN, NO_CHAT, Recipient, further_citizen, put
from api.papers.fill import make_out
from api.papers.issue import issued_by
from api.people.followers import followers
from api.people.reporters import channel_of, ever_given, masked
from api.people.staffchat import chat_of
from api.people.veil import veil
from api.recipients import Told, meant
from api.views.by_code import notice_by_code
from api.views.case import AMONG_OFFICES, office_name
from api.views.tips import told_standing
from knowledge.cities.city import City
from knowledge.forms import load_chases

_REPORTS = frozenset({Kind.report, Kind.tip})


def tell_citizen(work: Work, city: City, happening: Happening, template: Template) -> None:
    """Tell the reporter, in the chat the case came from, with the official form if there is one.

    Chats that were opened with the receipt code are told as well, without the form.

    Nobody told the office of a report that it opened itself, so that there is nobody to tell.
    """
    if Mark.ex_officio in happening.case.marks:
        return
    channel = channel_of(work, happening.case.id)
    others = followers(work, happening.case.id)
    if channel is None and not others:
        data = {"template": str(template), "reason": NO_CHAT}
        append(work, happening.case, EventKind.undelivered, actor=SYSTEM, data=data)
        return
    notice = _notice(work, city, happening, template)
    if channel is not None:
        recipient = Recipient(CITIZEN, channel.platform, channel.address)
        own = {"paper": _paper(work, city, happening), "tip": told_standing(work, happening.case)}
        _put(work, happening, recipient, notice.model_copy(update=own))
    for one in others:
        who = further_citizen(one.blind)
        recipient = Recipient(who, one.channel.platform, one.channel.address)
        _put(work, happening, recipient, notice_by_code(work, happening.case.id, notice))


def _paper(work: Work, city: City, happening: Happening) -> str | None:
    event = happening.event
    form = issued_by(happening.case, EventKind(event.kind), event.data)
    if form is None or "reporter" not in form.copies:
        return None
    shown = masked(work, happening.case.id)
    return make_out(work, city, happening.case, form, copy="reporter", reporter=shown).text


def tell_officers(
    work: Work, city: City, happening: Happening, told: Told, template: Template
) -> None:
    """Tell officers at the desk, and in their bot chat where one is tied; never who reported."""
    notice = _veiled(work, happening.case, _notice(work, city, happening, template))
    for officer in meant(work, city, happening, told):
        who = f"officer:{officer.id}"
        _put(work, happening, Recipient(who, Platform.desk, officer.id), notice)
        chat = chat_of(work, officer)
        if chat is not None:
            _put(work, happening, Recipient(f"{who}:bot", Platform.staff, chat), notice)


def _veiled(work: Work, case: CaseRow, notice: Notice) -> Notice:
    """The citizen's words may name the writer; of whoever reported not even a mask is left."""
    if notice.text is None:
        return notice
    hidden = veil(notice.text, ever_given(work, case.id), wholly=case.kind in _REPORTS)
    return notice.model_copy(update={"text": hidden})


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
        emergency=case.emergency or Mark.accident in case.marks,
        accident=Mark.accident in case.marks and Mark.accident_confirmed not in case.marks,
        merchant=_text(facts.get("merchant")),
        place=_text(facts.get("place")) or _text(facts.get("district")),
        office=office_name(city, case),
        at=event.at,
        text=_words(city, happening),
        ground=_text(data.get("ground_text")) or _asked_for(data),
        article=_text(data.get("article")),
        other=other,
        phone=phone,
        on=_day(data.get("on")),
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
    told = [clock for clock in running if clock.rule not in AMONG_OFFICES]
    lawful = [clock for clock in told if clock.statutory]
    return next(iter([*lawful, *told]), None)


def _elsewhere(city: City, happening: Happening) -> tuple[str | None, str | None]:
    """The office, body or case that it is about, with its number."""
    data = happening.event.data
    match happening.event.kind:
        case (
            "transferred"
            | "dispatched"
            | "competence_agreed"
            | "competence_designated"
            | "competence_disputed"
        ):
            office = city.office(str(data["office"]))
            return office.name, office.phone
        case "referred":
            return _body(city, Agency(str(data["ground"])))
        case "crime_transferred":
            return _body(city, Agency.police)
        case "companion_said":
            return _text(data.get("case")), None
        case "repeated" | "merged":
            return _text(data.get("earlier")), None
        case _:
            return None, None


def _body(city: City, agency: Agency) -> tuple[str, str | None]:
    body = city.about.bodies.get(agency)
    return (body.name, body.phone) if body else (LABELS[agency], None)


def _words(city: City, happening: Happening) -> str | None:
    """An officer's or the citizen's words; of an accident, why it is suspected."""
    reasons = happening.event.data.get("reason_words")
    if isinstance(reasons, list):
        minutes = city.about.accident.confirm_minutes
        return f"{'；'.join(map(str, reasons))}。请在 {minutes} 分钟内核实并确认接手。"
    return happening.text


def _asked_for(data: Mapping[str, object]) -> str | None:
    chase = load_chases().get(str(data.get("subject")))
    return chase.title if chase else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
