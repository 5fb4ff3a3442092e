"""Forgetting this device: for computers that others use too."""

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.contract.models import CaseView
from bot.web.appearance import COOKIE as LOOK
from bot.web.chat import Chat
from bot.web.refusal import ChatRoute, Refused
from bot.web.templating import Templates
from bot.web.visitor import Visitors

LEFT = "the person left this device"
"""Why a chat takes no more notices; the handler reads it."""


def forgetting_routes(chat: Chat, visitors: Visitors, templates: Templates) -> APIRouter:
    """The page /forget, which says what it means, and the deed."""
    router = APIRouter(include_in_schema=False, route_class=ChatRoute)

    @router.get("/forget")
    async def _page(request: Request, done: bool = False) -> Response:  # noqa: FBT001, FBT002 - FastAPI reads queries from parameters
        cases = [] if done else await _open_cases(request)
        return await templates.page(request, "forget.html", done=done, cases=cases)

    @router.post("/forget")
    async def _forget(request: Request) -> Response:
        visitor = visitors.writing(request)
        conversation = await chat.conversation(visitor.address)
        if conversation is not None:
            transcript = chat.receiver.transcript
            await run_sync(transcript.mark_unreachable, conversation, LEFT)
        response = RedirectResponse("/forget?done=1", 303)
        visitors.forget(response)
        response.delete_cookie(LOOK, samesite="lax", secure=visitors.secure)
        # What the page kept here: photos, unsent messages, marks of saved receipts.
        response.headers["clear-site-data"] = '"cache", "storage"'
        return response

    async def _open_cases(request: Request) -> list[CaseView]:
        try:
            return await chat.cases(visitors.of(request).address)
        except Refused:  # the explanation stands without them
            return []

    return router
