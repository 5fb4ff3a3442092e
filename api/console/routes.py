"""All routes of the console, put together."""

from importlib.resources import files

from fastapi import APIRouter, Response

from api.console.absent import absence_routes
from api.console.account import account_routes
from api.console.approvals import approval_routes
from api.console.breaches import breach_routes
from api.console.casework import case_routes
from api.console.custody import custody_routes
from api.console.devices import device_routes
from api.console.entrance import entrance_routes
from api.console.factors import factor_routes
from api.console.figures import figure_json, figure_routes
from api.console.json import json_routes
from api.console.noticing import notice_routes
from api.console.officers import officer_routes
from api.console.page import Pages, page_route
from api.console.paperwork import paper_json, paper_routes
from api.console.persons import person_routes
from api.console.queueing import queue_routes
from api.console.reference import reference_json, reference_routes
from api.console.staff import staff_routes
from api.console.taking_out import taking_out_routes
from api.console.team import team_routes
from api.console.trader import Lookup
from api.console.volunteers import volunteer_page_routes
from api.kit.errors import NotFound
from api.kit.settings import Settings
from api.kit.work import Works
from knowledge.cities.city import City

_STATIC = {
    "desk.css": "text/css; charset=utf-8",
    "paper.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def console_routes(
    works: Works, settings: Settings, city: City, registered: Lookup = lambda *_: None
) -> APIRouter:
    """The console at /desk and the JSON of its views at /v1/staff.

    The application must hold `works` in its `app.state`, where sign-in looks for it.
    """
    pages = Pages(city)
    router = APIRouter()
    router.include_router(entrance_routes(works, settings, pages))
    router.include_router(factor_routes(works, settings, pages))
    router.include_router(queue_routes(works, city, pages))
    router.include_router(notice_routes(works, pages))
    router.include_router(case_routes(works, city, pages, registered))
    router.include_router(paper_routes(works, city, pages))
    router.include_router(reference_routes(works, city, pages))
    router.include_router(reference_json(works, city))
    router.include_router(figure_routes(works, city, pages))
    router.include_router(figure_json(works, city))
    router.include_router(breach_routes(works, city, pages))
    router.include_router(approval_routes(works, city, pages))
    router.include_router(team_routes(works, city, pages))
    router.include_router(absence_routes(works, city, pages))
    router.include_router(paper_json(works, city))
    router.include_router(volunteer_page_routes(works, city, pages))
    router.include_router(account_routes(works, city, pages))
    router.include_router(taking_out_routes(works, city, pages))
    router.include_router(custody_routes(works, city, pages))
    router.include_router(person_routes(works, city, pages))
    router.include_router(device_routes(works, city, pages))
    router.include_router(officer_routes(works, city, pages))
    router.include_router(staff_routes(works, city))
    router.include_router(json_routes(works, settings, city))
    router.include_router(_files())
    router.include_router(_nowhere(pages))
    return router


def _files() -> APIRouter:
    """The style sheet and the script; a mount would be lost in `include_router`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/desk/static/{name}")
    def _static(name: str) -> Response:
        if name not in _STATIC:
            raise NotFound("unknown_page", "没有这个文件。")
        body = files("api.console").joinpath("static", name).read_bytes()
        return Response(body, media_type=_STATIC[name], headers={"cache-control": "no-cache"})

    return router


def _nowhere(pages: Pages) -> APIRouter:
    """Every other address under /desk: the page a case that may not be seen gives too."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get("/desk/{rest:path}")
    def _unknown(rest: str) -> Response:  # noqa: ARG001 - whatever it is
        raise NotFound("unknown_page", "没有这个页面。")

    return router
