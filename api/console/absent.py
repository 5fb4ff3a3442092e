"""The forms that say who is not there: on an officer's own page, and on the supervisors' page."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.page import Pages, page_route
from api.kit.errors import NotFound, Refusal
from api.kit.work import Work, Works
from api.people import absences, officers
from api.people.absences import Days
from api.people.signin import check_csrf
from knowledge.cities.city import City

_Csrf = Annotated[str, Form(max_length=100)]
_Id = Annotated[str, Form(max_length=60)]
_PAGES = {"account": "/desk/account", "team": "/desk/team"}
"""Where a form stands, and what it leads back to."""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence in words."""

    id: str
    officer_id: str
    name: str
    first: date
    last: date
    stand_in: str
    """Name of who stands in; empty for nobody."""
    now: bool


def away_lines(work: Work, officer_ids: Collection[str]) -> list[Away]:
    """The absences of some officers that are not over."""
    rows = absences.now_and_coming(work, officer_ids)
    names = officers.names(
        work, [id_ for row in rows for id_ in (row.officer_id, row.stand_in_id) if id_]
    )
    day = absences.today(work)
    return [
        Away(
            id=row.id,
            officer_id=row.officer_id,
            name=names.get(row.officer_id, ""),
            first=row.first,
            last=row.last,
            stand_in=names.get(row.stand_in_id or "", ""),
            now=row.first <= day,
        )
        for row in rows
    ]


def absence_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes that enter and end an absence."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.post("/desk/absences")
    def _arrange(
        request: Request,
        csrf: _Csrf,
        first: Annotated[date, Form()],
        last: Annotated[date, Form()],
        officer: _Id,
        stand_in: _Id = "",
        at: _Id = "account",
    ) -> Response:
        me = check_csrf(request, csrf).officer

        def deed(work: Work) -> None:
            absences.arrange(work, city, me, officer, Days(first, last), stand_in or None)

        return _after(works, at, "absence_set", deed)

    @router.post("/desk/absences/{absence_id}/end")
    def _end(request: Request, absence_id: str, csrf: _Csrf, at: _Id = "account") -> Response:
        me = check_csrf(request, csrf).officer
        return _after(
            works, at, "absence_ended", lambda work: absences.end(work, city, me, absence_id)
        )

    return router


def _after(works: Works, at: str, done: str, deed: Callable[[Work], None]) -> Response:
    page = _PAGES.get(at, _PAGES["account"])
    try:
        with works.write() as work:
            deed(work)
    except NotFound:
        raise
    except Refusal as refusal:
        return RedirectResponse(f"{page}?refused={refusal.code}", 303)
    return RedirectResponse(f"{page}?done={done}", 303)
