"""Progress: by the chat a case came from, or by number and receipt code from anywhere."""

from fastapi import APIRouter, Depends

from api.cases.numbers import plain
from api.cases.repository import by_ids, by_number
from api.contract import models
from api.kit.errors import NotFound
from api.kit.work import Work, Works
from api.people.followers import follow, followed
from api.people.receipts import admit, cases_of_code, take_back
from api.people.reporters import cases_of_channel
from api.people.service_auth import require_service
from api.views.by_code import views_by_code
from api.views.case import case_views
from knowledge.cities.city import City


def query_routes(works: Works, city: City) -> APIRouter:
    """Routes under /v1 about cases as they stand; each needs the service token."""
    router = APIRouter(prefix="/v1", tags=["query"], dependencies=[Depends(require_service)])

    @router.post("/cases/mine")
    def _mine(request: models.ChannelQuery) -> list[models.CaseView]:
        with works.read() as work:
            own = cases_of_channel(work, request.channel)
            others = [one for one in followed(work, request.channel) if one not in own]
            first = case_views(work, city, by_ids(work, own, open_only=request.open_only))
            rest = by_ids(work, others, open_only=request.open_only)
            views = [*first, *views_by_code(work, city, rest)]
        return sorted(views, key=lambda view: (view.received_at, view.number), reverse=True)

    @router.post("/cases/progress")
    def _progress(request: models.ProgressRequest) -> models.CaseView:
        views = _opened(works, city, request, follows=False)
        return next(view for view in views if view.number == plain(request.number))

    @router.post("/cases/follow")
    def _follow(request: models.ProgressRequest) -> list[models.CaseView]:
        return _opened(works, city, request, follows=True)

    return router


def _opened(
    works: Works, city: City, request: models.ProgressRequest, *, follows: bool
) -> list[models.CaseView]:
    with works.write() as work:
        guess = admit(work, request)
    with works.write() as work:
        ids = _fitting(work, request)
        for case_id in ids if follows else ():
            follow(work, case_id, request.channel)
        take_back(work, guess)
    with works.read() as work:
        return views_by_code(work, city, by_ids(work, ids, open_only=False))


def _fitting(work: Work, request: models.ProgressRequest) -> list[str]:
    case = by_number(work, plain(request.number))
    ids = cases_of_code(work, case.id if case else None, request.receipt_code)
    if not ids:
        raise NotFound("unknown_case", "编号和查询码对不上，请核对后再试。")
    return ids
