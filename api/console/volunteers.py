"""The volunteers of an office: who waits, who is approved or suspended, and the decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import col, select

from api.console import words
from api.console.page import Pages, frame, page_route
from api.console.volunteer_words import volunteer_actor, volunteer_done, volunteer_event
from api.contract.codes import VolunteerStanding
from api.contract.models import Reporter
from api.kit.errors import Forbidden, NotFound, Refusal
from api.kit.work import Work, Works
from api.people import officers
from api.people.crediting import counts
from api.people.reporters import masks_of
from api.people.rights import Permission, may, offices_seen, sees_all
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from api.people.tables import Officer
from api.people.volunteer_tables import Volunteer, VolunteerEvent
from api.people.volunteers import (
    LEADS,
    WITH_REASON,
    Decision,
    by_id_for_change,
    decide,
    known,
    look,
    number_of,
    reasons,
)
from knowledge.cities.city import City

PAGE = 50
_PATH = "/desk/volunteers"
_Here = Annotated[SignedIn, Depends(signed_in)]
_Page = Annotated[int, Query(ge=1, le=10_000)]
_S = VolunteerStanding
SHOWN = (_S.pending, _S.approved, _S.suspended, _S.refused)
_TOLD_HERE = frozenset({"reason_needed", "decided"})


@dataclass(frozen=True, slots=True)
class Past:
    """One event of a volunteer in words."""

    at: datetime
    title: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One volunteer as the page shows them; identity is masked unless it was revealed."""

    row: Volunteer
    number: str | None
    name: str
    phone: str
    organisation: str
    listed: bool
    tips: int
    revealed: bool
    decisions: list[tuple[Decision, bool]]
    """What can be decided, and whether it needs a reason."""
    past: list[Past]


def volunteer_page_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the page; who supervises no office gets none."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(_PATH)
    def _page(
        me: _Here,
        standing: VolunteerStanding = _S.pending,
        page: _Page = 1,
        done: str = "",
        refused: str = "",
    ) -> Response:
        return _shown(me, standing, page, done=done, refused=refused)

    @router.post(f"{_PATH}/{{volunteer_id}}/decisions")
    def _decide(
        request: Request,
        volunteer_id: str,
        csrf: Annotated[str, Form()],
        decision: Annotated[Decision, Form()],
        reason: Annotated[str, Form(max_length=300)] = "",
    ) -> Response:
        me = check_csrf(request, csrf)
        try:
            with works.write() as work:
                row = _visible(work, city, me.officer, volunteer_id)
                before = row.standing
                actor = f"officer:{me.officer.id}"
                decide(work, row, decision, actor=actor, reason=reason)
        except Refusal as refusal:
            if refusal.code not in _TOLD_HERE:
                raise
            return RedirectResponse(f"{_PATH}?refused=volunteer_{refusal.code}", 303)
        return RedirectResponse(f"{_PATH}?standing={quote(before)}&done={decision}", 303)

    @router.post(f"{_PATH}/{{volunteer_id}}/identity")
    def _identity(
        request: Request,
        volunteer_id: str,
        csrf: Annotated[str, Form()],
        reason: Annotated[str, Form(max_length=300)] = "",
    ) -> Response:
        me = check_csrf(request, csrf)
        try:
            with works.write() as work:
                row = _visible(work, city, me.officer, volunteer_id)
                look(work, row, me.officer.id, reason)
                standing = VolunteerStanding(row.standing)
        except Refusal as refusal:
            if refusal.code != "reason_needed":
                raise
            return RedirectResponse(f"{_PATH}?refused=reason_needed", 303)
        return _shown(me, standing, 1, revealed=volunteer_id)

    def _shown(
        me: SignedIn,
        standing: VolunteerStanding,
        page: int,
        *,
        done: str = "",
        refused: str = "",
        revealed: str = "",
    ) -> Response:
        with works.read() as work:
            about = _context(work, city, me.officer, standing, page, revealed)
            about |= {
                "done": volunteer_done(done),
                "fault": words.refusal(refused) if refused else "",
                "revealed": bool(revealed),
            }
            return pages.show("volunteers.html", **frame(work, me), **about)

    return router


def scope_of(city: City, officer: Officer) -> frozenset[str] | None:
    """The offices whose volunteers an officer decides on; None is all of them.

    Raises:
        Forbidden: `role`.
    """
    if not may(officer, Permission.supervise):
        raise Forbidden("role", "您的角色不能管理志愿者。")
    return None if sees_all(officer, city) else offices_seen(officer, city)


def _visible(work: Work, city: City, officer: Officer, volunteer_id: str) -> Volunteer:
    scope = scope_of(city, officer)
    row = by_id_for_change(work, volunteer_id.replace("\0", ""))
    if scope is not None and row.office not in scope:
        raise NotFound("unknown_volunteer", "没有这位志愿者。")
    return row


def _context(
    work: Work,
    city: City,
    officer: Officer,
    standing: VolunteerStanding,
    page: int,
    revealed: str,
) -> dict[str, Any]:
    scope = scope_of(city, officer)
    wanted = select(Volunteer)
    if scope is not None:
        wanted = wanted.where(col(Volunteer.office).in_(scope))
    found = wanted.where(Volunteer.standing == standing)
    if revealed:
        found = wanted.where(Volunteer.id == revealed)
    newest = found.order_by(col(Volunteer.registered_at).desc(), col(Volunteer.id))
    rows = list(work.session.exec(newest.offset((page - 1) * PAGE).limit(PAGE)))
    told = counts(work, [row.id for row in rows])
    return {
        "lines": [_line(work, row, told.get(row.id, 0), revealed == row.id) for row in rows],
        "standing": standing,
        "shown": SHOWN,
        "page": page,
        "more": len(rows) == PAGE,
    }


def _line(work: Work, row: Volunteer, tips: int, revealed: bool) -> Line:  # noqa: FBT001 - one line of a table
    who = known(work, row)
    name, phone = (who.name, who.phone) if who else ("", "")
    if not revealed:
        masked = masks_of(Reporter(name=name or None, phone=phone or None))
        name, phone = masked.name or "", masked.phone or ""
    return Line(
        row=row,
        number=number_of(row),
        name=name,
        phone=phone,
        organisation=who.organisation if who else "",
        listed=row.organisation is not None,
        tips=tips,
        revealed=revealed,
        decisions=[(one, one in WITH_REASON) for one in LEADS[_S(row.standing)]],
        past=_past(work, row),
    )


def _past(work: Work, row: Volunteer) -> list[Past]:
    wanted = select(VolunteerEvent).where(VolunteerEvent.volunteer_id == row.id)
    history = list(work.session.exec(wanted.order_by(col(VolunteerEvent.no).desc())))
    ids = [one.actor.removeprefix("officer:") for one in history]
    names = officers.names(work, ids)
    return [
        Past(
            at=one.at,
            title=volunteer_event(one.kind),
            who=names.get(one.actor.removeprefix("officer:"), volunteer_actor(one.actor)),
            reason=reasons(work, one) or "",
        )
        for one in history
    ]
