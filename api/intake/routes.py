"""The HTTP door of the bots."""

from collections.abc import Callable

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends

from api.cases.repository import by_filing, by_ids
from api.cases.tables import CaseRow
from api.contract import models, privacy, proof, understood
from api.intake.filing import Filer, Told, file_told, read_filing, receipt_code
from api.intake.photos import photo_routes
from api.intake.rating import rate
from api.intake.telling import supplement, withdraw
from api.intake.tips import credit_of
from api.kit.work import Work, Works
from api.people.reporters import cases_of_channel
from api.people.service_auth import require_service
from api.proof.receipts import receipt
from api.proof.signing import ensure_key
from api.retention.wishes import erase
from api.views.case import case_views

Understand = Callable[[understood.UnderstandRequest], understood.Understood]


_FILING = 16 * 1024 * 1024
"""A long conversation, as it was written."""


def intake_routes(
    works: Works,
    filer: Filer,
    understand: Understand,
    city: models.CityInfo,
    public_url: str = "",
) -> APIRouter:
    """Routes under /v1 for filing and telling; each needs the service token."""
    router = APIRouter(prefix="/v1", tags=["intake"], dependencies=[Depends(require_service)])

    @router.post("/understand")
    def _understand(request: understood.UnderstandRequest) -> understood.Understood:
        return understand(request)

    @router.get("/city")
    def _city() -> models.CityInfo:
        return city

    router.include_router(photo_routes(works))

    _filing_routes(router, works, filer, public_url)

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

    @router.post("/privacy/erasure")
    def _erase(request: privacy.ErasureRequest) -> list[privacy.Erasure]:
        with works.write() as work:
            return list(erase(work, request, filer.hide))

    def _view(case: CaseRow) -> models.CaseView:
        with works.read() as work:
            return case_views(work, filer.city, _again(work, [case]), with_days=False)[0]

    return router


def _filing_routes(router: APIRouter, works: Works, filer: Filer, public_url: str) -> None:
    @router.post("/cases", max_body_size=_FILING)
    async def _file(request: models.FileRequest) -> models.Receipt:
        read = await run_sync(read_filing, works, filer, request)
        return await works.database.run(_filed, *read)

    def _filed(request: models.FileRequest, told: Told) -> models.Receipt:
        cases, code = file_told(works, filer, request, told)
        with works.read() as work:
            stored = _again(work, cases)
            views = case_views(work, filer.city, stored, with_days=False)
            credit = credit_of(work, request, cases[0].id)
        token, link = _signed(stored, code)
        return models.Receipt(
            cases=tuple(views), receipt_code=code, token=token, link=link, credit=credit
        )

    @router.post("/cases/receipts")
    def _receipts(request: models.ChannelQuery) -> list[proof.SignedFiling]:
        with works.read() as work:
            cases = by_ids(work, cases_of_channel(work, request.channel))
            filings = dict.fromkeys(case.filing_key for case in cases)
            found = [(by_filing(work, key), receipt_code(work, key)) for key in filings]
        signed = [([case.number for case in of], *_signed(of, code)) for of, code in found]
        return [
            proof.SignedFiling(numbers=tuple(numbers), token=token, link=link)
            for numbers, token, link in signed
        ]

    def _signed(cases: list[CaseRow], code: str) -> tuple[str, str]:
        """The receipt of a filing, and where it is checked."""
        ensure_key(works)
        with works.read() as work:
            token = receipt(work, cases, code)
        return token, f"{public_url.rstrip('/')}/receipt#{token}" if public_url else ""


def _again(work: Work, cases: list[CaseRow]) -> list[CaseRow]:
    """The same cases as the committed transaction left them."""
    found = (work.session.get(CaseRow, case.id) for case in cases)
    return [case for case in found if case is not None]
