"""The forms of the desk beside the law's moves: giving cases, and why a limit was not kept."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import APIRouter, Form, Header, Path, Request
from fastapi.responses import RedirectResponse

from api.contract.desk import Assigned, AssignRequest
from api.desk.assigning import assign_cases
from api.desk.explaining import explain_breach
from api.desk.moving import since
from api.kit.errors import Refusal, Unauthenticated
from api.kit.work import Works
from api.people.signin import check_csrf
from knowledge.cities.city import City

_Csrf = Annotated[str, Form()]
_MOST_ROWS = 2**31 - 1
"""The highest number of a row that a database can be asked for."""


def deed_routes(works: Works, city: City) -> APIRouter:
    """Routes of the console's forms; each leads back to the page it stood on."""
    router = APIRouter(include_in_schema=False, default_response_class=RedirectResponse)

    @router.post("/desk/assign")
    def _assign(
        request: Request,
        csrf: _Csrf,
        number: Annotated[list[str] | None, Form(max_length=200)] = None,
        handler: Annotated[str, Form(max_length=60)] = "",
        at: Annotated[str, Form(max_length=1000)] = "",
    ) -> RedirectResponse:
        def deed() -> dict[str, str]:
            officer = check_csrf(request, csrf).officer
            with works.write() as work:
                given, left = assign_cases(work, city, officer, number or [], handler)
            return {"given": str(given), "left": ",".join(left)}

        case = number[0] if number and at == "case" else ""
        page = f"/desk/cases/{quote(case, safe='')}" if case else "/desk"
        return back(page, {} if case else dict(parse_qsl(at)), deed)

    @router.post("/desk/breaches/{clock_id}")
    def _explain(
        request: Request,
        clock_id: Annotated[int, Path(ge=1, le=_MOST_ROWS)],
        csrf: _Csrf,
        reason: Annotated[str, Form(max_length=1000)] = "",
        at: Annotated[str, Form(max_length=1000)] = "",
    ) -> RedirectResponse:
        def deed() -> dict[str, str]:
            officer = check_csrf(request, csrf).officer
            with works.write() as work:
                explain_breach(work, city, officer, clock_id, reason)
            return {"done": "breach_explained"}

        return back("/desk/breaches", _known(at, ("month", "office", "explained")), deed)

    return router


def _known(at: str, names: tuple[str, ...]) -> dict[str, str]:
    """The fields of an address that are ours."""
    return {name: value for name, value in parse_qsl(at) if name in names}


def deed_json(works: Works, city: City) -> APIRouter:
    """The same for programs."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])

    @router.post("/assignments")
    def _assign(
        request: Request, made: AssignRequest, x_csrf_token: Annotated[str, Header()] = ""
    ) -> Assigned:
        """Give cases to one handler; those that can't be given are named."""
        officer = check_csrf(request, x_csrf_token).officer
        with works.write() as work:
            given, left = assign_cases(work, city, officer, made.numbers, made.handler)
        return Assigned(given=given, left=tuple(left))

    return router


def back(
    path: str, fields: dict[str, str], deed: Callable[[], dict[str, str]]
) -> RedirectResponse:
    """Do it, and lead back to the page with what came of it."""
    try:
        said = deed()
    except Unauthenticated:
        return RedirectResponse(f"/desk/sign-in?next={quote(path)}", 303)
    except Refusal as refusal:
        said = {"refused": refusal.code, **since(refusal)}
    return RedirectResponse(f"{path}?{urlencode(fields | said)}", 303)
