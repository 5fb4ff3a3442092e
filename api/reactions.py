"""The spine: what happens to a case, and what follows from it, in order.

Reading the table at the end is reading the product. Every reaction runs in the transaction of
the happening itself, so that nothing follows from what was rolled back and nothing is missed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api import consequences as then
from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.service import CITIZEN
from api.chasing.service import Chased
from api.clock.alarms import ClockAlarm
from api.contract.codes import Mark, Satisfaction, Template
from api.kit.work import Work
from api.notices import tell_citizen, tell_officers
from api.outbox.to_volunteers import tell_deciders, tell_volunteer
from api.people.volunteers import Decided, Registered
from api.recipients import Told
from knowledge.cities.city import City


@dataclass(frozen=True, slots=True)
class Office:
    """What reactions need to know of the office they serve."""

    city: City


Reaction = Callable[[City, Work, Happening], None]


def react(office: Office) -> Callable[[Work, Any], None]:
    """The reactions, bound to an office, as the unit of work runs them."""

    def run(work: Work, happening: Any) -> None:
        if isinstance(happening, ClockAlarm):
            then.clock_alarm(work, happening)
            return
        if isinstance(happening, Chased):
            then.chased(office.city, work, happening)
            return
        if isinstance(happening, Registered):
            tell_deciders(office.city, work, happening)
            return
        if isinstance(happening, Decided):
            tell_volunteer(office.city, work, happening)
            return
        for reaction in AFTER.get(EventKind(happening.event.kind), ()):
            reaction(office.city, work, happening)

    return run


def _tell(template: Template) -> Reaction:
    def reaction(city: City, work: Work, happening: Happening) -> None:
        tell_citizen(work, city, happening, template)

    return reaction


def _officers(told: Told, template: Template) -> Reaction:
    def reaction(city: City, work: Work, happening: Happening) -> None:
        tell_officers(work, city, happening, told, template)

    return reaction


def _tell_new_office(city: City, work: Work, happening: Happening) -> None:
    """The person hears of it only when the case really goes elsewhere."""
    if happening.event.data["office"] != happening.case.office:
        tell_citizen(work, city, happening, Template.transferred)


def _withdrawn_in_mediation(city: City, work: Work, happening: Happening) -> None:
    """The handler must tell the trader within C13, also when the citizen ended it."""
    if happening.event.actor == CITIZEN:
        tell_officers(work, city, happening, Told.handler, Template.withdrawn)


def _emergency(city: City, work: Work, happening: Happening) -> None:
    """An emergency that is no case of a trader, such as a question, pages once."""
    first = happening.event.no <= _FIRST_ASSIGNMENT
    if happening.case.emergency and first and Mark.accident not in happening.case.marks:
        tell_officers(work, city, happening, Told.on_duty, Template.emergency)


def _not_content(city: City, work: Work, happening: Happening) -> None:
    """Why somebody is not content with the end is for the handler to read."""
    if happening.text and happening.event.data["score"] == Satisfaction.unsatisfied:
        tell_officers(work, city, happening, Told.handler, Template.supplemented)


_FIRST_ASSIGNMENT = 2


def _reminder(city: City, work: Work, happening: Happening) -> None:
    half = happening.event.data["alarm"] == "half"
    template = Template.half_time if half else Template.one_day_left
    tell_officers(work, city, happening, Told.handler, template)


def _moved(city: City, work: Work, happening: Happening) -> None:
    """A new calendar may only have made a date sure; the handler hears of a moved one."""
    if happening.event.data["from"] != happening.event.data["due_on"]:
        tell_officers(work, city, happening, Told.handler, Template.recounted)


def _reclassified(city: City, work: Work, happening: Happening) -> None:
    """Of another kind the law owes the person something else, who need not hear of their own."""
    changed = happening.event.data.get("changes")
    own = happening.event.actor == CITIZEN
    if isinstance(changed, dict) and "kind" in changed and not own:
        tell_citizen(work, city, happening, Template.reclassified)


_E, _T = EventKind, Template

AFTER: Mapping[EventKind, Sequence[Reaction]] = {
    _E.opened: (then.schedule, then.assign_office, then.suspect_accident),
    _E.assigned: (_officers(Told.handler, _T.assigned), _emergency),
    _E.said: (
        then.place_became_known,
        then.suspect_accident,
        _officers(Told.handler, _T.supplemented),
        then.tell_leader,
    ),
    _E.corrected: (
        then.schedule,
        then.place_became_known,
        then.level_rose,
        then.suspect_accident,
        _reclassified,
    ),
    _E.companion_said: (_officers(Told.handler, _T.companion_said),),
    _E.withdrawn: (then.schedule, _officers(Told.handler, _T.withdrawn)),
    _E.asked: (_tell(_T.question),),
    _E.replied: (then.schedule, _tell(_T.replied)),
    # whose matter it is
    _E.transferred: (then.schedule, then.hand_over, _tell(_T.transferred)),
    _E.dispatched: (then.schedule, then.hand_over, then.issue_paper, _tell(_T.transferred)),
    _E.reported_back: (
        then.schedule,
        then.back_to_intake,
        _officers(Told.handler, _T.reported_back),
    ),
    _E.referred: (then.schedule, _tell(_T.referred)),
    _E.redirected: (then.schedule, _tell(_T.redirected)),
    _E.competence_disputed: (then.schedule, _officers(Told.disputing, _T.competence_disputed)),
    _E.competence_agreed: (then.schedule, _tell_new_office, then.hand_over),
    _E.competence_passed_up: (then.schedule, _officers(Told.chain, _T.passed_up)),
    _E.competence_designated: (then.schedule, _tell_new_office, then.hand_over),
    # complaint
    _E.accepted: (then.schedule, then.issue_paper, _tell(_T.accepted)),
    _E.refused: (then.schedule, then.issue_paper, _tell(_T.refused)),
    _E.papers_asked: (then.schedule, then.issue_paper, _tell(_T.papers_asked)),
    _E.papers_taken: (then.schedule,),
    _E.sent_to_police: (_officers(Told.supervisors, _T.sent_to_police), then.end_mediation),
    # mediation
    _E.invited: (then.issue_paper, _tell(_T.invited)),
    _E.delegated: (_tell(_T.delegated),),
    _E.recusal_asked: (_officers(Told.supervisors, _T.recusal_asked),),
    _E.recusal_granted: (then.another_mediator, _tell(_T.recusal_decided)),
    _E.recusal_rejected: (_tell(_T.recusal_decided),),
    _E.clue_found: (then.open_report,),
    _E.settled: (then.schedule, _tell(_T.settled)),
    _E.agreement_drawn: (then.issue_paper, _tell(_T.agreement_drawn)),
    _E.terminated: (
        then.schedule,
        then.issue_paper,
        _tell(_T.terminated),
        _withdrawn_in_mediation,
    ),
    _E.both_told: (then.schedule,),
    # report
    _E.extension_requested: (_officers(Told.approvers, _T.extension_requested),),
    _E.extended: (then.schedule, _tell(_T.extended)),
    _E.extension_rejected: (_officers(Told.handler, _T.extension_rejected),),
    _E.term_fixed: (then.schedule,),
    _E.testing_started: (then.schedule, _tell(_T.testing_started)),
    _E.testing_ended: (then.schedule, _tell(_T.testing_ended)),
    _E.suspended: (then.schedule,),
    _E.resumed: (then.schedule,),
    _E.filed: (then.schedule, _tell(_T.filed)),
    _E.not_filed: (then.schedule, _tell(_T.not_filed)),
    _E.concluded: (then.schedule, _tell(_T.concluded)),
    _E.crime_transferred: (then.schedule, _tell(_T.referred)),
    _E.repeated: (then.schedule, _tell(_T.merged)),
    _E.merged: (then.schedule, _tell(_T.merged)),
    _E.new_facts: (then.schedule, _officers(Told.handler, _T.new_facts)),
    _E.closed: (then.schedule, then.issue_paper, _tell(_T.closed)),
    # the hotline's work order
    _E.order_registered: (then.schedule,),
    _E.order_signed: (then.schedule,),
    _E.order_returned: (then.schedule,),
    # oversight
    _E.reminded: (_reminder,),
    _E.breached: (then.schedule, _officers(Told.handler, _T.breached)),
    _E.escalated: (_officers(Told.at_step, _T.escalated),),
    _E.supervised: (_officers(Told.handler, _T.supervised),),
    _E.supervision_answered: (_officers(Told.supervisors, _T.supervision_answered),),
    _E.sent_back: (then.schedule, _tell(_T.sent_back), _officers(Told.handler, _T.to_rework)),
    _E.override_asked: (_officers(Told.others_above, _T.override_asked),),
    _E.overridden: (_officers(Told.asker, _T.overridden),),
    _E.override_rejected: (_officers(Told.asker, _T.override_rejected),),
    _E.rated: (_not_content,),
    _E.rework_asked: (then.schedule, _officers(Told.supervisors, _T.rework_asked)),
    # food accident
    _E.accident_suspected: (then.schedule, _officers(Told.on_duty, _T.emergency)),
    _E.accident_confirmed: (then.schedule, _officers(Told.on_duty, _T.accident_confirmed)),
    _E.accident_dismissed: (then.schedule, _officers(Told.on_duty, _T.accident_step)),
    _E.health_notified: (then.schedule, _officers(Told.supervisors, _T.accident_step)),
    _E.accident_reported: (then.schedule, _officers(Told.supervisors, _T.accident_step)),
    _E.accident_graded: (_officers(Told.supervisors, _T.accident_step),),
    _E.accident_ended: (then.schedule, _officers(Told.on_duty, _T.accident_step)),
    # the identity behind it
    _E.identity_asked: (_officers(Told.custodians, _T.identity_asked),),
    _E.identity_granted: (_officers(Told.asker, _T.identity_granted),),
    _E.identity_refused: (_officers(Told.asker, _T.identity_refused),),
    _E.recounted: (_moved,),
    _E.chased: (then.tell_chased,),
    _E.undelivered: (_officers(Told.handler, _T.undelivered),),
}
"""What follows from each event, in order; an event that is absent has no consequence."""
