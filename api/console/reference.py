"""What an officer looks up while writing: articles of the law, and answers of earlier cases."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.console.earlier import earlier
from api.console.page import Pages, frame, page_route
from api.console.view import visible_case
from api.contract.desk import Article, EarlierAnswer
from api.kit.now import LEGAL_ZONE
from api.kit.work import Works
from api.people.sessions import SignedIn
from api.people.signin import signed_in
from api.quality.lookup import articles
from knowledge.cities.city import City

_Here = Annotated[SignedIn, Depends(signed_in)]
_Words = Annotated[str, Query(max_length=200)]


def reference_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """The pages, for whoever has no script or wants it all at once."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/statutes")
    def _statutes(me: _Here, q: _Words = "") -> Response:
        with works.read() as work:
            found = articles(q, work.now.astimezone(LEGAL_ZONE).date())
            return pages.show("statutes.html", **frame(work, me), q=q, found=found)

    @router.get("/desk/cases/{number}/answers")
    def _answers(me: _Here, number: str) -> Response:
        with works.read() as work:
            row = visible_case(work, city, me.officer, number)
            found = earlier(work, city, me.officer, row)
            return pages.show("answers.html", **frame(work, me), row=row, found=found)

    return router


def reference_json(works: Works, city: City) -> APIRouter:
    """The same for the script of the case page, and for programs."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])

    @router.get("/statutes")
    def _statutes(request: Request, q: _Words = "") -> tuple[Article, ...]:
        """Recorded articles by law, number, or words of what they say."""
        signed_in(request)
        with works.read() as work:
            return articles(q, work.now.astimezone(LEGAL_ZONE).date())

    @router.get("/cases/{number}/answers")
    def _answers(request: Request, number: str) -> list[EarlierAnswer]:
        """What was told in cases of the same kind and hazard, without what names a person."""
        officer = signed_in(request).officer
        with works.read() as work:
            row = visible_case(work, city, officer, number)
            return earlier(work, city, officer, row)

    return router
