"""What follows from an event beyond clocks and notices: one function each, named by its deed."""

from datetime import timedelta

from api.accidents.service import suspect
from api.assignment.service import assign, reassign, replace_handler
from api.cases.clues import open_from_clue
from api.cases.correcting import changes_of
from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.joining import leader
from api.cases.legal import ground_data
from api.cases.repository import by_id, events_of_kinds
from api.cases.service import SYSTEM, append
from api.chasing.follow import ACCIDENT
from api.chasing.follow import follow as follow_chases
from api.chasing.service import Chased, end, open_chases
from api.clock.alarms import AlarmKind, ClockAlarm
from api.clock.follow import Local
from api.clock.follow import follow as follow_clocks
from api.clock.service import deadlines
from api.contract.codes import State, Template
from api.kit.work import Work
from api.notices import tell_officers
from api.papers.issue import issued_by
from api.recipients import Told, levels_above
from knowledge.cities.city import City

_PLACES = frozenset({"division", "street", "place", "merchant_address"})
_SEIZED_FOR_CLAIM = "C12-6"
"""The ground of C12 that a transfer to the police for an unlawful claim gives."""


def schedule(city: City, work: Work, happening: Happening) -> None:
    """Start and stop the clocks, and what is asked for again."""
    promised = [limit.rule for limit in city.about.limits]
    follow_clocks(work, happening, Local(promised, city.policy))
    follow_chases(work, happening, timedelta(hours=city.about.escalate_hours))


def assign_office(city: City, work: Work, happening: Happening) -> None:
    """Give a new case its office and its handler."""
    assign(work, city, happening.case)


def hand_over(city: City, work: Work, happening: Happening) -> None:
    """Give the case to the office the event names, if it is another one."""
    target = str(happening.event.data["office"])
    if target != happening.case.office:
        reassign(work, city, happening.case, target, actor=happening.event.actor)


def back_to_intake(city: City, work: Work, happening: Happening) -> None:
    """What was reported back lies at the central intake again (R08)."""
    reassign(work, city, happening.case, city.fallback.code, actor=happening.event.actor)


def place_became_known(city: City, work: Work, happening: Happening) -> None:
    """A case that waited at the fallback goes where it belongs once the place is told."""
    case, told = happening.case, happening.event.data.get("facts")
    placed = isinstance(told, list) and not _PLACES.isdisjoint(told)
    if placed and case.office == city.fallback.code:
        assign(work, city, case)


def level_rose(city: City, work: Work, happening: Happening) -> None:
    """A new case goes to the office of its new level, unless an officer gave it to somebody."""
    case, event = happening.case, happening.event
    given = events_of_kinds(work, [case.id], [EventKind.assigned])[case.id]
    by_rule = bool(given) and given[-1].actor == SYSTEM and case.state == State.received
    if event.actor == SYSTEM and "severity" in changes_of(event.data, None) and by_rule:
        assign(work, city, case)


def tell_leader(_: City, work: Work, happening: Happening) -> None:
    """What the reporter of a case says reaches whoever handles the case that it follows."""
    lead = leader(work, happening.case)
    if lead.id != happening.case.id:
        data = {"case": happening.case.number}
        append(work, lead, EventKind.companion_said, actor=SYSTEM, data=data)


def suspect_accident(city: City, work: Work, happening: Happening) -> None:
    """Look at a new or changed case for a food accident (F16)."""
    suspect(work, city, happening.case)


def another_mediator(city: City, work: Work, happening: Happening) -> None:
    """After a recusal somebody else mediates (C11)."""
    replace_handler(work, city, happening.case, actor=happening.event.actor)


def open_report(city: City, work: Work, happening: Happening) -> None:
    """A clue found while mediating is a report of its own (C16)."""
    open_from_clue(work, city.code, happening.case, happening.text, happening.event.actor)


def end_mediation(_: City, work: Work, happening: Happening) -> None:
    """What went to the police as an unlawful claim is not mediated any more (C12, C19)."""
    if happening.case.state == State.accepted:
        data = ground_data("C12", _SEIZED_FOR_CLAIM)
        append(work, happening.case, EventKind.terminated, actor=happening.event.actor, data=data)


def issue_paper(_: City, work: Work, happening: Happening) -> None:
    """The official form that goes with a decision is an event of its own."""
    event = happening.event
    form = issued_by(happening.case, EventKind(event.kind), event.data)
    if form is not None:
        data = {"form": form.code, "name": form.name, "for": event.no}
        append(work, happening.case, EventKind.paper_issued, actor=SYSTEM, data=data)


def clock_alarm(work: Work, alarm: ClockAlarm) -> None:
    """A clock spoke: a reminder, or a breach that goes to the supervisors at once."""
    case = by_id(work, alarm.case_id)
    if case is None:
        return
    kind = EventKind.breached if alarm.kind is AlarmKind.due else EventKind.reminded
    data = {"rule": alarm.rule, "alarm": alarm.kind, "due_on": alarm.deadline.due_on.isoformat()}
    append(work, case, kind, actor=SYSTEM, data=data)
    if kind is EventKind.breached:
        append(work, case, EventKind.escalated, actor=SYSTEM, data=data)


def chased(city: City, work: Work, happening: Chased) -> None:
    """Something is still not done: it is said again, or a breach goes one office higher."""
    case = by_id(work, happening.case_id)
    if case is None:
        return
    subject, step = happening.subject, happening.step
    if not subject[:1].isupper():
        data = {"subject": subject, "step": step}
        append(work, case, EventKind.chased, actor=SYSTEM, data=data)
        return
    late = [c for c in deadlines(work, [case.id]).get(case.id, ()) if c.rule == subject and c.late]
    if not late or step > levels_above(work, city, case):
        end(work, case.id, (subject,))
        return
    data = {"rule": subject, "due_on": late[0].due_on.isoformat(), "step": step}
    append(work, case, EventKind.escalated, actor=SYSTEM, data=data)


def tell_chased(city: City, work: Work, happening: Happening) -> None:
    """An accident pages those on duty, and the supervisors when nobody confirms in time."""
    subject = str(happening.event.data["subject"])
    if subject not in ACCIDENT:
        tell_officers(work, city, happening, Told.handler, Template.chased)
        if subject in {"rework", "rework_wish", "term"}:
            tell_officers(work, city, happening, Told.supervisors, Template.chased)
        return
    tell_officers(work, city, happening, Told.on_duty, Template.chased)
    if subject != "confirm" or _waited(work, happening, subject) >= timedelta(
        minutes=city.about.accident.confirm_minutes
    ):
        tell_officers(work, city, happening, Told.chain, Template.chased)


def _waited(work: Work, happening: Happening, subject: str) -> timedelta:
    """Since when something is asked for; by the clock, for a ticker may have been away."""
    begun = [c.started_at for c in open_chases(work, happening.case.id) if c.subject == subject]
    return happening.event.at - min(begun, default=happening.event.at)
