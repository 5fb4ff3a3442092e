"""The chat for programs, and for the page's script: JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, UploadFile
from pydantic import BaseModel

from api.contract.models import CaseView
from api.contract.problem import Problem
from bot.message import Line
from bot.web.chat import Chat, ChatMessage, EvidenceId, PhotoOut
from bot.web.pace import Manners
from bot.web.refusal import ChatRoute
from bot.web.visitor import Visitors, new_token

_MOST_LINES = 500


class ChatSession(BaseModel):
    """The secret of a new chat; whoever has it reads and writes the chat."""

    token: str


class ChatAnswer(BaseModel):
    """The answer to a message."""

    replies: tuple[Line, ...]
    pending: bool
    """True with status 202: stored, the replies come into the transcript later."""


class ChatLines(BaseModel):
    """A part of a transcript, oldest line first."""

    lines: tuple[Line, ...]
    more: bool


def api_routes(chat: Chat, visitors: Visitors, manners: Manners) -> APIRouter:
    """The JSON routes under /chat."""
    router = APIRouter(
        prefix="/chat",
        tags=["chat"],
        route_class=ChatRoute,
        responses={422: {"model": Problem}, 429: {"model": Problem}},
    )

    @router.post("/sessions", status_code=201)
    async def _begin(request: Request) -> ChatSession:
        """Begin a chat without cookies: send the token as `Authorization: Bearer <token>`."""
        manners.network(request)
        return ChatSession(token=new_token())

    @router.post("/messages", responses={202: {"model": ChatAnswer}})
    async def _say(request: Request, response: Response, message: ChatMessage) -> ChatAnswer:
        """Send a message and get its replies; 202 when they come later."""
        manners.network(request)
        visitor = visitors.writing(request)
        received = await chat.say(visitor.address, message)
        visitors.remember(response, request, visitor)
        response.status_code = 202 if received.pending else 200
        return ChatAnswer(replies=received.replies, pending=received.pending)

    @router.get("/messages")
    async def _read(
        request: Request, response: Response, after: Annotated[int, Query(ge=0, le=2**31)] = 0
    ) -> ChatLines:
        """The transcript after a line, at most 500 lines."""
        lines = await chat.lines(visitors.of(request).address, after, _MOST_LINES)
        response.headers["cache-control"] = "no-store"
        return ChatLines(lines=lines, more=len(lines) == _MOST_LINES)

    @router.get("/cases", responses={503: {"model": Problem}})
    async def _cases(request: Request, response: Response) -> list[CaseView]:
        """The open cases that were filed from this chat, newest first."""
        response.headers["cache-control"] = "no-store"
        return await chat.cases(visitors.of(request).address)

    @router.post(
        "/photos",
        status_code=201,
        responses={413: {"model": Problem}, 415: {"model": Problem}},
    )
    async def _add_photo(request: Request, response: Response, file: UploadFile) -> PhotoOut:
        """Store a photo; its `evidence` id goes into `photos` of a message."""
        manners.network(request)
        visitor = visitors.writing(request)
        stored = await chat.add_photo(visitor.address, file)
        visitors.remember(response, request, visitor)
        return stored

    @router.get("/photos/{evidence}", responses={404: {"model": Problem}})
    async def _photo(request: Request, evidence: EvidenceId) -> Response:
        """A photo of this chat."""
        media_type, data = await chat.photo(visitors.of(request).address, evidence)
        headers = {
            "cache-control": "no-store",  # nothing stays on a computer that others use too
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
        }
        return Response(data, media_type=media_type, headers=headers)

    return router
