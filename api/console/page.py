"""Renders the console's templates, and turns refusals into pages."""

import re
import secrets
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.console import words
from api.kit.errors import Refusal, Unauthenticated
from api.kit.work import Work
from api.outbox.service import unread
from api.people.sessions import SignedIn
from api.people.signin import Missing, UnfinishedError
from knowledge.cities.city import City

HOME = "/desk"
SIGN_IN = "/desk/sign-in"
ASKED_AT = {
    Missing.code: "/desk/second",
    Missing.password: "/desk/new-password",
    Missing.authenticator: "/desk/authenticator",
}
"""Where a session is brought that lacks something."""
_OWN_PATH = re.compile(r"/desk(/[A-Za-z0-9._/-]*)?")


class Pages:
    """The templates, with the wording they need."""

    def __init__(self, city: City) -> None:
        """Prepare the templates for the console of a city."""
        self._env = Environment(
            loader=PackageLoader("api.console"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= words.FILTERS
        self._env.globals |= {"city_title": city.about.title, "me": None, "unread": 0, "csrf": ""}

    def show(self, template: str, code: int = 200, /, **context: Any) -> HTMLResponse:
        """A page; everything in the context is escaped where it is printed."""
        html = self._env.get_template(template).render(context)
        return HTMLResponse(html, code)

    def problem(self, status: int, detail: str) -> HTMLResponse:
        """A page that says what went wrong, the same for everybody."""
        return self.show("problem.html", status, status=status, detail=detail)


def page_route(pages: Pages) -> type[APIRoute]:
    """The route class of the console's pages: a refusal is a page, a stranger signs in first."""

    class PageRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def answer(request: Request) -> Response:
                try:
                    return await handle(request)
                except UnfinishedError as unfinished:
                    return RedirectResponse(ASKED_AT[unfinished.missing], 303)
                except Unauthenticated:
                    return RedirectResponse(_sign_in_first(request), 303)
                except Refusal as refusal:
                    return pages.problem(refusal.status, refusal.detail)
                except RequestValidationError:
                    return pages.problem(422, "提交的内容不完整或不符合要求，请返回后重试。")

            return answer

    return PageRoute


def frame(work: Work, me: SignedIn) -> dict[str, Any]:
    """What every page of somebody signed in has around it."""
    return {"me": me.officer, "csrf": me.csrf, "unread": unread(work, me.officer.id)}


def new_key() -> str:
    """The idempotency key of one form: sent twice, it moves the case once."""
    return secrets.token_urlsafe(16)


def case_path(number: str) -> str:
    """The address of a case's page, from a number as somebody typed it."""
    plain = (sign for sign in number.strip().upper() if sign.isalnum() or sign == "-")
    return f"/desk/cases/{quote(''.join(plain)[:60])}"


def own_path(path: str) -> str:
    """A path of the console to go on to; anything else becomes the queue."""
    return path if _OWN_PATH.fullmatch(path) and "//" not in path else HOME


def _sign_in_first(request: Request) -> str:
    wanted = request.url.path if request.method == "GET" else HOME
    return f"{SIGN_IN}?next={quote(own_path(wanted), safe='')}"
