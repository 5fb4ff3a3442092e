"""A body over the limit is refused in words: a problem to programs, a page to people."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kit.problems import problem

_TOO_LARGE = 413
DETAIL = "提交的内容太大了，没有收下。照片请压缩到 20 MB 以内，分几次发。"
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>内容太大</title></head>
<body><main><h1>内容太大</h1><p>{detail}</p><p><a href="{back}">返回</a></p></main></body>
</html>
"""


class KindlyTooLarge:
    """Puts words into the bare answer that the framework gives to a body over its limit."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bare = False

        async def with_words(message: Message) -> None:
            nonlocal bare
            if message["type"] == "http.response.start" and _is_bare(message):
                bare = True
            if not bare:
                await send(message)

        await self._app(scope, receive, with_words)
        if bare:
            answer = _answer(Headers(scope=scope), scope["path"])
            await answer(scope, receive, send)


def _is_bare(message: Message) -> bool:
    kind = MutableHeaders(scope=message).get("content-type", "")
    return message["status"] == _TOO_LARGE and kind.startswith("text/plain")


def _answer(headers: Headers, path: str) -> Response:
    if "text/html" not in headers.get("accept", ""):
        return problem(_TOO_LARGE, "too_large", DETAIL)
    back = "/desk" if path.startswith("/desk") else "/"
    return HTMLResponse(_PAGE.format(detail=DETAIL, back=back), _TOO_LARGE)
