"""The account page's forms about one-time codes, and about where one is signed in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.account_page import AccountPage
from api.console.page import ASKED_AT, SIGN_IN, Pages, page_route
from api.kit.errors import Refusal
from api.kit.work import Works
from api.people import journal, second, sessions
from api.people.journal import Deed
from api.people.signin import COOKIE, COOKIE_PATH, Missing, check_csrf
from knowledge.cities.city import City

_Csrf = Annotated[str, Form(max_length=100)]
_Code = Annotated[str, Form(max_length=40)]


def device_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of one-time codes and of signing out everywhere."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)
    page = AccountPage(works, city, pages)

    @router.post("/desk/account/authenticator")
    def _authenticator(request: Request, csrf: _Csrf, code: _Code = "") -> Response:
        """Set up one-time codes, or another authenticator once the present one was shown."""
        me = check_csrf(request, csrf)
        if me.officer.totp_confirmed:
            try:
                with page.shown(request, me, code) as work:
                    second.drop(work, me.officer.id)
                    journal.note(work, me.officer.id, me.officer.id, Deed.totp_dropped)
            except Refusal as refusal:
                return page.show(me, status=refusal.status, fault=refusal.detail)
        return RedirectResponse(ASKED_AT[Missing.authenticator], 303)

    @router.post("/desk/account/recovery")
    def _recovery(request: Request, csrf: _Csrf, code: _Code = "") -> Response:
        me = check_csrf(request, csrf)
        try:
            with page.shown(request, me, code) as work:
                codes = second.new_codes(work, me.officer.id)
        except Refusal as refusal:
            return page.show(me, status=refusal.status, fault=refusal.detail)
        return pages.show("recovery.html", csrf=me.csrf, codes=codes)

    @router.post("/desk/account/everywhere")
    def _everywhere(request: Request, csrf: _Csrf) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            sessions.end_all(work, me.officer.id)
            journal.note(work, me.officer.id, me.officer.id, Deed.signed_out)
        answer = RedirectResponse(f"{SIGN_IN}?after=everywhere", 303)
        answer.delete_cookie(COOKIE, path=COOKIE_PATH)
        return answer

    return router
