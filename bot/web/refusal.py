"""Answers that are refusals: problem+json with a stable code and a sentence for the person."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Message

from api.contract.problem import Problem
from bot.inbox.readable import UnacceptableError
from bot.wording import inbox as inbox_sentences
from bot.wording import web as sentences

PHOTO_BYTES = 20 * 1024 * 1024
_ENVELOPE_BYTES = 1024 * 1024
"""What the form around photos may take, and a message without any."""
_ONE_PHOTO = PHOTO_BYTES + _ENVELOPE_BYTES
WHOLE_FORM = 3 * PHOTO_BYTES + _ENVELOPE_BYTES
"""The longest body that any route of the chat takes: the page's form, with several photos."""
_MOST_FAULTS = 5


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The request is not done; `detail` is Chinese and for the person."""

    fields: tuple[dict[str, str], ...] = ()
    """Of what is wrong in a request: where, and the code of the fault."""

    def __init__(self, status: int, code: str, detail: str, wait: int | None = None) -> None:
        """Refuse; `wait` is after how many seconds it may be tried again."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.wait = wait


def capped(request: Request, limit: int, refusal: Refused) -> Request:
    """The same request, which breaks off with the refusal once its body grows too long."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise refusal
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise refusal
        return message

    return Request(request.scope, receive)


class ChatRoute(APIRoute):
    """A route whose body is bounded and whose errors are problems."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler of FastAPI."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(_bounded(request))
            except Refused as refused:
                return problem(refused)
            except UnacceptableError as error:
                return problem(Refused(422, error.code, error.detail))
            except RequestValidationError as error:
                return problem(_faulty(error.errors()))
            except HTTPException as error:  # the body is no form or no JSON, or was broken off
                return problem(_why(error))

        return answer


def _faulty(errors: Sequence[Mapping[str, Any]]) -> Refused:
    """What is wrong and where; what was sent is not repeated, but for the names of fields."""
    found = [(sentences.field(one["loc"]), one) for one in errors[:_MOST_FAULTS]]
    said = "；".join(sentences.fault(at, one["type"], one.get("ctx") or {}) for at, one in found)
    refused = Refused(422, "invalid", sentences.WRONG.format(faults=said))
    refused.fields = tuple({"at": at, "fault": str(one["type"])} for at, one in found)
    return refused


def _why(error: HTTPException) -> Refused:
    if isinstance(error.__cause__, Refused):  # FastAPI wraps what reading a body raises
        return error.__cause__
    return Refused(error.status_code, "invalid", sentences.UNREADABLE)


def problem(refused: Refused) -> JSONResponse:
    """A problem document; what was sent is not in it."""
    document = Problem(
        title=refused.code, status=refused.status, code=refused.code, detail=refused.detail
    ).model_dump()
    document |= {"fields": list(refused.fields)} if refused.fields else {}
    headers = {} if refused.wait is None else {"retry-after": str(refused.wait)}
    return JSONResponse(document, refused.status, headers, media_type="application/problem+json")


def _bounded(request: Request) -> Request:
    if request.method not in ("POST", "PUT", "PATCH"):
        return request
    if request.headers.get("content-type", "").startswith("multipart/"):
        refusal = Refused(413, "too_large", sentences.PHOTO_TOO_LARGE)
        return capped(request, _ONE_PHOTO, refusal)
    refusal = Refused(413, "too_large", inbox_sentences.TOO_LONG)
    return capped(request, _ENVELOPE_BYTES, refusal)
