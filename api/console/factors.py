"""What a session may still lack: the one-time code, another password, an authenticator."""

from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.entrance import set_cookie
from api.console.page import ASKED_AT, HOME, SIGN_IN, Pages, page_route
from api.kit.errors import Refusal, TooMany, Unauthenticated
from api.kit.settings import Settings
from api.kit.work import Work, Works
from api.people import journal, second
from api.people.journal import Deed
from api.people.sessions import SignedIn
from api.people.signin import (
    COOKIE,
    COOKIE_PATH,
    Missing,
    check_csrf_of,
    choose_password,
    lacking,
    show_code,
)

_Csrf = Annotated[str, Form(max_length=100)]
_Code = Annotated[str, Form(max_length=40)]
_Password = Annotated[str, Form(max_length=1000)]


def factor_routes(works: Works, settings: Settings, pages: Pages) -> APIRouter:
    """The pages that stand between the sign-in and the desk."""
    router = APIRouter()
    router.include_router(_code_routes(works, settings, pages))
    router.include_router(_password_routes(works, pages))
    router.include_router(_authenticator_routes(works, pages))
    return router


def _code_routes(works: Works, settings: Settings, pages: Pages) -> APIRouter:
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(ASKED_AT[Missing.code])
    def _ask_code(request: Request) -> Response:
        return _code_page(lacking(request, Missing.code))

    @router.post(ASKED_AT[Missing.code])
    def _code(request: Request, csrf: _Csrf, code: _Code = "") -> Response:
        me = check_csrf_of(request, csrf, Missing.code)
        address = request.client.host if request.client else ""
        try:
            token = show_code(works, request.cookies[COOKIE], code, address)
        except (Unauthenticated, TooMany) as refusal:
            if refusal.code == "not_signed_in":
                raise
            return _code_page(me, status=refusal.status, fault=refusal.detail)
        answer = RedirectResponse(HOME, 303)
        set_cookie(answer, token, secure=settings.public_url.startswith("https://"))
        return answer

    def _code_page(me: SignedIn, *, status: int = 200, fault: str = "") -> Response:
        return pages.show("second.html", status, csrf=me.csrf, fault=fault)

    return router


def _password_routes(works: Works, pages: Pages) -> APIRouter:
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(ASKED_AT[Missing.password])
    def _ask_password(request: Request) -> Response:
        return _password_page(lacking(request, Missing.password))

    @router.post(ASKED_AT[Missing.password])
    def _password(request: Request, csrf: _Csrf, new: _Password, again: _Password) -> Response:
        me = check_csrf_of(request, csrf, Missing.password)
        try:
            with works.write() as work:
                choose_password(work, me, new, again)
        except Refusal as refusal:
            return _password_page(me, status=refusal.status, fault=refusal.detail)
        answer = RedirectResponse(f"{SIGN_IN}?after=changed", 303)
        answer.delete_cookie(COOKIE, path=COOKIE_PATH)
        return answer

    def _password_page(me: SignedIn, *, status: int = 200, fault: str = "") -> Response:
        return pages.show("new_password.html", status, csrf=me.csrf, fault=fault)

    return router


def _authenticator_routes(works: Works, pages: Pages) -> APIRouter:
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(ASKED_AT[Missing.authenticator])
    def _ask_authenticator(request: Request) -> Response:
        me = lacking(request, Missing.authenticator)
        with works.write() as work:
            shown = _enrolment(work, me)
        return _enrol_page(pages, me, shown)

    @router.post(ASKED_AT[Missing.authenticator])
    def _authenticator(request: Request, csrf: _Csrf, code: _Code = "") -> Response:
        me = check_csrf_of(request, csrf, Missing.authenticator)
        return _confirmed(works, pages, me, code)

    return router


def _confirmed(works: Works, pages: Pages, me: SignedIn, code: str) -> Response:
    """The recovery codes, once, when the first code is right; else the page again."""
    with works.write() as work:
        codes = second.confirm(work, me.officer.id, code)
        if codes is not None:
            journal.note(work, me.officer.id, me.officer.id, Deed.totp_begun)
        shown = None if codes else _enrolment(work, me)
    if codes is None:
        assert shown is not None  # noqa: S101 - made where there are no codes
        return _enrol_page(
            pages, me, shown, status=400, fault="验证码不对，请等下一个验证码再试。"
        )
    return pages.show("recovery.html", csrf=me.csrf, codes=codes)


def _enrol_page(
    pages: Pages, me: SignedIn, shown: second.Enrolment, *, status: int = 200, fault: str = ""
) -> Response:
    """The secret to photograph or to type in."""
    picture = segno.make(shown.address, error="m").svg_inline(scale=5, border=4, light="#fff")
    groups = " ".join(shown.secret[at : at + 4] for at in range(0, len(shown.secret), 4))
    about = {"picture": picture, "secret": groups, "fault": fault}
    return pages.show("authenticator.html", status, csrf=me.csrf, **about)


def _enrolment(work: Work, me: SignedIn) -> second.Enrolment:
    """The secret that waits to be confirmed; the same as long as the page is open again."""
    return second.waiting(work, me.officer) or second.begin(work, me.officer.id)
