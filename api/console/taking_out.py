"""Taking a case out of the system, as a file that proves itself without us."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api.cases.service import officer_actor
from api.console.page import Pages, page_route
from api.console.view import visible_case
from api.kit.errors import Forbidden
from api.kit.work import Works
from api.people.rights import Permission, may
from api.people.signin import check_csrf
from api.proof.export import export_case, file_name, written
from knowledge.cities.city import City


def taking_out_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """The route of the export; each export is an event of the case."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.post("/desk/cases/{number}/export")
    def _export(request: Request, number: str, csrf: Annotated[str, Form()]) -> Response:
        me = check_csrf(request, csrf)
        with works.write() as work:
            row = visible_case(work, city, me.officer, number)
            if not may(me.officer, Permission.take_away):
                raise Forbidden("role", "您的角色不能导出案卷。")
            body = export_case(work, row.id, officer_actor(me.officer.id))
        headers = {"content-disposition": f'attachment; filename="{file_name(row.number)}"'}
        return Response(written(body), media_type="application/json", headers=headers)

    return router
