"""The only way to a reporter's identity: with a reason, and each look is an event.

Where the city's plan wants two people, the officer asks and the custodian agrees; consent ends
by itself. Requests, answers and looks are all events of the case.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.repository import by_id_for_change
from api.cases.retained import level_of
from api.cases.service import append, officer_actor
from api.cases.tables import CaseRow, IdentityRequest
from api.contract.models import Reporter
from api.kit.errors import Conflict, Forbidden, NotFound, Refusal
from api.kit.work import Work
from api.people.reporters import identity
from api.people.rights import Reveal, by_another, may_release, may_see, reveal
from api.people.tables import Officer
from knowledge.cities.city import City

_SHORTEST_REASON = 4


class Standing(StrEnum):
    """Where an officer stands with an identity."""

    closed = "closed"
    ask = "ask"
    waiting = "waiting"
    """Asked, and the custodian has not answered."""
    look = "look"


@dataclass(frozen=True, slots=True)
class Access:
    """Where an officer stands, and until when consent lasts."""

    standing: Standing
    until: datetime | None = None


def access(work: Work, city: City, officer: Officer, case: CaseRow) -> Access:
    """Whether an officer may look now, may ask, or waits for an answer."""
    near = reveal(officer, case, city)
    if near is Reveal.none:
        return Access(Standing.closed)
    # What is only stored is looked at with consent, whoever works the case.
    stored_only = level_of(work, case.id) is not None
    if near is Reveal.look and (not stored_only or may_release(officer, case, city)):
        return Access(Standing.look)
    for request in _requests(work, case.id, officer.id):
        if request.until is not None and request.until > work.now:
            return Access(Standing.look, request.until)
        if request.decided_at is None and not _is_stale(city, work, request):
            return Access(Standing.waiting)
    return Access(Standing.ask)


def look(work: Work, city: City, officer: Officer, case: CaseRow, reason: str) -> Reporter | None:
    """Show a reporter's identity to an officer who needs it; None for an anonymous report.

    Raises:
        Forbidden: `role`, or `approval_needed` while the custodian has not agreed.
        Refusal: `reason_needed`, when no reason is given.
    """
    standing = access(work, city, officer, case)
    if standing.standing is Standing.closed:
        raise Forbidden("role", "您不能查看这个案件的身份信息。")
    if standing.standing is not Standing.look:
        raise Forbidden("approval_needed", "查看这个案件的身份信息，要先经身份信息保管员同意。")
    words = _reason(reason)
    data = {"approved": True} if standing.until is not None else {}
    locked = by_id_for_change(work, case.id)
    append(
        work,
        locked,
        EventKind.identity_seen,
        actor=officer_actor(officer.id),
        text=words,
        data=data,
    )
    return identity(work, case.id)


def ask(work: Work, city: City, officer: Officer, case: CaseRow, reason: str) -> None:
    """Ask the custodian for consent.

    Raises:
        Forbidden: `role`.
        Conflict: `asked_already`, or `no_need`, when it may be looked at now.
        Refusal: `reason_needed`.
    """
    match access(work, city, officer, case).standing:
        case Standing.closed:
            raise Forbidden("role", "您不能查看这个案件的身份信息。")
        case Standing.waiting:
            raise Conflict("asked_already", "您的申请还在等保管员答复。")
        case Standing.look:
            raise Conflict("no_need", "您现在就可以查看，不需要申请。")
        case _:
            pass
    words, locked = _reason(reason), by_id_for_change(work, case.id)
    actor, data = officer_actor(officer.id), {"officer": officer.id}
    event = append(work, locked, EventKind.identity_asked, actor=actor, text=words, data=data)
    request = IdentityRequest(
        id=secrets.token_urlsafe(18),
        case_id=case.id,
        officer_id=officer.id,
        event_no=event.no,
        asked_at=work.now,
    )
    work.session.add(request)
    work.session.flush()


def decide(
    work: Work, city: City, custodian: Officer, request_id: str, words: str, *, agree: bool
) -> None:
    """Agree that somebody else looks, or refuse with a reason.

    Raises:
        NotFound: `unknown_request`, also when the case may not be seen.
        Forbidden: `own_request`: nobody agrees to what he asked for himself.
        Conflict: `decided_already`, by another custodian, or it has waited too long.
        Refusal: `reason_needed`, for a refusal.
    """
    request = None if "\0" in request_id else work.session.get(IdentityRequest, request_id)
    case = None if request is None else by_id_for_change(work, request.case_id)
    if request is None or case is None or not may_release(custodian, case, city):
        raise NotFound("unknown_request", "没有这个申请。")
    work.session.refresh(request, with_for_update=True)
    if not by_another(custodian, request.officer_id):
        raise Forbidden("own_request", "申请不能由申请人本人批准。")
    if request.decided_at is not None or _is_stale(city, work, request):
        raise Conflict("decided_already", "这个申请已经答复过，或者已经过期。")
    text = words.strip() if agree else _reason(words)
    request.decided_at, request.decided_by = work.now, custodian.id
    data: dict[str, str] = {"officer": request.officer_id}
    if agree:
        request.until = work.now + timedelta(minutes=city.about.reveal.grant_minutes)
        data["until"] = request.until.isoformat()
    work.session.add(request)
    append(
        work,
        case,
        EventKind.identity_granted if agree else EventKind.identity_refused,
        actor=officer_actor(custodian.id),
        text=text or None,
        data=data,
    )


def waiting_requests(
    work: Work, city: City, custodian: Officer
) -> list[tuple[IdentityRequest, CaseRow]]:
    """What waits for a custodian's answer, the oldest first."""
    open_ones = (
        select(IdentityRequest, CaseRow)
        .join(CaseRow, col(CaseRow.id) == IdentityRequest.case_id)
        .where(col(IdentityRequest.decided_at).is_(None))
        .order_by(col(IdentityRequest.asked_at))
    )
    return [
        (request, case)
        for request, case in work.session.exec(open_ones)
        if may_see(custodian, case, city) and not _is_stale(city, work, request)
    ]


def _requests(work: Work, case_id: str, officer_id: str) -> list[IdentityRequest]:
    wanted = (
        select(IdentityRequest)
        .where(IdentityRequest.case_id == case_id, IdentityRequest.officer_id == officer_id)
        .order_by(col(IdentityRequest.asked_at).desc())
    )
    return list(work.session.exec(wanted))


def _is_stale(city: City, work: Work, request: IdentityRequest) -> bool:
    return work.now - request.asked_at > timedelta(hours=city.about.reveal.request_hours)


def _reason(reason: str) -> str:
    words = reason.strip()
    if len(words) < _SHORTEST_REASON:
        raise Refusal("reason_needed", "请写明查看身份信息的理由。")
    return words
