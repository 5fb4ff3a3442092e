"""The spine: what happens to a case, and what follows from it, in order.

Reading the table at the end is reading the product. Every reaction runs in the transaction of
the happening itself, so that nothing follows from what was rolled back and nothing is missed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.assignment.service import assign, reassign
from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.repository import by_id
from api.cases.service import CITIZEN, SYSTEM, append
from api.clock.alarms import AlarmKind, ClockAlarm
from api.clock.follow import Local, follow
from api.contract.codes import Template
from api.kit.work import Work
from api.notices import Told, tell_citizen, tell_officers
from knowledge.cities.city import City


@dataclass(frozen=True, slots=True)
class Office:
    """What reactions need to know of the office they serve."""

    city: City


Reaction = Callable[[Office, Work, Happening], None]


def react(office: Office) -> Callable[[Work, Any], None]:
    """The reactions, bound to an office, as the unit of work runs them."""

    def run(work: Work, happening: Any) -> None:
        if isinstance(happening, ClockAlarm):
            _alarm(work, happening)
            return
        for reaction in AFTER.get(EventKind(happening.event.kind), ()):
            reaction(office, work, happening)

    return run


def _clocks(office: Office, work: Work, happening: Happening) -> None:
    promised = [limit.rule for limit in office.city.about.limits]
    follow(work, happening, Local(promised, office.city.policy))


def _assign(office: Office, work: Work, happening: Happening) -> None:
    assign(work, office.city, happening.case)


def _transfer(office: Office, work: Work, happening: Happening) -> None:
    target = str(happening.event.data["office"])
    reassign(work, office.city, happening.case, target, actor=happening.event.actor)


def _place_became_known(office: Office, work: Work, happening: Happening) -> None:
    """A case that waited at the fallback goes where it belongs once the place is told."""
    case, told = happening.case, happening.event.data.get("facts")
    placed = isinstance(told, list) and not _PLACES.isdisjoint(told)
    if placed and case.office == office.city.fallback.code:
        assign(work, office.city, case)


def _withdrawn_in_mediation(office: Office, work: Work, happening: Happening) -> None:
    """The handler must tell the trader within C13, also when the citizen ended it."""
    if happening.event.actor == CITIZEN:
        tell_officers(work, office.city, happening, Told.handler, Template.withdrawn)


_PLACES = frozenset({"division", "street", "place", "merchant_address"})


def _tell(template: Template) -> Reaction:
    def reaction(office: Office, work: Work, happening: Happening) -> None:
        tell_citizen(work, office.city, happening, template)

    return reaction


def _officers(told: Told, template: Template) -> Reaction:
    def reaction(office: Office, work: Work, happening: Happening) -> None:
        tell_officers(work, office.city, happening, told, template)

    return reaction


def _emergency(office: Office, work: Work, happening: Happening) -> None:
    if happening.case.emergency and happening.event.no <= _FIRST_ASSIGNMENT:
        tell_officers(work, office.city, happening, Told.on_duty, Template.emergency)


_FIRST_ASSIGNMENT = 2


def _alarm(work: Work, alarm: ClockAlarm) -> None:
    case = by_id(work, alarm.case_id)
    if case is None:
        return
    kind = EventKind.breached if alarm.kind is AlarmKind.due else EventKind.reminded
    data = {"rule": alarm.rule, "alarm": alarm.kind, "due_on": alarm.deadline.due_on.isoformat()}
    append(work, case, kind, actor=SYSTEM, data=data)
    if kind is EventKind.breached:
        append(work, case, EventKind.escalated, actor=SYSTEM, data=data)


def _reminder(office: Office, work: Work, happening: Happening) -> None:
    half = happening.event.data["alarm"] == "half"
    template = Template.half_time if half else Template.one_day_left
    tell_officers(work, office.city, happening, Told.handler, template)


def _moved(office: Office, work: Work, happening: Happening) -> None:
    """A new calendar may only have made a date sure; the handler hears of a moved one."""
    if happening.event.data["from"] != happening.event.data["due_on"]:
        tell_officers(work, office.city, happening, Told.handler, Template.recounted)


AFTER: Mapping[EventKind, Sequence[Reaction]] = {
    EventKind.opened: (_clocks, _assign),
    EventKind.assigned: (_officers(Told.handler, Template.assigned), _emergency),
    EventKind.said: (_place_became_known, _officers(Told.handler, Template.supplemented)),
    EventKind.withdrawn: (_clocks, _officers(Told.handler, Template.withdrawn)),
    EventKind.asked: (_tell(Template.question),),
    EventKind.replied: (_clocks, _tell(Template.replied)),
    EventKind.accepted: (_clocks, _tell(Template.accepted)),
    EventKind.refused: (_clocks, _tell(Template.refused)),
    EventKind.extension_requested: (_officers(Told.approvers, Template.extension_requested),),
    EventKind.extended: (_clocks, _tell(Template.extended)),
    EventKind.testing_started: (_clocks, _tell(Template.testing_started)),
    EventKind.testing_ended: (_clocks, _tell(Template.testing_ended)),
    EventKind.transferred: (_transfer, _tell(Template.transferred)),
    EventKind.referred: (_clocks, _tell(Template.referred)),
    EventKind.settled: (_clocks, _tell(Template.settled)),
    EventKind.terminated: (_clocks, _tell(Template.terminated), _withdrawn_in_mediation),
    EventKind.filed: (_clocks, _tell(Template.filed)),
    EventKind.not_filed: (_clocks, _tell(Template.not_filed)),
    EventKind.concluded: (_clocks, _tell(Template.concluded)),
    EventKind.closed: (_clocks, _tell(Template.closed)),
    EventKind.reminded: (_reminder,),
    EventKind.breached: (_officers(Told.handler, Template.breached),),
    EventKind.recounted: (_moved,),
    EventKind.undelivered: (_officers(Told.handler, Template.undelivered),),
    EventKind.escalated: (_officers(Told.supervisors, Template.escalated),),
}
"""What follows from each event, in order; an event that is absent has no consequence."""
