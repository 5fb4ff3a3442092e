"""The queue: its views, filters and search, and the part of it that renews itself."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from api.assignment.giving import Candidate, may_be_given
from api.cases.numbers import plain
from api.cases.repository import by_number
from api.clock.calendars import calendar_of
from api.console import words
from api.console.choices import choices, whose
from api.console.counting import counts
from api.console.due import due_words
from api.console.filters import Filters, query
from api.console.listing import PAGE, listed
from api.console.page import HOME, Pages, case_path, frame, page_route
from api.console.saved import drop, keep, kept
from api.console.scopes import Scope
from api.console.staff import first_scope
from api.console.view import as_items
from api.kit.errors import Refusal
from api.kit.work import Work, Works
from api.people.rights import Permission, may, may_see
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in, signed_in_quietly
from knowledge.cities.city import City

PENDING = ("extension_requested", "recusal_asked", "supervised", "testing", "suspended")
"""Marks that a queue shows: somebody has to decide or answer, or the clock stands still."""
_Here = Annotated[SignedIn, Depends(signed_in)]
_Quietly = Annotated[SignedIn, Depends(signed_in_quietly)]
_Page = Annotated[int, Query(ge=1, le=10_000)]


def _chosen(request: Request) -> Filters:
    """The filters of an address.

    Raises:
        Refusal: `invalid`, what is no code.
    """
    return filters_of(request.query_params)


def filters_of(fields: Mapping[str, str]) -> Filters:
    """The filters among some fields.

    Raises:
        Refusal: `invalid`, what is no code.
    """
    try:
        return Filters.model_validate({k: v.replace("\0", "") for k, v in fields.items()})
    except ValidationError as fault:
        raise Refusal("invalid", "筛选条件不正确，请重新选择。") from fault


Chosen = Annotated[Filters, Depends(_chosen)]
"""The filters in the address of a request."""


def queue_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the queue, of its part that refreshes itself, and of saved filters."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(HOME)
    def _queue(  # noqa: PLR0913 - the fields of an address
        me: _Here,
        chosen: Chosen,
        scope: Scope | None = None,
        page: _Page = 1,
        *,
        closed: bool = False,
        given: int = 0,
        left: str = "",
        handed: str = "",
        refused: str = "",
    ) -> Response:
        with works.read() as work:
            if _is_one(work, city, me, chosen.q):
                return RedirectResponse(case_path(plain(chosen.q)), 303)
            view = scope or first_scope(me.officer)
            shown = queue_of(work, city, me, view, chosen, page, closed=closed)
            told = {
                "saved": kept(work, me.officer.id),
                "choices": {**choices(work, city), **whose(work, city, me.officer)},
                "done": words.given(given, left) + words.handed(handed),
                "fault": words.refusal(refused) if refused else "",
                "handlers": _handlers(work, city, me),
            }
            return pages.show("queue.html", **frame(work, me), **shown, **told)

    @router.get("/desk/queue-part")
    def _queue_part(
        me: _Quietly, chosen: Chosen, scope: Scope = Scope.mine, page: _Page = 1, *,
        closed: bool = False,
    ) -> Response:  # fmt: skip
        with works.read() as work:
            shown = queue_of(work, city, me, scope, chosen, page, closed=closed)
            shown |= {"saved": kept(work, me.officer.id), "csrf": me.csrf}
        return pages.show("queue_part.html", **shown)

    @router.post("/desk/filters")
    def _keep(
        request: Request,
        csrf: Annotated[str, Form()],
        name: Annotated[str, Form(max_length=100)],
        at: Annotated[str, Form(max_length=1000)],
    ) -> Response:
        me = check_csrf(request, csrf)
        address = _own_query(at)
        with works.write() as work:
            keep(work, me.officer.id, name, address)
        return RedirectResponse(f"{HOME}?{address}", 303)

    @router.post("/desk/filters/{filter_id}/drop")
    def _drop(request: Request, filter_id: str, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            drop(work, me.officer.id, filter_id)
        return RedirectResponse(HOME, 303)

    return router


def _handlers(work: Work, city: City, me: SignedIn) -> list[tuple[str, list[Candidate]]]:
    """To whom a supervisor may give cases; nobody else gives any."""
    if not may(me.officer, Permission.supervise):
        return []
    return may_be_given(work, city, me.officer)


def _is_one(work: Work, city: City, me: SignedIn, asked: str) -> bool:
    """Whether a case number was typed, of a case that may be seen."""
    row = by_number(work, plain(asked)) if asked.strip() else None
    return row is not None and may_see(me.officer, row, city)


def _own_query(at: str) -> str:
    """The address of a list, made anew from what we know in it."""
    fields = dict(parse_qsl(at))
    known = fields.get("scope", "")
    scope = Scope(known) if known in set(Scope) else Scope.all
    return query(filters_of(fields), scope, closed=fields.get("closed") == "true")


def queue_of(
    work: Work,
    city: City,
    me: SignedIn,
    scope: Scope,
    chosen: Filters,
    page: int,
    *,
    closed: bool,
) -> dict[str, Any]:
    """A page of a view, as its templates want it."""
    rows = listed(work, city, me.officer, scope, chosen, page=page, closed=closed)
    items = as_items(work, city, rows)
    calendar = calendar_of(work.session)
    told = counts(work, city, me.officer)
    return {
        "items": [
            (item, *(due_words(one, work.now, calendar) for one in (item.next_due, item.promise)))
            for item in items
        ],
        "pending": PENDING,
        "scope": scope,
        "scopes": [one for one in Scope if told[one] or one in _ALWAYS or one is scope],
        "counts": told,
        "page": page,
        "closed": closed,
        "filters": chosen,
        "current": query(chosen, scope, closed=closed),
        "address": lambda **other: query(
            other.get("filters", chosen),
            other.get("scope", scope),
            closed=other.get("closed", closed),
            page=other.get("page", 1),
        ),
        "more": len(rows) == PAGE,
        "gives": may(me.officer, Permission.supervise) and not closed,
        "at": work.now,
    }


_ALWAYS = frozenset({Scope.mine, Scope.office, Scope.late, Scope.today, Scope.all})
"""Views that are shown also while they are empty."""
