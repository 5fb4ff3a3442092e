"""Signing in and out."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.page import HOME, SIGN_IN, Pages, own_path, page_route
from api.kit.errors import Forbidden, TooMany, Unauthenticated
from api.kit.settings import Settings
from api.kit.work import Works
from api.people import sessions
from api.people.signin import COOKIE, COOKIE_PATH, leave, sign_in


def entrance_routes(works: Works, settings: Settings, pages: Pages) -> APIRouter:
    """The sign-in page, and the forms to sign in and out."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(SIGN_IN)
    def _ask(request: Request) -> Response:
        onward = own_path(request.query_params.get("next", HOME))
        said = {
            "out": "已退出登录。",
            "changed": "密码已修改，请用新密码登录。",
            "everywhere": "已在所有设备上退出登录。",
        }
        note = said.get(request.query_params.get("after", ""), "")
        return pages.show("sign_in.html", onward=onward, note=note, fault="", login="")

    @router.post(SIGN_IN)
    def _enter(
        request: Request,
        login: Annotated[str, Form(max_length=60)],
        password: Annotated[str, Form(max_length=1000)],
        onward: Annotated[str, Form(max_length=300)] = HOME,
    ) -> Response:
        refuse_other_sites(request)
        address = request.client.host if request.client else ""
        onward = own_path(onward)
        try:
            old = request.cookies.get(COOKIE, "")
            token = sign_in(works, login.strip(), password, address, old=old)
        except (Unauthenticated, TooMany) as refusal:
            wait = {"retry-after": str(refusal.more["wait"])} if "wait" in refusal.more else {}
            page = pages.show(
                "sign_in.html",
                refusal.status,
                onward=onward,
                note="",
                fault=refusal.detail,
                login=login,
            )
            page.headers.update(wait)
            return page
        answer = RedirectResponse(onward, 303)
        set_cookie(answer, token, secure=settings.public_url.startswith("https://"))
        return answer

    @router.post("/desk/sign-out")
    def _leave(request: Request, csrf: Annotated[str, Form()]) -> Response:
        leave(works, request, csrf)
        answer = RedirectResponse(f"{SIGN_IN}?after=out", 303)
        answer.delete_cookie(COOKIE, path=COOKIE_PATH)
        return answer

    return router


def set_cookie(answer: Response, token: str, *, secure: bool) -> None:
    """Give a browser or a program its session."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(sessions.LONGEST.total_seconds()),
        path=COOKIE_PATH,
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def refuse_other_sites(request: Request) -> None:
    """Nobody is signed in yet, so there is no token; the browser says where a form came from.

    Raises:
        Forbidden: `other_site`: it would sign somebody in to an account that is not theirs.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = site not in (None, "same-origin", "none")
    if site is None and origin is not None:
        foreign = urlsplit(origin).netloc != request.headers.get("host")
    if foreign:
        raise Forbidden("other_site", "请从本系统的登录页面登录。")
