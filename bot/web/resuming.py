"""Going on with a case on another device, by its number and receipt code."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.codes import Platform
from api.contract.models import CaseView, ChannelRef, ProgressRequest
from api.contract.problem import Problem
from bot.inbox.receive import Receiver
from bot.web.pace import Manners
from bot.web.refusal import ChatRoute, Refused
from bot.web.templating import Templates
from bot.web.visitor import Visitors
from bot.wording import progress
from bot.wording import web as sentences

EVEN_SECONDS = 0.5
"""Every answer about a code takes as long, so that its time tells nothing."""
_LONGEST = 60
_UNKNOWN = 404
_TOO_MANY = 429

Pause = Callable[[float], Awaitable[None]]


class ReceiptShown(BaseModel):
    """What a person kept of a filing."""

    model_config = ConfigDict(extra="forbid")

    number: str
    receipt_code: str


class Resuming:
    """Opens the cases of a receipt code in a chat."""

    def __init__(self, receiver: Receiver, tracker: Tracker, pause: Pause = asyncio.sleep) -> None:
        """Bind the inbox and the tracker."""
        self._receiver = receiver
        self._tracker = tracker
        self._pause = pause

    async def resume(
        self, address: str, network: str | None, shown: ReceiptShown
    ) -> list[CaseView]:
        """Let a chat know the cases of a code, and be told of them from now on.

        Raises:
            Refused: 422 `incomplete`, 404 `unknown_case`, 429 `too_many_codes`, 503 `away`.
        """
        if not shown.number.strip() or not shown.receipt_code.strip():
            raise Refused(422, "incomplete", sentences.RESUME_INCOMPLETE)
        begun = time.monotonic()
        try:
            views = await self._opened(address, network, shown)
        finally:
            await self._pause(max(0.0, EVEN_SECONDS - (time.monotonic() - begun)))
        words = progress.taken_up(views)
        if not await self._receiver.take_up(Platform.web, address, words, views):
            raise Refused(503, "away", sentences.RESUME_BUSY, 10)
        return views

    async def _opened(
        self, address: str, network: str | None, shown: ReceiptShown
    ) -> list[CaseView]:
        request = ProgressRequest(
            number=shown.number.strip()[:_LONGEST],
            receipt_code=shown.receipt_code.strip()[:_LONGEST],
            channel=ChannelRef(platform=Platform.web, address=address),
            network=network,
        )
        try:
            return await self._tracker.follow(request)
        except TrackerUnreachableError as absence:
            raise Refused(503, "away", sentences.RESUME_BUSY, 10) from absence
        except TrackerError as refusal:
            if refusal.status == _TOO_MANY:
                raise Refused(_TOO_MANY, refusal.code, refusal.detail) from refusal
            raise Refused(_UNKNOWN, "unknown_case", sentences.NO_MATCH) from refusal


def resuming_routes(
    resuming: Resuming, visitors: Visitors, manners: Manners, templates: Templates
) -> APIRouter:
    """The page /resume, and POST /chat/resume for programs."""
    router = APIRouter(route_class=ChatRoute)
    door = APIRouter(
        prefix="/chat",
        tags=["chat"],
        route_class=ChatRoute,
        responses={code: {"model": Problem} for code in (404, 422, 429, 503)},
    )

    @router.get("/resume", include_in_schema=False)
    async def _page(request: Request) -> Response:
        return await templates.page(request, "resume.html", shown=None, trouble=None)

    @router.post("/resume", include_in_schema=False)
    async def _by_form(request: Request) -> Response:
        shown = ReceiptShown(number="", receipt_code="")
        try:
            visitor = visitors.writing(request)
            manners.network(request)
            form = await request.form(max_fields=4, max_files=0)
            number, code = (str(form.get(name, "")) for name in ("number", "code"))
            shown = ReceiptShown(number=number, receipt_code=code)
            await resuming.resume(visitor.address, _network(request), shown)
        except Refused as refused:
            return await templates.page(
                request, "resume.html", refused.status, shown=shown, trouble=refused.detail
            )
        response = RedirectResponse("/#latest", 303)
        visitors.remember(response, request, visitor)
        return response

    @door.post("/resume")
    async def _by_program(
        request: Request, response: Response, shown: ReceiptShown
    ) -> list[CaseView]:
        """Go on with the cases of a receipt code in this chat.

        It sees how they stand and is told of them from now on; it can add to them, and sees
        neither who filed them nor the conversation they came from. Five wrong codes in a
        quarter of an hour are the most.
        """
        visitor = visitors.writing(request)
        manners.network(request)
        views = await resuming.resume(visitor.address, _network(request), shown)
        visitors.remember(response, request, visitor)
        response.headers["cache-control"] = "no-store"
        return views

    router.include_router(door)
    return router


def _network(request: Request) -> str | None:
    return request.client.host[:_LONGEST] if request.client else None
