"""Finds the cases of somebody who gives a phone or identity number; by its keyed hash alone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from api.cases.repository import by_ids
from api.console.page import Pages, frame, page_route
from api.console.view import as_items
from api.kit.work import Works
from api.people import journal
from api.people.journal import Deed
from api.people.reporters import find_person
from api.people.rights import Permission, may_see, require
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from knowledge.cities.city import City

_Here = Annotated[SignedIn, Depends(signed_in)]


def person_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the search; the number travels in a form and never in an address."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/persons")
    def _ask(me: _Here) -> Response:
        require(me.officer, Permission.find_person)
        with works.read() as work:
            return pages.show("persons.html", **frame(work, me), found=None)

    @router.post("/desk/persons")
    def _find(
        request: Request,
        csrf: Annotated[str, Form()],
        number: Annotated[str, Form(min_length=5, max_length=40)],
    ) -> Response:
        me = check_csrf(request, csrf)
        require(me.officer, Permission.find_person)
        with works.write() as work:
            rows = by_ids(work, find_person(work, number))
            seen = [row for row in rows if may_see(me.officer, row, city)]
            journal.note(
                work, me.officer.id, me.officer.id, Deed.person_sought, {"found": len(seen)}
            )
            items = as_items(work, city, seen)
            return pages.show("persons.html", **frame(work, me), found=items)

    return router
