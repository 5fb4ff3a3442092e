"""Asking for consent to look at an identity, and the custodian's page that answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.cases.identity import ask, decide, waiting_requests
from api.cases.looks import Look, looks
from api.console import words
from api.console.approvals import APPROVALS
from api.console.casework import SAID_ON_THE_CASE
from api.console.page import Pages, case_path, frame, page_route
from api.console.reasons import reason
from api.console.view import office_short, visible_case
from api.kit.errors import Conflict, Forbidden, NotFound, Refusal
from api.kit.work import Work, Works
from api.people import officers
from api.people.rights import Permission, by_another, may
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from api.people.tables import Officer
from knowledge.cities.city import City

CUSTODY = "/desk/identity"
_LOOKS = 200
_Here = Annotated[SignedIn, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Wish:
    """A request in words."""

    id: str
    number: str
    kind: str
    office: str
    who: str
    at: datetime
    reason: str
    own: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A look in words."""

    number: str
    who: str
    at: datetime
    reason: str
    approved: bool


def custody_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the custodian's page, which auditors read too; it exists for nobody else."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(CUSTODY)
    def _page(me: _Here, done: str = "", refused: str = "") -> Response:
        if not any(may(me.officer, one) for one in (Permission.release, Permission.audit)):
            raise NotFound("unknown_page", "没有这个页面。")
        with works.read() as work:
            deciding = may(me.officer, Permission.release)
            return pages.show(
                "custody.html",
                **frame(work, me),
                deciding=deciding,
                wishes=_wishes(work, city, me.officer) if deciding else [],
                looks=_seen(work, city, me.officer),
                done=words.done(done),
                fault=words.refusal(refused) if refused else "",
            )

    @router.post("/desk/cases/{number}/identity/request")
    def _ask(
        request: Request,
        number: str,
        csrf: Annotated[str, Form()],
        reason: Annotated[str, Form(max_length=300)] = "",
    ) -> Response:
        """Somebody who may look with consent asks for it."""
        me = check_csrf(request, csrf)
        try:
            with works.write() as work:
                ask(work, city, me.officer, visible_case(work, city, me.officer, number), reason)
        except Refusal as refusal:
            if refusal.code not in SAID_ON_THE_CASE:
                raise
            return RedirectResponse(f"{case_path(number)}?refused={refusal.code}", 303)
        return RedirectResponse(f"{case_path(number)}?done=identity_asked", 303)

    @router.post("/desk/identity/{request_id}")
    def _decide(
        request: Request,
        request_id: str,
        csrf: Annotated[str, Form()],
        answer: Annotated[str, Form(pattern="^(agree|refuse)$")],
        reason: Annotated[str, Form(max_length=300)] = "",
        back: Annotated[str, Form(max_length=20)] = "",
    ) -> Response:
        page = APPROVALS if back == "approvals" else CUSTODY
        me, agree = check_csrf(request, csrf), answer == "agree"
        try:
            with works.write() as work:
                decide(work, city, me.officer, request_id, reason, agree=agree)
        except (Conflict, Forbidden, Refusal) as refusal:
            if isinstance(refusal, NotFound):
                raise
            return RedirectResponse(f"{page}?refused={refusal.code}", 303)
        done = "identity_granted" if agree else "identity_refused"
        return RedirectResponse(f"{page}?done={done}", 303)

    return router


def _wishes(work: Work, city: City, custodian: Officer) -> list[Wish]:
    found = waiting_requests(work, city, custodian)
    names = officers.names(work, [request.officer_id for request, _ in found])
    return [
        Wish(
            id=request.id,
            number=case.number,
            kind=case.kind,
            office=office_short(city, case.office),
            who=names.get(request.officer_id, ""),
            at=request.asked_at,
            reason=reason(work, case.id, request.event_no),
            own=not by_another(custodian, request.officer_id),
        )
        for request, case in found
    ]


def _seen(work: Work, city: City, officer: Officer) -> list[Seen]:
    found: list[Look] = looks(work, city, officer, limit=_LOOKS)
    names = officers.names(work, [one.officer_id for one in found])
    return [
        Seen(
            number=one.number,
            who=names.get(one.officer_id, ""),
            at=one.at,
            reason=reason(work, one.case_id, one.event_no),
            approved=one.approved,
        )
        for one in found
    ]
