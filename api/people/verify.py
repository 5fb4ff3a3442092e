"""Checks what must hold of volunteers; a fault names one by an id that tells nothing."""

from collections.abc import Iterator

from sqlmodel import col, func, select

from api.contract.codes import VolunteerStanding
from api.kit.work import Work
from api.people.tables import CaseKey
from api.people.volunteer_tables import Tip, Volunteer, VolunteerEvent

_LEFT = VolunteerStanding.left
_NUMBERED = frozenset({VolunteerStanding.approved, VolunteerStanding.suspended})


def verify_volunteers(work: Work) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    for one in work.session.exec(select(Volunteer).order_by(col(Volunteer.id))):
        wanted = select(func.count()).where(VolunteerEvent.volunteer_id == one.id)
        if work.session.exec(wanted).one() != one.last_event:
            yield f"volunteer {one.id}: events are missing"
        keyed = work.session.get(CaseKey, one.id) is not None
        who = (one.sealed, one.channel, one.channel_blind, one.phone_blind)
        if one.standing == _LEFT and (keyed or any(who)):
            yield f"volunteer {one.id}: left, yet is not forgotten"
        if one.standing != _LEFT and not (keyed and all(who)):
            yield f"volunteer {one.id}: who it is got lost"
        if one.standing in _NUMBERED and one.number is None:
            yield f"volunteer {one.id}: has no number"
        left = select(func.count()).where(Tip.volunteer_id == one.id)
        if one.standing == _LEFT and work.session.exec(left).one():
            yield f"volunteer {one.id}: left, yet tips are credited"
