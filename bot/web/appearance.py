"""How a person wants to see the pages: light or dark, and how large; kept in a cookie.

A cookie, so that the very first paint is right and that it works without script.
"""

from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.web.refusal import ChatRoute, Refused
from bot.web.visitor import Visitors
from bot.wording import web as sentences

COOKIE = "jiesu_look"
_KEPT_SECONDS = 400 * 24 * 3600


class Theme(StrEnum):
    """Ground and ink."""

    system = "system"
    light = "light"
    dark = "dark"


class Size(StrEnum):
    """Of all letters, and so of the whole page."""

    normal = "normal"
    large = "large"
    huge = "huge"


@dataclass(frozen=True, slots=True)
class Appearance:
    """What was chosen."""

    theme: Theme = Theme.system
    size: Size = Size.normal

    @classmethod
    def of(cls, request: Request) -> "Appearance":
        """What a browser remembers; anything else counts as nothing chosen."""
        theme, _, size = request.cookies.get(COOKIE, "").partition(".")
        try:
            return cls(Theme(theme), Size(size))
        except ValueError:
            return cls()


def appearance_routes(visitors: Visitors) -> APIRouter:
    """POST /look."""
    router = APIRouter(include_in_schema=False, route_class=ChatRoute)

    @router.post("/look")
    async def _choose(request: Request) -> Response:
        form = await request.form(max_fields=2, max_files=0)
        now = Appearance.of(request)
        try:
            theme = Theme(str(form.get("theme", now.theme)))
            size = Size(str(form.get("size", now.size)))
        except ValueError as fault:
            raise Refused(422, "invalid", sentences.INVALID) from fault
        response = RedirectResponse("/", 303)
        response.set_cookie(
            COOKIE,
            f"{theme}.{size}",
            max_age=_KEPT_SECONDS,
            samesite="lax",
            secure=visitors.secure,
        )
        return response

    return router
