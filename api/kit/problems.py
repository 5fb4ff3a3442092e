"""Errors as problem+json (RFC 9457); no stack trace and no input leaves the process."""

import logging
import traceback

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.kit.errors import Refusal

log = logging.getLogger(__name__)


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def problem(status: int, code: str, detail: str, **more: object) -> JSONResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, **more}
    return JSONResponse({**body, "detail": detail}, status, media_type="application/problem+json")


_HTTP = {
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不支持这个操作。"),
    413: ("too_large", "提交的内容太大了。"),
}


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for it
    return problem(error.status, error.code, error.detail, **error.more)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    # What was sent is left out: it may hold a name or a phone number.
    fields = [
        {"at": ".".join(str(part) for part in fault["loc"]), "fault": fault["type"]}
        for fault in error.errors()
    ]
    return problem(422, "invalid", "提交的内容不符合要求。", fields=fields)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    code, detail = _HTTP.get(error.status_code, ("refused", "这个请求不能处理。"))
    return problem(error.status_code, code, detail)


async def _failed(request: Request, error: Exception) -> JSONResponse:
    # The message of an error may quote what a person wrote; where it happened is enough.
    frames = traceback.extract_tb(error.__traceback__)
    route = getattr(request.scope.get("route"), "path", "?")
    where = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames[-6:]))
    log.error("%s %s failed: %s at %s", request.method, route, type(error).__name__, where)
    return problem(500, "failed", "系统出了点问题，请稍后再试。")
