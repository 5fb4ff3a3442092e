"""What waits for an officer: the queue and the notices."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.clock.calendars import calendar_of
from api.console.due import Due, due_words
from api.console.listing import PAGE, Scope, counts, listed
from api.console.page import HOME, Pages, case_path, frame, page_route
from api.console.staff import first_scope
from api.console.view import as_items
from api.contract.delivery import Notice
from api.contract.news import News
from api.kit.work import Work, Works
from api.outbox.service import mark_read, notices_of
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in, signed_in_quietly
from knowledge.calendar import Calendar
from knowledge.cities.city import City

_NOTICES = 100
PENDING = ("extension_requested", "recusal_asked", "supervised", "testing", "suspended")
"""Marks that a queue shows: somebody has to decide or answer, or the clock stands still."""
_Here = Annotated[SignedIn, Depends(signed_in)]
_Quietly = Annotated[SignedIn, Depends(signed_in_quietly)]
_Page = Annotated[int, Query(ge=1, le=10_000)]


def queue_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the queue, of its part that refreshes itself, and of the notices."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(HOME)
    def _queue(
        me: _Here,
        scope: Scope | None = None,
        page: _Page = 1,
        *,
        closed: bool = False,
        number: str = "",
    ) -> Response:
        if number.strip():
            return RedirectResponse(case_path(number), 303)
        with works.read() as work:
            first = scope or first_scope(me.officer)
            shown = _queue_of(work, city, me, first, page, closed=closed)
            return pages.show("queue.html", **frame(work, me), **shown)

    @router.get("/desk/queue-part")
    def _queue_part(
        me: _Quietly, scope: Scope = Scope.mine, page: _Page = 1, *, closed: bool = False
    ) -> Response:
        with works.read() as work:
            shown = _queue_of(work, city, me, scope, page, closed=closed)
        return pages.show("queue_part.html", **shown)

    @router.get("/desk/notices")
    def _notices(me: _Here) -> Response:
        with works.read() as work:
            rows = notices_of(work, me.officer.id, _NOTICES)
            calendar = calendar_of(work.session)
            told = [(n, read, _due(work, n, calendar)) for _, n, read in rows]
            return pages.show("notices.html", **frame(work, me), notices=told)

    @router.post("/desk/notices/read")
    def _read(request: Request, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            mark_read(work, me.officer.id)
        return RedirectResponse("/desk/notices", 303)

    return router


def _due(work: Work, told: Notice | News, calendar: Calendar) -> Due | None:
    """How the clock of a notice stands; what is about no case has none."""
    return due_words(told.deadline, work.now, calendar) if isinstance(told, Notice) else None


def _queue_of(
    work: Work, city: City, me: SignedIn, scope: Scope, page: int, *, closed: bool
) -> dict[str, Any]:
    rows = listed(work, city, me.officer, scope, page=page, closed=closed)
    items = as_items(work, city, rows)
    calendar = calendar_of(work.session)
    return {
        "items": [
            (item, *(due_words(one, work.now, calendar) for one in (item.next_due, item.promise)))
            for item in items
        ],
        "pending": PENDING,
        "scope": scope,
        "scopes": Scope,
        "counts": counts(work, city, me.officer),
        "page": page,
        "closed": closed,
        "more": len(rows) == PAGE,
        "at": work.now,
    }
