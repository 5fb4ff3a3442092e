"""What an outbox row says: one function a template, for citizens and for officers."""

from collections.abc import Callable, Mapping

from api.contract.codes import Template
from api.contract.delivery import Notice
from api.contract.news import News
from bot.message import Reply
from bot.wording import (
    tips,
    to_citizen,
    to_citizen_procedure,
    to_custodian,
    to_officer,
    to_officer_personal,
    to_officer_procedure,
    to_volunteer,
)
from bot.wording.plain import clean_lines, fit


def render(notice: Notice | News) -> Reply:
    """Turn an outbox row into words."""
    if not isinstance(notice, Notice):
        return to_officer_personal.render(notice)
    reply = RENDERERS[notice.template](notice)
    text = reply.text
    if notice.tip is not None and notice.template in _DECIDED:
        text = "\n".join(part for part in (text, tips.result(notice.tip)) if part)
    if notice.paper is not None:
        text = f"{text}\n\n{clean_lines(notice.paper)}"
    return reply.model_copy(update={"text": fit(text)})


_DECIDED = frozenset(
    {
        Template.filed,
        Template.not_filed,
        Template.concluded,
        Template.closed,
        Template.merged,
        Template.referred,
        Template.redirected,
    }
)
"""With these a tip gets, or keeps, its standing."""
RENDERERS: Mapping[Template, Callable[[Notice], Reply]] = {
    Template.accepted: to_citizen.accepted,
    Template.refused: to_citizen.refused,
    Template.question: to_citizen.question,
    Template.replied: to_citizen.replied,
    Template.extended: to_citizen.extended,
    Template.testing_started: to_citizen.testing_started,
    Template.testing_ended: to_citizen.testing_ended,
    Template.transferred: to_citizen.transferred,
    Template.referred: to_citizen.referred,
    Template.settled: to_citizen.settled,
    Template.terminated: to_citizen.terminated,
    Template.filed: to_citizen.filed,
    Template.not_filed: to_citizen.not_filed,
    Template.concluded: to_citizen.concluded,
    Template.closed: to_citizen.closed,
    Template.papers_asked: to_citizen_procedure.papers_asked,
    Template.invited: to_citizen_procedure.invited,
    Template.delegated: to_citizen_procedure.delegated,
    Template.recusal_decided: to_citizen_procedure.recusal_decided,
    Template.agreement_drawn: to_citizen_procedure.agreement_drawn,
    Template.redirected: to_citizen_procedure.redirected,
    Template.merged: to_citizen_procedure.merged,
    Template.sent_back: to_citizen_procedure.sent_back,
    Template.reclassified: to_citizen_procedure.reclassified,
    Template.volunteer_approved: to_volunteer.approved,
    Template.volunteer_refused: to_volunteer.refused,
    Template.volunteer_suspended: to_volunteer.suspended,
    Template.volunteer_restored: to_volunteer.restored,
    Template.assigned: to_officer.assigned,
    Template.emergency: to_officer_procedure.emergency,
    Template.supplemented: to_officer.supplemented,
    Template.companion_said: to_officer.companion_said,
    Template.withdrawn: to_officer.withdrawn,
    Template.half_time: to_officer.half_time,
    Template.one_day_left: to_officer.one_day_left,
    Template.breached: to_officer.breached,
    Template.escalated: to_officer.escalated,
    Template.extension_requested: to_officer.extension_requested,
    Template.undelivered: to_officer.undelivered,
    Template.extension_rejected: to_officer_procedure.extension_rejected,
    Template.recusal_asked: to_officer_procedure.recusal_asked,
    Template.competence_disputed: to_officer_procedure.competence_disputed,
    Template.passed_up: to_officer_procedure.passed_up,
    Template.reported_back: to_officer_procedure.reported_back,
    Template.new_facts: to_officer_procedure.new_facts,
    Template.supervised: to_officer_procedure.supervised,
    Template.supervision_answered: to_officer_procedure.supervision_answered,
    Template.rework_asked: to_officer_procedure.rework_asked,
    Template.to_rework: to_officer_procedure.to_rework,
    Template.override_asked: to_officer_procedure.override_asked,
    Template.overridden: to_officer_procedure.overridden,
    Template.override_rejected: to_officer_procedure.override_rejected,
    Template.sent_to_police: to_officer_procedure.sent_to_police,
    Template.chased: to_officer_procedure.chased,
    Template.accident_confirmed: to_officer_procedure.accident_confirmed,
    Template.accident_step: to_officer_procedure.accident_step,
    Template.recounted: to_officer.recounted,
    Template.identity_asked: to_custodian.asked,
    Template.identity_granted: to_custodian.granted,
    Template.identity_refused: to_custodian.refused,
    Template.identity_digest: to_custodian.digest,
    Template.volunteer_registered: to_volunteer.to_supervisor,
}
"""Every template has exactly one."""
