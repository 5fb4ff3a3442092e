"""The chat page: complete without script; the script only makes it livelier."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from bot.dialogue import welcome
from bot.inbox.readable import UnacceptableError
from bot.inbox.turns import Now
from bot.message import Reply
from bot.web.chat import MOST_PHOTOS, Chat, ChatMessage
from bot.web.pace import Manners
from bot.web.refusal import PHOTO_BYTES, WHOLE_FORM, Refused, capped
from bot.web.rendering import answer_in, bubbles, offered, rich
from bot.web.templating import Templates
from bot.web.visitor import Visitor, Visitors, new_token
from bot.wording import web as sentences

_SHOWN = 200
_NAME = 12
"""Signs of a chat's address by which the page's script tells it from another chat here."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why a form was not taken; what was typed is given back."""

    status: int
    sentence: str
    text: str = ""


class ChatPage:
    """Renders the page of a visitor."""

    def __init__(self, chat: Chat, visitors: Visitors, templates: Templates, now: Now) -> None:
        """Bind what a page is made of."""
        self._chat = chat
        self._visitors = visitors
        self._templates = templates
        self._now = now

    async def show(
        self, request: Request, visitor: Visitor | None, trouble: _Trouble | None = None
    ) -> Response:
        """The page, with the transcript and what stands open; None shows nobody's."""
        lines = await self._chat.latest(visitor.address, _SHOWN) if visitor else ()
        city = await self._templates.city()
        greeting = welcome(city) if city else Reply(text=sentences.WELCOME_WITHOUT_TRACKER)
        response = await self._templates.page(
            request,
            "chat.html",
            trouble.status if trouble else 200,
            bubbles=bubbles(lines, self._now()),
            answer=answer_in(lines),
            buttons=offered(lines) if lines else greeting.buttons,
            greeting=rich(greeting.text),
            greeting_only=not lines,
            last=lines[-1].seq if lines else 0,
            chat=visitor.address[:_NAME] if visitor else "",
            message_id=new_token(),
            trouble=trouble,
            photo_bytes=PHOTO_BYTES,
            most_photos=MOST_PHOTOS,
        )
        if visitor is not None:
            self._visitors.remember(response, request, visitor)
        return response


def page_routes(
    chat: Chat, visitors: Visitors, manners: Manners, templates: Templates, now: Now
) -> APIRouter:
    """GET and POST of /."""
    router = APIRouter(include_in_schema=False)
    page = ChatPage(chat, visitors, templates, now)

    @router.get("/")
    async def _page(request: Request) -> Response:
        try:
            visitor = visitors.of(request)
        except Refused:  # a bearer header means nothing to the page
            visitor = visitors.fresh()
        return await page.show(request, visitor)

    @router.post("/")
    async def _send(request: Request) -> Response:
        visitor, text = None, ""
        try:
            visitor = visitors.writing(request)
            manners.network(request)
            async with _form(request) as form:
                text = _field(form, "text")
                await _say(chat, visitor.address, form)
        except Refused as refused:
            return await page.show(
                request, visitor, _Trouble(refused.status, refused.detail, text)
            )
        except UnacceptableError as error:
            return await page.show(request, visitor, _Trouble(422, error.detail, text))
        response = RedirectResponse("/#latest", 303)
        visitors.remember(response, request, visitor)
        return response

    return router


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[FormData]:
    refusal = Refused(413, "too_large", sentences.PHOTO_TOO_LARGE)
    try:
        bounded = capped(request, WHOLE_FORM, refusal)
        form = await bounded.form(max_files=MOST_PHOTOS + 1, max_fields=10)
    except HTTPException as error:
        if error.status_code == refusal.status:  # the server's own limit was reached first
            raise refusal from error
        raise Refused(422, "invalid", sentences.INVALID) from error
    try:
        yield form
    finally:
        await form.close()


async def _say(chat: Chat, address: str, form: FormData) -> None:
    files = [f for f in form.getlist("photos") if isinstance(f, UploadFile) and f.filename]
    if len(files) > MOST_PHOTOS:
        raise Refused(422, "too_many_photos", sentences.TOO_MANY_PHOTOS)
    photos = [(await chat.add_photo(address, file)).evidence for file in files]
    try:
        message = ChatMessage(
            id=_field(form, "id"),
            text=_field(form, "text"),
            button=_field(form, "button") or None,
            photos=photos,
        )
    except ValidationError as error:
        raise Refused(422, "invalid", sentences.INVALID) from error
    await chat.say(address, message)


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
