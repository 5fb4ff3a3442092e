"""The ways a move comes in: a console form, the JSON API of the desk, and the officers' bot."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, Header, Request
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from api.cases.repository import by_number
from api.contract.codes import Mark
from api.contract.desk import MoveRequest
from api.desk.moving import move_case, since
from api.kit.errors import Refusal, Unauthenticated, Unfit
from api.kit.work import Works
from api.people.rights import may_see
from api.people.service_auth import require_service
from api.people.signin import check_csrf
from api.people.staffchat import by_chat
from knowledge.cities.city import City

_APPROVALS = "/desk/approvals"
"""The page where what was asked for is decided on, which its forms lead back to."""


def desk_routes(works: Works, city: City) -> APIRouter:
    """Routes that make moves."""
    router = APIRouter(tags=["desk"])

    @router.post("/desk/cases/{number}/moves", response_class=RedirectResponse)
    def _by_form(  # noqa: PLR0913, PLR0917 - the fields of one form
        request: Request,
        number: str,
        move: Annotated[str, Form()],
        key: Annotated[str, Form()],
        csrf: Annotated[str, Form()],
        ground: Annotated[str, Form()] = "",
        text: Annotated[str, Form()] = "",
        office: Annotated[str, Form()] = "",
        on: Annotated[str, Form()] = "",
        case: Annotated[str, Form()] = "",
        amount: Annotated[str, Form()] = "",
        seen: Annotated[str, Form()] = "",
        anyway: Annotated[str, Form()] = "",
        override: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        page = _APPROVALS if back == "approvals" else f"/desk/cases/{quote(number, safe='')}"
        try:
            officer = check_csrf(request, csrf).officer
            fields = {"ground": ground, "text": text, "office": office, "on": on, "case": case}
            sure = {"anyway": anyway, "override": override, "amount": amount}
            made = _parsed({"move": move, "key": key, "seen": seen, **fields, **sure})
            with works.write() as work:
                after = move_case(work, city, officer, number, made)
                held = made.override and Mark.override_asked in after.marks
            with works.read() as work:  # what follows from a move is known only now
                moved = by_number(work, number)
                seen_still = moved is not None and may_see(officer, moved, city)
        except Unauthenticated:
            return RedirectResponse(f"/desk/sign-in?next={quote(page)}", 303)
        except Unfit:  # the form goes on to the page that shows what is wrong, and keeps the words
            return RedirectResponse(f"{page}/objections#move-{quote(move, safe='')}", 307)
        except Refusal as refusal:
            said = urlencode({"refused": refusal.code, **since(refusal)})
            return RedirectResponse(f"{page}?{said}", 303)
        if not seen_still:  # their page of it is there no more
            return RedirectResponse(f"/desk?{urlencode({'handed': number})}", 303)
        done = "override_asked" if held else made.move
        return RedirectResponse(f"{page}?done={done}", 303)

    @router.post("/desk/api/cases/{number}/moves", status_code=204)
    def _by_json(
        request: Request,
        number: str,
        made: MoveRequest,
        x_csrf_token: Annotated[str, Header()] = "",
    ) -> None:
        """Make a move.

        422 `text_doubtful` or `text_blocked` names the `objections` of the check before sending:
        the same again with `anyway` sends what it only warns of, with `override` it asks a
        supervisor to let out what it blocks.
        """
        officer = check_csrf(request, x_csrf_token).officer
        with works.write() as work:
            move_case(work, city, officer, number, made)

    @router.post(
        "/v1/staff/cases/{number}/moves", status_code=204, dependencies=[Depends(require_service)]
    )
    def _by_bot(number: str, made: MoveRequest, x_staff_chat: Annotated[str, Header()]) -> None:
        with works.write() as work:
            move_case(work, city, by_chat(work, x_staff_chat), number, made)

    return router


def _parsed(fields: Mapping[str, str]) -> MoveRequest:
    """A form's fields; one left empty is not given."""
    try:
        return MoveRequest.model_validate_strings({k: v for k, v in fields.items() if v.strip()})
    except ValidationError as error:
        raise Refusal("invalid", "提交的内容不符合要求。") from error
