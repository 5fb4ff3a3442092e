"""The other way in than polling: a platform brings its updates to an address of ours."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from bot.inbox.faults import log_fault

log = logging.getLogger(__name__)

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
_LARGEST = 1024 * 1024
"""Bytes of an update; real ones have some thousands."""
_LAST = 2**63 - 1
"""More than a database counts; Telegram's own numbers are far lower."""


def webhook_route(
    path: str, secret: str, feed: Callable[[dict[str, Any]], Awaitable[None]]
) -> APIRouter:
    """POST to a path, for whoever knows the secret.

    200 means that the update is stored, or none of ours; 401, 413 and 400 that it can't be one;
    503 that it is to be brought again. What came is neither answered nor logged.

    Args:
        path: Where the updates are brought.
        secret: What the platform sends in a header with each.
        feed: Works one raw update; when it returns its message is stored.
    """
    router = APIRouter()

    @router.post(path, include_in_schema=False)
    async def _bring(request: Request) -> Response:
        if not _knows(secret, request):
            return PlainTextResponse("the secret is absent or wrong", 401)
        body = await _body(request)
        if body is None:
            return PlainTextResponse(f"longer than {_LARGEST} bytes", 413)
        update = _update(body)
        if update is None:
            return PlainTextResponse("not an update in JSON", 400)
        try:
            await feed(update)
        except Exception as error:  # noqa: BLE001 - the edge: the update is brought again
            log_fault(log, "an update could not be stored", error)
            return PlainTextResponse("not stored", 503)
        return PlainTextResponse("ok")

    return router


def _knows(secret: str, request: Request) -> bool:
    shown = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(shown.encode(), secret.encode())


async def _body(request: Request) -> bytes | None:
    """The body, unless it is too long; no more than that is read."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > _LARGEST:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return update if 0 <= number <= _LAST else None
