"""An officer's own page: the password, and the code that ties the bot chat."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console import words
from api.console.account_page import AccountPage
from api.console.page import SIGN_IN, Pages, page_route
from api.kit.errors import Refusal
from api.kit.work import Works
from api.people import staffchat
from api.people.sessions import SignedIn
from api.people.signin import COOKIE, COOKIE_PATH, check_csrf, signed_in
from knowledge.cities.city import City

_Here = Annotated[SignedIn, Depends(signed_in)]


def account_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the account."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)
    page = AccountPage(works, city, pages)

    @router.get("/desk/account")
    def _account(me: _Here, done: str = "", refused: str = "") -> Response:
        return page.show(me, done=done, fault=words.refusal(refused) if refused else "")

    @router.post("/desk/account/password")
    def _password(
        request: Request,
        csrf: Annotated[str, Form()],
        old: Annotated[str, Form(max_length=1000)],
        new: Annotated[str, Form(max_length=1000)],
        again: Annotated[str, Form(max_length=1000)],
    ) -> Response:
        me = check_csrf(request, csrf)
        try:
            page.change(request, me, old, new, again)
        except Refusal as refusal:
            return page.show(me, status=refusal.status, fault=refusal.detail)
        answer = RedirectResponse(f"{SIGN_IN}?after=changed", 303)
        answer.delete_cookie(COOKIE, path=COOKIE_PATH)
        return answer

    @router.post("/desk/account/code")
    def _code(request: Request, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            code = staffchat.make_code(work, me.officer.id)
        return page.show(me, code=code)

    @router.post("/desk/account/unbind")
    def _unbind(request: Request, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            staffchat.unbind(work, me.officer.id)
        return RedirectResponse("/desk/account", 303)

    return router
