"""What an outbox row says: one function a template, for citizens and for officers."""

from collections.abc import Callable, Mapping

from api.contract.codes import Template
from api.contract.delivery import Notice
from bot.message import Reply
from bot.wording import to_citizen, to_officer
from bot.wording.plain import fit


def render(notice: Notice) -> Reply:
    """Turn an outbox row into words."""
    reply = RENDERERS[notice.template](notice)
    return reply.model_copy(update={"text": fit(reply.text)})


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
    Template.assigned: to_officer.assigned,
    Template.emergency: to_officer.emergency,
    Template.supplemented: to_officer.supplemented,
    Template.withdrawn: to_officer.withdrawn,
    Template.half_time: to_officer.half_time,
    Template.one_day_left: to_officer.one_day_left,
    Template.breached: to_officer.breached,
    Template.escalated: to_officer.escalated,
    Template.extension_requested: to_officer.extension_requested,
    Template.undelivered: to_officer.undelivered,
    Template.recounted: to_officer.recounted,
}
"""Every template has exactly one."""
