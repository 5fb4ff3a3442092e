"""The forms that put a case right: correcting, joining, parting, undoing; and the same as JSON."""

from collections.abc import Callable
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from api.contract.desk import CorrectRequest, LeadRequest
from api.desk.deeds import back
from api.desk.mending import correct_case, join_case, part_case, undo
from api.kit.errors import Refusal
from api.kit.work import Work, Works
from api.people.signin import check_csrf
from api.people.tables import Officer
from knowledge.cities.city import City

_Csrf = Annotated[str, Form()]


def mend_routes(works: Works, city: City) -> APIRouter:
    """Routes of the forms; each leads back to the page of the case."""
    router = APIRouter(include_in_schema=False, default_response_class=RedirectResponse)
    on = partial(_on, works)

    @router.post("/desk/cases/{number}/correct")
    def _correct(  # noqa: PLR0913, PLR0917 - the fields of one form
        request: Request,
        number: str,
        csrf: _Csrf,
        key: Annotated[str, Form()],
        kind: Annotated[str, Form()] = "",
        hazard: Annotated[str, Form()] = "",
        setting: Annotated[str, Form()] = "",
        severity: Annotated[str, Form()] = "",
        division: Annotated[str, Form()] = "",
        place: Annotated[str, Form()] = "",
        seen: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        fields = {"key": key, "kind": kind, "hazard": hazard, "setting": setting, "seen": seen}
        fields |= {"severity": severity, "division": division, "place": place}

        return on(
            request,
            csrf,
            number,
            "corrected",
            lambda w, who: correct_case(w, city, who, number, _parsed(fields)),
        )

    @router.post("/desk/cases/{number}/join")
    def _join(
        request: Request, number: str, csrf: _Csrf, lead: Annotated[str, Form(max_length=60)] = ""
    ) -> RedirectResponse:
        return on(
            request, csrf, number, "joined", lambda w, who: join_case(w, city, who, number, lead)
        )

    @router.post("/desk/cases/{number}/part")
    def _part(request: Request, number: str, csrf: _Csrf) -> RedirectResponse:
        return on(request, csrf, number, "parted", lambda w, who: part_case(w, city, who, number))

    @router.post("/desk/cases/{number}/undo")
    def _undo(
        request: Request, number: str, csrf: _Csrf, event: Annotated[int, Form(ge=1)]
    ) -> RedirectResponse:
        return on(
            request, csrf, number, "undone", lambda w, who: undo(w, city, who, number, event)
        )

    return router


def mend_json(works: Works, city: City) -> APIRouter:
    """The same for programs."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])

    @router.post("/cases/{number}/corrections", status_code=204)
    def _correct(
        request: Request,
        number: str,
        made: CorrectRequest,
        x_csrf_token: Annotated[str, Header()] = "",
    ) -> None:
        """Put right how a case was understood."""
        officer = check_csrf(request, x_csrf_token).officer
        with works.write() as work:
            correct_case(work, city, officer, number, made)

    @router.put("/cases/{number}/lead", status_code=204)
    def _join(
        request: Request,
        number: str,
        made: LeadRequest,
        x_csrf_token: Annotated[str, Header()] = "",
    ) -> None:
        """Handle a case together with another, which leads."""
        officer = check_csrf(request, x_csrf_token).officer
        with works.write() as work:
            join_case(work, city, officer, number, made.lead)

    @router.delete("/cases/{number}/lead", status_code=204)
    def _part(request: Request, number: str, x_csrf_token: Annotated[str, Header()] = "") -> None:
        """Let a case go its own way again."""
        officer = check_csrf(request, x_csrf_token).officer
        with works.write() as work:
            part_case(work, city, officer, number)

    return router


def _on(
    works: Works,
    request: Request,
    csrf: str,
    number: str,
    done: str,
    deed: Callable[[Work, Officer], None],
) -> RedirectResponse:
    def whole() -> dict[str, str]:
        officer = check_csrf(request, csrf).officer
        with works.write() as work:
            deed(work, officer)
        return {"done": done}

    return back(f"/desk/cases/{quote(number, safe='')}", {}, whole)


def _parsed(fields: dict[str, str]) -> CorrectRequest:
    """A form's fields; one left empty is not given."""
    try:
        given = {name: value for name, value in fields.items() if value.strip()}
        return CorrectRequest.model_validate_strings(given)
    except ValidationError as error:
        raise Refusal("invalid", "提交的内容不符合要求。") from error
