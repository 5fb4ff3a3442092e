"""The HTTP door of the bots."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, File, Response, UploadFile

from api.cases import evidence
from api.cases.recordings import checked, media_type_of
from api.cases.tables import CaseRow
from api.contract import models, understood
from api.intake.filing import Filer, file_once
from api.intake.rating import rate
from api.intake.telling import supplement, withdraw
from api.intake.tips import credit_of
from api.kit.work import Work, Works
from api.people.service_auth import require_service
from api.views.case import case_views

Understand = Callable[[understood.UnderstandRequest], understood.Understood]


_ENVELOPE = 64 * 1024
_FILING = 16 * 1024 * 1024
"""A long conversation, as it was written."""


def intake_routes(
    works: Works, filer: Filer, understand: Understand, city: models.CityInfo
) -> APIRouter:
    """Routes under /v1 for filing and telling; each needs the service token."""
    router = APIRouter(prefix="/v1", tags=["intake"], dependencies=[Depends(require_service)])

    @router.post("/understand")
    def _understand(request: understood.UnderstandRequest) -> understood.Understood:
        return understand(request)

    @router.get("/city")
    def _city() -> models.CityInfo:
        return city

    @router.post("/cases", max_body_size=_FILING)
    def _file(request: models.FileRequest) -> models.Receipt:
        cases, code = file_once(works, filer, request)
        with works.read() as work:
            views = case_views(work, filer.city, _again(work, cases), with_days=False)
            credit = credit_of(work, request, cases[0].id)
        return models.Receipt(cases=tuple(views), receipt_code=code, credit=credit)

    @router.post("/cases/{number}/supplements")
    def _supplement(number: str, request: models.Supplement) -> models.CaseView:
        with works.write() as work:
            case = supplement(work, number, request)
        return _view(case)

    @router.post("/cases/{number}/withdrawal")
    def _withdraw(number: str, request: models.Withdrawal) -> models.CaseView:
        with works.write() as work:
            case = withdraw(work, number, request)
        return _view(case)

    @router.post("/cases/{number}/ratings")
    def _rate(number: str, request: models.Rating) -> models.CaseView:
        with works.write() as work:
            case = rate(work, number, request)
        return _view(case)

    def _view(case: CaseRow) -> models.CaseView:
        with works.read() as work:
            return case_views(work, filer.city, _again(work, [case]), with_days=False)[0]

    _evidence_routes(router, works)
    return router


def _evidence_routes(router: APIRouter, works: Works) -> None:
    @router.post("/evidence", max_body_size=evidence.MAX_BYTES + _ENVELOPE)
    def _evidence(file: Annotated[UploadFile, File()]) -> models.EvidenceOut:
        # One byte more than allowed tells too much from enough without reading the rest.
        clean = evidence.clean_photo(file.file.read(evidence.MAX_BYTES + 1))
        with works.write() as work:
            row = evidence.store(work, clean)
        return models.EvidenceOut(id=row.id, media_type=row.media_type, bytes=row.plain_bytes)

    @router.post("/evidence/any", max_body_size=evidence.MAX_BYTES + _ENVELOPE)
    def _any_evidence(file: Annotated[UploadFile, File()]) -> models.EvidenceOut:
        """A photo, or a voice note, video or PDF as chat programs send them."""
        data = file.file.read(evidence.MAX_BYTES + 1)
        kept = media_type_of(data) is not None
        media_type = checked(data) if kept else evidence.JPEG
        clean = data if kept else evidence.clean_photo(data)
        with works.write() as work:
            row = evidence.store(work, clean, media_type)
        return models.EvidenceOut(id=row.id, media_type=row.media_type, bytes=row.plain_bytes)

    @router.get("/evidence/{identifier}")
    def _photo(identifier: str) -> Response:
        with works.read() as work:
            media_type, data = evidence.fetch(work, identifier)
        return Response(data, media_type=media_type)


def _again(work: Work, cases: list[CaseRow]) -> list[CaseRow]:
    """The same cases as the committed transaction left them."""
    found = (work.session.get(CaseRow, case.id) for case in cases)
    return [case for case in found if case is not None]
