"""The address that WeChat calls."""

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.background import BackgroundTask

from bot.wechat.answering import Answering, Passive
from bot.wechat.content import NobodyError, meaning_of
from bot.wechat.door import WRONG_SIGNATURE, Door, Letter, NotLetInError
from bot.wechat.door import Query as Asked
from bot.wechat.xml import write_xml

log = logging.getLogger(__name__)

PATH = "/wechat"
LONGEST = 64 * 1024
"""Bytes of a callback; a text has at most 2,048, and an envelope adds a third."""
_PATIENCE = 4.5
"""Seconds after which an answer would hardly reach WeChat, which hangs up after five."""
_XML = "application/xml"
_FORBIDDEN, _TOO_LARGE, _AWAY = 403, 413, 503

_LONGEST_ECHO = 1000
_Short = Annotated[str, Query(max_length=200)]


def callback_routes(
    door: Door, answering: Callable[[], Answering | None], now: Callable[[], datetime]
) -> APIRouter:
    """GET for the console's trial, POST for messages and events.

    Args:
        door: Verifies what comes.
        answering: What takes it, once there is one.
        now: The present moment, aware.
    """
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def _try_out(
        timestamp: _Short = "",
        nonce: _Short = "",
        signature: _Short = "",
        msg_signature: _Short = "",
        echostr: Annotated[str, Query(max_length=_LONGEST_ECHO)] = "",
    ) -> Response:
        try:
            words = door.greet(Asked(timestamp, nonce, signature, msg_signature), echostr)
        except NotLetInError as refusal:
            return _refused(refusal)
        return PlainTextResponse(words)

    @router.post(PATH)
    async def _take(
        request: Request,
        timestamp: _Short = "",
        nonce: _Short = "",
        signature: _Short = "",
        msg_signature: _Short = "",
        encrypt_type: _Short = "",
    ) -> Response:
        worker = answering()
        if worker is None:
            return PlainTextResponse("", _AWAY)
        begun = time.monotonic()

        async def waits() -> bool:
            return time.monotonic() - begun < _PATIENCE and not await request.is_disconnected()

        asked = Asked(timestamp, nonce, signature, msg_signature, encrypt_type)
        try:
            letter = await door.open(asked, await _body(request))
            meaning = meaning_of(letter.fields, now())
        except NotLetInError as refusal:
            return _refused(refusal)
        except NobodyError:
            return _refused(NotLetInError(400, "no sender"))
        passive = await worker.answer(meaning, waits)
        return _answered(door, letter, passive, now())

    return router


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise NotLetInError(_TOO_LARGE, "too long")
    return bytes(body)


def _answered(door: Door, letter: Letter, passive: Passive, now: datetime) -> Response:
    """Back to the person; an empty answer tells WeChat that nothing more is to come."""
    content = ""
    if passive.text:
        xml = write_xml(
            ToUserName=letter.fields["FromUserName"],
            FromUserName=letter.fields.get("ToUserName", ""),
            CreateTime=int(now.timestamp()),
            MsgType="text",
            Content=passive.text,
        )
        content = door.answer(letter, xml, secrets.token_hex(8))
    kind = _XML if content else "text/plain"
    return Response(content, media_type=kind, background=BackgroundTask(passive.after))


def _refused(refusal: NotLetInError) -> Response:
    """Said plainly, for whoever sets the account up; nothing of what came is repeated."""
    # Anybody can come with a wrong signature; the rest tells that something is set up wrongly.
    if refusal.status == _FORBIDDEN and refusal.why != WRONG_SIGNATURE:
        log.warning("a WeChat callback was refused: %s", refusal.why)
    return PlainTextResponse(refusal.why, refusal.status)
