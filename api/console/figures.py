"""The compliance figures: a page for supervisors and auditors, and the same as JSON."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.console.months import office_choices, offices_of, span, this_month
from api.console.page import Pages, frame, page_route
from api.console.view import office_short
from api.contract.desk import Compliance, Figure
from api.kit.errors import Forbidden
from api.kit.work import Work, Works
from api.people import officers
from api.people.rights import Permission, may
from api.people.sessions import SignedIn
from api.people.signin import signed_in
from api.people.tables import Officer
from api.views.compliance import Count, compliance, in_order
from knowledge.cities.city import City
from knowledge.forms import load_figures

_Here = Annotated[SignedIn, Depends(signed_in)]
_Month = Annotated[str, Query(max_length=7)]
_Office = Annotated[str, Query(max_length=40)]


def figure_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the figures; who watches no office gets none."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/compliance")
    def _page(me: _Here, month: _Month = "", office: _Office = "") -> Response:
        with works.read() as work:
            shown = month or this_month(work)
            lines = compliance_of(work, city, me.officer, shown, office)
            return pages.show(
                "compliance.html",
                **frame(work, me),
                lines=lines,
                month=shown,
                office=office,
                offices=office_choices(me.officer, city),
                figures=load_figures(),
            )

    return router


def figure_json(works: Works, city: City) -> APIRouter:
    """The same under /desk/api."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])

    @router.get("/compliance")
    def _figures(request: Request, month: _Month = "", office: _Office = "") -> list[Compliance]:
        """How offices and handlers kept the limits in a month such as 2026-11.

        With the code of an `office`, of that one and those below.
        """
        officer = signed_in(request).officer
        with works.read() as work:
            return compliance_of(work, city, officer, month or this_month(work), office)

    return router


def compliance_of(
    work: Work, city: City, officer: Officer, month: str, office: str = ""
) -> list[Compliance]:
    """The figures of a month that an officer may see.

    Raises:
        Forbidden: `role`.
        Refusal: `invalid`, no month.
    """
    if not may(officer, Permission.watch):
        raise Forbidden("role", "您的角色不能查看考核数据。")
    counts = compliance(work, *span(month), offices_of(officer, city, office))
    ordered = in_order(counts, [one.code for one in city.offices])
    names = officers.names(work, [who.handler for who in ordered if who.handler])
    return [
        Compliance(
            office=office_short(city, who.office),
            handler=names.get(who.handler, "") if who.handler else None,
            figures=_figures_of(counts[who]),
        )
        for who in ordered
    ]


def _figures_of(counts: Mapping[str, Count]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            code=form.code,
            name=form.name,
            met=count.met,
            total=count.total,
            amount=count.amount if form.sum else None,
            promise=form.promise,
        )
        for form in load_figures()
        if (count := counts.get(form.code)) is not None
    )
