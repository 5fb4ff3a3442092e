"""Pages instead of problems, for people whose browser asked for something we could not give."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.web.templating import Templates
from bot.wording import web as sentences

_NOT_FOR_CITIZENS = ("/desk", "/v1/", "/chat/", "/docs", "/open311")
Handler = Callable[[Request, Any], Awaitable[Response]]


def add_lost_pages(app: FastAPI, templates: Templates) -> None:
    """Show a page where a browser would get a problem document; programs still get that."""
    for kind in (HTTPException, Exception):
        before: Any = app.exception_handlers[kind]
        app.add_exception_handler(kind, _paged(before, templates))


def _paged(before: Handler, templates: Templates) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        answer = await before(request, error)  # it notes where it failed, too
        if not _is_persons(request):
            return answer
        heading, words = sentences.LOST.get(answer.status_code, sentences.LOST_OTHERWISE)
        return await templates.page(
            request, "lost.html", answer.status_code, heading=heading, words=words
        )

    return handle


def _is_persons(request: Request) -> bool:
    wants_page = "text/html" in request.headers.get("accept", "")
    return wants_page and not request.url.path.startswith(_NOT_FOR_CITIZENS)
