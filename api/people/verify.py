"""Checks what must hold of volunteers and officers, and that what is sealed of them opens.

A fault names a volunteer by an id that tells nothing, and an officer by the login.
"""

from collections.abc import Callable, Iterator

from sqlmodel import col, func, select

from api.contract.codes import VolunteerStanding
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people import second, staffchat
from api.people.casekeys import open_for
from api.people.tables import CaseKey, Officer
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
        if keyed:
            yield from _altered(work, one)


def verify_officers(work: Work) -> Iterator[str]:
    """One line for each secret of an officer that was altered."""
    for one in work.session.exec(select(Officer).order_by(col(Officer.login))):
        if not _opens(second.secret_of, work, one):
            yield f"officer {one.login}: the secret of one-time codes was altered"
        if not (_opens(staffchat.chat_of, work, one) and _opens(staffchat.tied, work, one)):
            yield f"officer {one.login}: the tied chat was altered"


def _altered(work: Work, one: Volunteer) -> Iterator[str]:
    if not work.keys.opens(work.session.get_one(CaseKey, one.id).wrapped):
        yield f"volunteer {one.id}: the key was altered"
        return
    for what, sealed, place in (
        ("who it is", one.sealed, "who"),
        ("the chat", one.channel, "channel"),
    ):
        if sealed is not None and not _opens(open_for, work, one.id, sealed, place):
            yield f"volunteer {one.id}: {what} was altered"
    events = select(VolunteerEvent).where(VolunteerEvent.volunteer_id == one.id)
    for event in work.session.exec(events.order_by(col(VolunteerEvent.no))):
        reason = event.sealed
        if reason is not None and not _opens(open_for, work, one.id, reason, "reason"):
            yield f"volunteer {one.id}: the reason of event {event.no} was altered"


def _opens(opener: Callable[..., object], *given: object) -> bool:
    try:
        opener(*given)
    except (NotFound, ValueError):
        return False
    return True
