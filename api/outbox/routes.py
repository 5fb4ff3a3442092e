"""The couriers' door: claim what is due, say what became of it."""

from fastapi import APIRouter, Depends

from api.contract import delivery
from api.kit.work import Works
from api.outbox.service import claim, report
from api.people.service_auth import require_service


def outbox_routes(works: Works) -> APIRouter:
    """Routes under /v1/outbox; each needs the service token."""
    router = APIRouter(
        prefix="/v1/outbox", tags=["outbox"], dependencies=[Depends(require_service)]
    )

    @router.post("/claims")
    def _claim(request: delivery.ClaimRequest) -> list[delivery.Delivery]:
        with works.write() as work:
            return claim(work, request)

    @router.post("/{identifier}/reports", status_code=204)
    def _report(identifier: str, said: delivery.DeliveryReport) -> None:
        with works.write() as work:
            report(work, identifier, said)

    return router
