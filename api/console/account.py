"""An officer's own page: the password, and the code that ties the bot chat."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.page import SIGN_IN, Pages, frame, page_route
from api.console.view import office_short
from api.kit.errors import Refusal
from api.kit.work import Works
from api.people import officers, staffchat, throttle
from api.people.officers import change_password
from api.people.sessions import SignedIn
from api.people.signin import COOKIE, COOKIE_PATH, check_csrf, check_password, signed_in
from knowledge.cities.city import City

_Here = Annotated[SignedIn, Depends(signed_in)]


def account_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the account."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/account")
    def _account(me: _Here) -> Response:
        return _page(me)

    @router.post("/desk/account/password")
    def _password(
        request: Request,
        csrf: Annotated[str, Form()],
        old: Annotated[str, Form(max_length=1000)],
        new: Annotated[str, Form(max_length=1000)],
        again: Annotated[str, Form(max_length=1000)],
    ) -> Response:
        me = check_csrf(request, csrf)
        address = request.client.host if request.client else ""
        try:
            _change(me, address, old, new, again)
        except Refusal as refusal:
            return _page(me, status=refusal.status, fault=refusal.detail)
        answer = RedirectResponse(f"{SIGN_IN}?after=changed", 303)
        answer.delete_cookie(COOKIE, path=COOKIE_PATH)
        return answer

    @router.post("/desk/account/code")
    def _code(request: Request, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            code = staffchat.make_code(work, me.officer.id)
        return _page(me, code=code)

    @router.post("/desk/account/unbind")
    def _unbind(request: Request, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            staffchat.unbind(work, me.officer.id)
        return RedirectResponse("/desk/account", 303)

    def _change(me: SignedIn, address: str, old: str, new: str, again: str) -> None:
        if new != again:
            raise Refusal("differs", "两次输入的新密码不一样。")
        with works.write() as work:
            attempt = throttle.admit(work, me.officer.login, address)
        if check_password(works, me.officer.login, old) is None:
            raise Refusal("wrong_password", "原密码不对。")
        with works.write() as work:
            throttle.take_back(work, attempt)
            change_password(work, me.officer.id, new)

    def _page(me: SignedIn, *, status: int = 200, fault: str = "", code: str = "") -> Response:
        with works.read() as work:
            around = frame(work, me)
            officer = officers.by_id(work, me.officer.id)
            chat = staffchat.tied(work, officer) if officer else None
        return pages.show(
            "account.html",
            status,
            **around,
            office=office_short(city, me.officer.office),
            fault=fault,
            code=code,
            chat=chat,
            minutes=int(staffchat.CODE_LASTS.total_seconds() // 60),
        )

    return router
