"""What an officer was told, and the sheet of keys: the pages that are about no single case."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.clock.calendars import calendar_of
from api.console.due import Due, due_words
from api.console.page import Pages, frame, page_route
from api.contract.delivery import Notice
from api.contract.news import News
from api.kit.work import Work, Works
from api.outbox.service import mark_read, notices_of
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from knowledge.calendar import Calendar

_NOTICES = 100
_Here = Annotated[SignedIn, Depends(signed_in)]


def notice_routes(works: Works, pages: Pages) -> APIRouter:
    """Routes of the notices and of the help sheet."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/notices")
    def _notices(me: _Here) -> Response:
        with works.read() as work:
            rows = notices_of(work, me.officer.id, _NOTICES)
            calendar = calendar_of(work.session)
            told = [(n, read, _due(work, n, calendar)) for _, n, read in rows]
            return pages.show("notices.html", **frame(work, me), notices=told)

    @router.get("/desk/keys")
    def _keys(me: _Here) -> Response:
        with works.read() as work:
            return pages.show("keys.html", **frame(work, me))

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
