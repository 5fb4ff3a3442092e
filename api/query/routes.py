"""Progress: by the chat a case came from, or by number and receipt code from anywhere."""

from fastapi import APIRouter, Depends

from api.cases.numbers import plain
from api.cases.repository import by_ids, by_number
from api.contract import models, privacy
from api.kit.errors import NotFound
from api.kit.work import Works
from api.people.reporters import cases_of_channel, receipt_fits
from api.people.service_auth import require_service
from api.retention.wishes import stored
from api.views.case import case_views
from knowledge.cities.city import City


def query_routes(works: Works, city: City) -> APIRouter:
    """Routes under /v1 that only read; each needs the service token."""
    router = APIRouter(prefix="/v1", tags=["query"], dependencies=[Depends(require_service)])

    @router.post("/cases/mine")
    def _mine(request: models.ChannelQuery) -> list[models.CaseView]:
        with works.read() as work:
            ids = cases_of_channel(work, request.channel)
            return case_views(work, city, by_ids(work, ids, open_only=request.open_only))

    @router.post("/cases/progress")
    def _progress(request: models.ProgressRequest) -> models.CaseView:
        with works.read() as work:
            case = by_number(work, plain(request.number))
            fits = receipt_fits(work, case.id if case else "-", _code(request.receipt_code))
            if case is None or not fits:
                raise NotFound("unknown_case", "编号和查询码对不上，请核对后再试。")
            return case_views(work, city, [case])[0]

    @router.post("/privacy/stored")
    def _stored(request: models.ChannelQuery) -> privacy.Stored:
        with works.read() as work:
            return stored(work, city, request.channel)

    return router


def _code(typed: str) -> str:
    """A receipt code as people type it, brought to the form it was given out in."""
    signs = [sign for sign in typed.upper() if sign.isascii() and sign.isalnum()]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, len(signs), 4))
