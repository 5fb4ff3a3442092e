"""The compliance figures: a page for supervisors and auditors, and the same as JSON."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.console.page import Pages, frame, page_route
from api.console.view import office_short
from api.contract.desk import Compliance, Figure
from api.kit.errors import Forbidden, Refusal
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work, Works
from api.people import officers
from api.people.rights import Permission, may, offices_seen, sees_all
from api.people.sessions import SignedIn
from api.people.signin import signed_in
from api.people.tables import Officer
from api.views.compliance import compliance, in_order
from knowledge.cities.city import City
from knowledge.forms import load_figures

_Here = Annotated[SignedIn, Depends(signed_in)]
_Month = Annotated[str, Query(max_length=7)]
_MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")
_LAST_MONTH = 12


def figure_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of the figures; who watches no office gets none."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/compliance")
    def _page(me: _Here, month: _Month = "") -> Response:
        with works.read() as work:
            shown = month or f"{work.now.astimezone(LEGAL_ZONE):%Y-%m}"
            lines = compliance_of(work, city, me.officer, shown)
            about = {"lines": lines, "month": shown, "figures": load_figures()}
            return pages.show("compliance.html", **frame(work, me), **about)

    return router


def figure_json(works: Works, city: City) -> APIRouter:
    """The same under /desk/api."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])

    @router.get("/compliance")
    def _figures(request: Request, month: _Month = "") -> list[Compliance]:
        """How offices and handlers kept the limits in a month such as 2026-11."""
        officer = signed_in(request).officer
        with works.read() as work:
            shown = month or f"{work.now.astimezone(LEGAL_ZONE):%Y-%m}"
            return compliance_of(work, city, officer, shown)

    return router


def compliance_of(work: Work, city: City, officer: Officer, month: str) -> list[Compliance]:
    """The figures of a month that an officer may see.

    Raises:
        Forbidden: `role`.
        Refusal: `invalid`, no month.
    """
    if not may(officer, Permission.watch):
        raise Forbidden("role", "您的角色不能查看考核数据。")
    codes = [office.code for office in city.offices]
    seen = frozenset(codes) if sees_all(officer, city) else offices_seen(officer, city)
    counts = compliance(work, *_span(month), seen)
    ordered = in_order(counts, codes)
    names = officers.names(work, [who.handler for who in ordered if who.handler])
    return [
        Compliance(
            office=office_short(city, who.office),
            handler=names.get(who.handler, "") if who.handler else None,
            figures=tuple(
                Figure(
                    code=form.code,
                    name=form.name,
                    met=count.met,
                    total=count.total,
                    promise=form.promise,
                )
                for form in load_figures()
                if (count := counts[who].get(form.code)) is not None
            ),
        )
        for who in ordered
    ]


def _span(month: str) -> tuple[datetime, datetime]:
    if not _MONTH.fullmatch(month):
        raise Refusal("invalid", "请写成 2026-11 这样的月份。")
    year, number = int(month[:4]), int(month[5:])
    begin = datetime(year, number, 1, tzinfo=LEGAL_ZONE)
    over = number == _LAST_MONTH
    end = begin.replace(year=year + over, month=1 if over else number + 1)
    return begin, end
