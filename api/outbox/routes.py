"""The couriers' door: claim what is due, say what became of it."""

import asyncio
import time
from contextlib import suppress

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request

from api.contract import delivery, models
from api.kit.work import Works
from api.outbox.service import claim, report
from api.people.reachable import mark_alive
from api.people.service_auth import require_service

_GLANCE_SECONDS = 1.0
"""How often a waiting claim looks for what another process left to be said, or a time brought."""


def outbox_routes(works: Works) -> APIRouter:
    """Routes under /v1/outbox; each needs the service token."""
    router = APIRouter(
        prefix="/v1/outbox", tags=["outbox"], dependencies=[Depends(require_service)]
    )

    @router.post("/claims")
    async def _claim(
        request: delivery.ClaimRequest, connection: Request
    ) -> list[delivery.Delivery]:
        """Answers at once when something is due, else when that changes or `wait` is over."""
        until = time.monotonic() + request.wait

        def now() -> list[delivery.Delivery]:
            with works.write() as work:
                return claim(work, request)

        with works.bell.listen() as rung:
            while not await connection.is_disconnected():
                rung.clear()
                found = await run_sync(now)
                left = until - time.monotonic()
                if found or left <= 0 or works.bell.closed:
                    return found
                with suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), min(left, _GLANCE_SECONDS))
        return []

    @router.post("/reachable", status_code=204)
    def _reachable(channel: models.ChannelRef) -> None:
        """The person of a chat that could not be reached wrote again."""
        with works.write() as work:
            mark_alive(work, channel)

    @router.post("/{identifier}/reports", status_code=204)
    def _report(identifier: str, said: delivery.DeliveryReport) -> None:
        with works.write() as work:
            report(work, identifier, said)

    return router
