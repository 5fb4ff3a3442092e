"""A WeChat of our own: its server API, and callbacks as it sends them.

One state, two wires: httpx's transport, and real HTTP.
"""

import hashlib
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiohttp import web

APP_ID = "wx5823bf96d3bd56c7"
SECRET = "secretsecretsecret"
TOKEN = "QDG6eK"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
OLD_AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OPENID = "oyORnuP8q7ou2gfYjqLzSIWZf0rs"
ACCOUNT = "gh_10f6c3c3ac5a"


@dataclass
class Cloud:
    """What api.weixin.qq.com knows, and every call that was made."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    failures: defaultdict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    tokens: list[str] = field(default_factory=lambda: ["token-1"])
    away: bool = False

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer))

    def sent(self, path: str = "/cgi-bin/message/custom/send") -> list[dict[str, Any]]:
        return [body for called, body in self.calls if called == path]

    def said(self, openid: str = OPENID) -> list[str]:
        return [body["text"]["content"] for body in self.sent() if body["touser"] == openid]

    def fail(self, path: str, *codes: int) -> None:
        self.failures[path].extend(codes)

    def renew(self) -> None:
        """The token that was given out is good no more."""
        self.tokens.append(f"token-{len(self.tokens) + 1}")

    def answer(self, request: httpx.Request) -> httpx.Response:  # noqa: PLR0911 - one a path
        if self.away:
            raise httpx.ConnectError(f"no route to {request.url}", request=request)
        if request.url.host != "api.weixin.qq.com":
            return self._picture(request)
        path, asked = request.url.path, dict(request.url.params)
        body = json.loads(request.content) if request.method == "POST" else asked
        self.calls.append((path, body))
        if self.failures[path]:
            return _refused(self.failures[path].popleft())
        if path == "/cgi-bin/stable_token":
            if (body["appid"], body["secret"]) != (APP_ID, SECRET):
                return _refused(40125)
            return httpx.Response(200, json={"access_token": self.tokens[-1], "expires_in": 7200})
        if asked.get("access_token") != self.tokens[-1]:
            return _refused(40001)
        if path == "/cgi-bin/media/get":
            return self._medium(asked["media_id"])
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})

    def _medium(self, media_id: str) -> httpx.Response:
        if media_id not in self.media:
            return _refused(40007)
        headers = {"content-type": "image/jpeg"}
        return httpx.Response(200, content=self.media[media_id], headers=headers)

    def _picture(self, request: httpx.Request) -> httpx.Response:
        self.calls.append((str(request.url), {}))
        data = self.pictures.get(str(request.url))
        return httpx.Response(404) if data is None else httpx.Response(200, content=data)


def _refused(code: int) -> httpx.Response:
    # As WeChat does it: status 200, and sometimes text/plain.
    content = json.dumps({"errcode": code, "errmsg": f"refused rid: {OPENID}"})
    return httpx.Response(200, content=content, headers={"content-type": "text/plain"})


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted((TOKEN, *parts))).encode()).hexdigest()  # noqa: S324 - WeChat's own


def text(words: str, msg_id: int, at: int, openid: str = OPENID) -> str:
    return message(openid, at, MsgType="text", Content=words, MsgId=msg_id)


def event(name: str, at: int, openid: str = OPENID, **more: str) -> str:
    return message(openid, at, MsgType="event", Event=name, **more)


def message(openid: str, at: int, **fields: str | int) -> str:
    """As WeChat writes it: texts in CDATA, numbers bare."""
    head: dict[str, str | int] = {
        "ToUserName": ACCOUNT,
        "FromUserName": openid,
        "CreateTime": at,
    }
    shown = (
        f"<{name}>{value if isinstance(value, int) else f'<![CDATA[{value}]]>'}</{name}>"
        for name, value in (head | fields).items()
    )
    return f"<xml>{''.join(shown)}</xml>"


@asynccontextmanager
async def served(cloud: Cloud) -> AsyncIterator[str]:
    """Our WeChat over HTTP on the loopback address; gives its base address."""

    async def call(request: web.Request) -> web.Response:
        asked = httpx.Request(
            request.method,
            f"https://api.weixin.qq.com{request.path_qs}",
            content=await request.read(),
        )
        answer = cloud.answer(asked)
        kind = answer.headers.get("content-type", "application/octet-stream")
        return web.Response(
            status=answer.status_code, body=answer.content, headers={"content-type": kind}
        )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
