"""The official forms of a case, each a page that prints to one sheet of A4."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from api.cases import identity
from api.cases.identity import Standing
from api.cases.thread import thread
from api.console.page import Pages, frame, page_route
from api.console.view import visible_case
from api.contract.desk import PaperOut
from api.contract.models import Reporter
from api.kit.errors import NotFound
from api.kit.work import Works
from api.papers.fill import Paper, copies_of, make_out
from api.papers.issue import form_of, may_be_made_out
from api.people import reporters
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from knowledge.cities.city import City
from knowledge.forms.papers import Copy

_Here = Annotated[SignedIn, Depends(signed_in)]


def paper_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the forms; the reporter is masked until an officer gives a reason."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/cases/{number}/papers/{code}")
    def _masked(me: _Here, number: str, code: str, whom: Copy | None = None) -> Response:
        return _shown(me, number, code, whom, None)

    @router.post("/desk/cases/{number}/papers/{code}")
    def _in_full(
        request: Request,
        number: str,
        code: str,
        csrf: Annotated[str, Form()],
        whom: Annotated[Copy, Form()],
        reason: Annotated[str, Form(max_length=300)] = "",
    ) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            row = visible_case(work, city, me.officer, number)
            known = identity.look(work, city, me.officer, row, reason)
        return _shown(me, number, code, whom, known)

    def _shown(
        me: SignedIn, number: str, code: str, copy: Copy | None, known: Reporter | None
    ) -> Response:
        form = form_of(code)
        if form is None:
            raise NotFound("unknown_paper", "没有这份文书。")
        with works.read() as work:
            row = visible_case(work, city, me.officer, number)
            shown = known or reporters.masked(work, row.id)
            return pages.show(
                "paper.html",
                **frame(work, me),
                paper=make_out(work, city, row, form, copy=copy, reporter=shown),
                may_reveal=form.names_reporter
                and known is None
                and shown is not None
                and identity.access(work, city, me.officer, row).standing is Standing.look,
                at=work.now,
            )

    return router


def paper_json(works: Works, city: City) -> APIRouter:
    """The same under /desk/api, masked."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])

    @router.get("/cases/{number}/papers")
    def _papers(request: Request, number: str) -> list[PaperOut]:
        """Every official form that may be made out now, for each of its recipients."""
        officer = signed_in(request).officer
        with works.read() as work:
            row = visible_case(work, city, officer, number)
            happened = {str(entry.kind) for entry in thread(work, row.id)}
            shown = reporters.masked(work, row.id)
            return [
                _out(make_out(work, city, row, form, copy=copy, reporter=shown))
                for form, copy in copies_of(may_be_made_out(row.kind, happened))
            ]

    return router


def _out(paper: Paper) -> PaperOut:
    return PaperOut(
        code=paper.form.code,
        name=paper.form.name,
        number=paper.number,
        to=paper.to,
        rows=paper.rows,
        body=paper.body,
        basis=paper.basis,
        office=paper.office,
        on=paper.on,
        text=paper.text,
    )
