"""Volunteers: how one is registered, decided on, known by their chat, and forgotten."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text
from sqlmodel import col, func, select, update

from api.contract.codes import Platform, VolunteerStanding
from api.contract.models import ChannelRef, Reporter
from api.contract.volunteers import JoinRequest, VolunteerOut
from api.kit.errors import Conflict, NotFound, Refusal
from api.kit.work import Work
from api.people.casekeys import make_case_key, open_for, seal_for
from api.people.reporters import channel_blind, phone_blind
from api.people.tables import CaseKey
from api.people.volunteer_tables import Tip, Volunteer, VolunteerEvent
from knowledge.cities.city import City
from knowledge.codes import VolunteerKind

VOLUNTEER = "volunteer"
_SHORTEST_REASON = 4
_NUMBERING = 20_260_371
"""Names the advisory lock under which numbers are given out on PostgreSQL."""
_S = VolunteerStanding


class Decision(StrEnum):
    """What an officer can decide about a volunteer."""

    approve = "approve"
    refuse = "refuse"
    suspend = "suspend"
    restore = "restore"


LEADS: Mapping[VolunteerStanding, Mapping[Decision, VolunteerStanding]] = {
    _S.pending: {Decision.approve: _S.approved, Decision.refuse: _S.refused},
    _S.approved: {Decision.suspend: _S.suspended},
    _S.suspended: {Decision.restore: _S.approved},
    _S.refused: {},
    _S.left: {},
}
"""Which decisions are possible where somebody stands, and where each leads."""
DONE: Mapping[Decision, str] = {
    Decision.approve: "approved",
    Decision.refuse: "refused",
    Decision.suspend: "suspended",
    Decision.restore: "restored",
}
"""The event that each decision leaves."""
WITH_REASON = frozenset({Decision.refuse, Decision.suspend})
"""Decisions whose reason the volunteer is told."""


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody waits for a decision: the happening that its notice follows from."""

    volunteer: Volunteer
    event: VolunteerEvent


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision was made: the happening that its notice follows from."""

    volunteer: Volunteer
    event: VolunteerEvent
    decision: Decision
    reason: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """Who a volunteer is, in clear."""

    name: str
    phone: str
    organisation: str


def join(work: Work, city: City, request: JoinRequest) -> Volunteer:
    """Register whoever writes from a chat; again while it waits, what is new replaces the old.

    Raises:
        Refusal: `no_volunteers`, the city takes none; `unknown_organisation`.
        Conflict: `suspended`.
    """
    office, kind = _belonging(city, request)
    volunteer = by_channel(work, request.channel)
    if volunteer is not None and volunteer.standing == _S.suspended:
        raise Conflict("suspended", "您的志愿者资格已暂停，暂时不能重新登记。")
    if volunteer is not None and volunteer.standing == _S.approved:
        return volunteer
    if volunteer is None:
        volunteer = Volunteer(
            id=secrets.token_hex(16), kind=kind, office=office, standing="", registered_at=work.now
        )
        make_case_key(work, volunteer.id)
        _keep_channel(work, volunteer, request.channel)
    volunteer.kind, volunteer.office, volunteer.standing = kind, office, _S.pending
    volunteer.organisation, volunteer.registered_at = request.organisation, work.now
    who = {
        "name": request.name,
        "phone": request.phone,
        "organisation": request.organisation_name,
    }
    volunteer.sealed = seal_for(work, volunteer.id, json.dumps(who, ensure_ascii=False), "who")
    volunteer.phone_blind = phone_blind(work, request.phone)
    work.record(Registered(volunteer, _append(work, volunteer, "registered", VOLUNTEER)))
    return volunteer


def decide(
    work: Work, volunteer: Volunteer, decision: Decision, *, actor: str, reason: str = ""
) -> VolunteerEvent:
    """Approve, refuse, suspend or restore; the volunteer is told.

    Raises:
        Conflict: `decided`, somebody was faster, or it is not possible where they stand.
        Refusal: `reason_needed`.
    """
    leads = LEADS[VolunteerStanding(volunteer.standing)].get(decision)
    if leads is None:
        raise Conflict("decided", "这位志愿者的状态已经变了，请刷新后再看。")
    words = reason.strip() or None
    if decision in WITH_REASON and len(words or "") < _SHORTEST_REASON:
        raise Refusal("reason_needed", "请写明理由，志愿者会收到。")
    volunteer.standing = leads
    if decision is Decision.approve and volunteer.number is None:
        volunteer.number = _next_number(work)
    event = _append(work, volunteer, DONE[decision], actor, words)
    work.record(Decided(volunteer, event, decision, words))
    return event


def leave(work: Work, channel: ChannelRef) -> None:
    """Forget who the volunteer of a chat is; their tips stay, credited to nobody."""
    volunteer = by_channel(work, channel)
    if volunteer is None:
        return
    _append(work, volunteer, "left", VOLUNTEER)
    work.session.connection().execute(
        update(Tip).where(col(Tip.volunteer_id) == volunteer.id).values(volunteer_id=None)
    )
    key = work.session.get(CaseKey, volunteer.id)
    if key is not None:
        work.session.delete(key)
    volunteer.standing = _S.left
    volunteer.sealed = volunteer.channel = None
    volunteer.phone_blind = volunteer.channel_blind = volunteer.platform = None
    work.session.add(volunteer)


def by_channel(work: Work, channel: ChannelRef) -> Volunteer | None:
    """The volunteer of a chat, wherever they stand."""
    wanted = select(Volunteer).where(Volunteer.channel_blind == channel_blind(work, channel))
    return work.session.exec(wanted).first()


def by_id_for_change(work: Work, volunteer_id: str) -> Volunteer:
    """A volunteer, locked until the transaction ends.

    Raises:
        NotFound: `unknown_volunteer`.
    """
    wanted = select(Volunteer).where(Volunteer.id == volunteer_id).with_for_update()
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("unknown_volunteer", "没有这位志愿者。")
    return found


def known(work: Work, volunteer: Volunteer) -> Known | None:
    """Who a volunteer is; None once they left. `look` logs an officer's look and is the way in."""
    if volunteer.sealed is None:
        return None
    return Known(**json.loads(open_for(work, volunteer.id, volunteer.sealed, "who")))


def look(work: Work, volunteer: Volunteer, officer_id: str, reason: str) -> Known | None:
    """Show an officer who a volunteer is; the look and its reason are an event.

    Raises:
        Refusal: `reason_needed`.
    """
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal("reason_needed", "请写明查看身份信息的理由。")
    _append(work, volunteer, "identity_seen", f"officer:{officer_id}", reason.strip())
    return known(work, volunteer)


def reasons(work: Work, event: VolunteerEvent) -> str | None:
    """The words that an event was made with; None once the volunteer left."""
    if event.sealed is None or work.session.get(CaseKey, event.volunteer_id) is None:
        return None
    return open_for(work, event.volunteer_id, event.sealed, "reason")


def channel_of(work: Work, volunteer: Volunteer) -> ChannelRef | None:
    """Where a volunteer is told; None once they left."""
    if volunteer.channel is None or volunteer.platform is None:
        return None
    address = open_for(work, volunteer.id, volunteer.channel, "channel")
    return ChannelRef(platform=Platform(volunteer.platform), address=address)


def as_reporter(work: Work, volunteer: Volunteer) -> Reporter | None:
    """Name and phone, to be hidden wherever they are quoted in a case."""
    who = known(work, volunteer)
    return None if who is None else Reporter(name=who.name, phone=who.phone)


def volunteer_out(volunteer: Volunteer) -> VolunteerOut:
    """A volunteer, as their own chat sees them."""
    return VolunteerOut(
        standing=VolunteerStanding(volunteer.standing),
        kind=VolunteerKind(volunteer.kind),
        number=number_of(volunteer),
    )


def number_of(volunteer: Volunteer) -> str | None:
    """A volunteer number as it is read: 0371."""
    return None if volunteer.number is None else f"{volunteer.number:04d}"


def _belonging(city: City, request: JoinRequest) -> tuple[str, str]:
    """The office that decides, and the kind: a listed organisation's own."""
    if not city.organisations:
        raise Refusal("no_volunteers", f"{city.about.title}还没有开通志愿者登记。")
    if request.organisation is None:
        return city.fallback.code, request.kind
    own = [one for one in city.organisations if one.code == request.organisation]
    if not own:
        raise Refusal("unknown_organisation", "没有这个志愿者单位，请重新选择。")
    return own[0].office, own[0].kind


def _keep_channel(work: Work, volunteer: Volunteer, channel: ChannelRef) -> None:
    volunteer.platform = channel.platform
    volunteer.channel = seal_for(work, volunteer.id, channel.address, "channel")
    volunteer.channel_blind = channel_blind(work, channel)


def _append(
    work: Work, volunteer: Volunteer, kind: str, actor: str, words: str | None = None
) -> VolunteerEvent:
    volunteer.last_event += 1
    work.session.add(volunteer)
    work.session.flush()
    event = VolunteerEvent(
        volunteer_id=volunteer.id,
        no=volunteer.last_event,
        kind=kind,
        at=work.now,
        actor=actor,
        sealed=None if words is None else seal_for(work, volunteer.id, words, "reason"),
    )
    work.session.add(event)
    work.session.flush()
    return event


def _next_number(work: Work) -> int:
    # SQLite has one writer anyway; PostgreSQL would give two approvals the same number.
    connection = work.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _NUMBERING})
    last = work.session.exec(select(func.max(Volunteer.number))).one()
    return (last or 0) + 1
