"""The pages of one case: all of it on one screen, its evidence, the reporter's identity."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.cases import evidence, identity
from api.cases.recordings import TYPES
from api.console import words
from api.console.beside import beside, news
from api.console.casepage import case_page
from api.console.gallery import require_visible
from api.console.objected import Held, held, waiting
from api.console.page import Pages, case_path, frame, new_key, page_route
from api.console.trader import Lookup
from api.console.view import visible_case
from api.kit.errors import Forbidden, NotFound, Refusal
from api.kit.now import LEGAL_ZONE
from api.kit.work import Works
from api.people.rights import may_work
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from knowledge.cities.city import City

_Here = Annotated[SignedIn, Depends(signed_in)]
SAID_ON_THE_CASE = frozenset({"reason_needed", "approval_needed", "asked_already", "no_need"})
"""Refusals that the case's own page tells."""


def case_routes(works: Works, city: City, pages: Pages, registered: Lookup) -> APIRouter:
    """Routes of a case, its evidence and the identity behind it."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/cases/{number}")
    def _case(
        me: _Here,
        number: str,
        done: str = "",
        refused: str = "",
        since: int | None = None,
        given: int = 0,
        left: str = "",
    ) -> Response:
        fault = words.refusal(refused) if refused else ""
        said = words.done(done) or (words.given(given, left) if given or left else "")
        return _shown(me, number, done=said, fault=fault, since=since)

    @router.post("/desk/cases/{number}/identity")
    def _identity(
        request: Request,
        number: str,
        csrf: Annotated[str, Form()],
        reason: Annotated[str, Form(max_length=300)] = "",
    ) -> Response:
        me = check_csrf(request, csrf)
        try:
            _look(me, number, reason)
        except Refusal as refusal:
            if refusal.code not in SAID_ON_THE_CASE:
                raise
            return RedirectResponse(f"{case_path(number)}?refused={refusal.code}", 303)
        return _shown(me, number, revealed=True)

    @router.get("/desk/evidence/{evidence_id}")
    def _evidence(me: _Here, evidence_id: str) -> Response:
        with works.read() as work:
            require_visible(work, city, me.officer, evidence_id)
            media_type, data = evidence.fetch(work, evidence_id)
        return _file(media_type, data)

    @router.post("/desk/cases/{number}/objections")
    def _objections(  # noqa: PLR0913, PLR0917 - the fields of one form
        request: Request,
        number: str,
        csrf: Annotated[str, Form()],
        move: Annotated[str, Form(max_length=60)],
        key: Annotated[str, Form(max_length=120)],
        ground: Annotated[str, Form(max_length=60)] = "",
        text: Annotated[str, Form(max_length=20_000)] = "",
        office: Annotated[str, Form(max_length=60)] = "",
        on: Annotated[str, Form(max_length=20)] = "",
        case: Annotated[str, Form(max_length=60)] = "",
    ) -> Response:
        """The case again, with the words as they were written and what is wrong with them."""
        me = check_csrf(request, csrf)
        fields = {"ground": ground, "office": office, "on": on, "case": case, "key": key}
        with works.read() as work:
            row = visible_case(work, city, me.officer, number)
            if not may_work(me.officer, row, city):
                raise Forbidden("role", "您的角色不能做这个操作。")
            what = held(work, city, row, move, text, fields)
        return _shown(me, number, held=what)

    def _look(me: SignedIn, number: str, reason: str) -> None:
        with works.write() as work:
            row = visible_case(work, city, me.officer, number)
            identity.look(work, city, me.officer, row, reason)

    def _shown(
        me: SignedIn,
        number: str,
        *,
        done: str = "",
        fault: str = "",
        since: int | None = None,
        revealed: bool = False,
        held: Held | None = None,
    ) -> Response:
        with works.read() as work:
            row = visible_case(work, city, me.officer, number)
            page = case_page(work, city, me.officer, row, revealed=revealed)
            about = {"offices": city.offices, "new_key": new_key, "done": done, "fault": fault}
            about["beside"] = beside(work, city, me.officer, row, page, registered)
            about["news"], about["held"] = news(page.events, since), held
            about["waiting"] = waiting(work, city, row)
            today = work.now.astimezone(LEGAL_ZONE).date()
            return pages.show("case.html", **frame(work, me), **about, page=page, today=today)

    return router


def _file(media_type: str, data: bytes) -> Response:
    """A photo for the gallery, or a recording to save; nothing that could run as our page."""
    photo = media_type in {"image/jpeg", "image/png", "image/webp", "image/gif"}
    if not photo and media_type not in TYPES:
        raise NotFound("unknown_evidence", "没有找到这张照片。")
    how, ending = "inline" if photo else "attachment", media_type.partition("/")[2]
    headers = {
        "content-disposition": f'{how}; filename="evidence.{ending}"',
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return Response(data, media_type=media_type, headers=headers)
