"""A Telegram of our own: the Bot API's answers, without a network.

One state, three wires: aiogram's session, python-telegram-bot's request, and real HTTP.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast
from urllib.parse import unquote

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import web
from telegram.request import BaseRequest, RequestData

TOKEN = "4242:tokentokentokentokentokentokentoken"
ME = {"id": 4242, "is_bot": True, "first_name": "接诉", "username": "jiesu_bot"}
NOON = 1_795_000_000
"""A moment in November 2026, as Telegram counts."""

Answer = tuple[int, dict[str, Any]]


class Telegram:
    """What the Bot API knows: updates that wait, files, and every call that was made."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.updates: list[dict[str, Any]] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.failures: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self.outages: defaultdict[str, int] = defaultdict(int)
        """How often a method, or `file`, is answered by a server in front, over HTTP."""
        self._message_id = 9000

    def sent(self, method: str = "sendMessage") -> list[dict[str, Any]]:
        return [params for name, params in self.calls if name == method]

    def fail(self, method: str, status: int, description: str, **parameters: int) -> None:
        body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
        if parameters:
            body["parameters"] = parameters
        self.failures[method].append((status, body))

    def answer(self, method: str, params: dict[str, Any]) -> Answer:  # noqa: PLR0911 - one a method
        self.calls.append((method, params))
        if self.failures[method]:
            return self.failures[method].popleft()
        match method:
            case "getUpdates":
                return _ok(self._after(int(params.get("offset") or 0)))
            case "getMe":
                return _ok(ME)
            case "sendMessage":
                self._message_id += 1
                return _ok(self._message(self._message_id, params))
            case "editMessageText":
                return _ok(self._message(int(params["message_id"]), params))
            case "getFile":
                return self._file(params["file_id"])
            case _:
                return _ok(result=True)

    def _after(self, offset: int) -> list[dict[str, Any]]:
        """What is asked for with an offset confirms all before it."""
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        return self.updates[:100]

    def _message(self, number: int, params: dict[str, Any]) -> dict[str, Any]:
        markup = params.get("reply_markup")
        shown = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
        chat = {"id": int(params["chat_id"]), "type": "private", "first_name": "林"}
        sent = {"message_id": number, "date": NOON, "chat": chat, "from": ME}
        return {**sent, "text": params["text"], **shown}

    def _file(self, ref: str) -> Answer:
        if ref not in self.files:
            description = "Bad Request: file is too big"
            return 400, {"ok": False, "error_code": 400, "description": description}
        path, data = self.files[ref]
        named = {"file_id": ref, "file_unique_id": ref, "file_path": path}
        return _ok({**named, "file_size": len(data)})

    def content(self, path: str) -> bytes | None:
        return next((data for known, data in self.files.values() if known == path), None)


class AiogramWire(BaseSession):
    """aiogram's session, answered by our Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self._telegram = telegram
        self.closed = False

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the framework's signature
    ) -> TelegramType:
        files: dict[str, Any] = {}
        params = {
            name: prepared
            for name, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files)) is not None
        }
        if method.__api_method__ == "getUpdates":
            await asyncio.sleep(0.01)
        status, body = self._telegram.answer(method.__api_method__, _decoded(params))
        return cast(
            TelegramType, self.check_response(bot, method, status, json.dumps(body)).result
        )

    async def stream_content(
        self, url: str, *_: object, **__: object
    ) -> AsyncGenerator[bytes, None]:
        data = self._telegram.content(url.partition(f"/file/bot{TOKEN}/")[2])
        yield data or b""

    async def close(self) -> None:
        self.closed = True


class PtbWire(BaseRequest):
    """python-telegram-bot's request, answered by our Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        return

    async def shutdown(self) -> None:
        return

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        _, is_file, path = unquote(url).partition(f"/file/bot{TOKEN}/")
        if is_file:
            data = self._telegram.content(path)
            return (404, b"") if data is None else (200, data)
        params = _decoded(dict(request_data.json_parameters)) if request_data else {}
        name = url.rpartition("/")[2]
        if name == "getUpdates":
            await asyncio.sleep(0.01)
        status, body = self._telegram.answer(name, params)
        return status, json.dumps(body).encode()


@asynccontextmanager
async def served(telegram: Telegram) -> AsyncIterator[str]:
    """Our Telegram over HTTP on the loopback address; gives its base address."""

    async def call(request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            unknown = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(unknown, status=401)
        params = _decoded({name: str(value) for name, value in (await request.post()).items()})
        name = request.match_info["method"]
        if telegram.outages[name]:
            return outage(name)
        if name == "getUpdates" and not telegram.updates:
            await asyncio.sleep(min(float(params.get("timeout") or 0), 0.05))
        status, body = telegram.answer(name, params)
        return web.json_response(body, status=status)

    def outage(name: str) -> web.Response:
        telegram.outages[name] -= 1
        return web.Response(status=502, text="<h1>Bad Gateway</h1>", content_type="text/html")

    async def file(request: web.Request) -> web.Response:
        if telegram.outages["file"]:
            return outage("file")
        data = telegram.content(request.match_info["path"])
        return web.Response(body=data) if data is not None else web.Response(status=404)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", call)
    app.router.add_get("/file/bot{token}/{path:.+}", file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _ok(result: object) -> Answer:
    return 200, {"ok": True, "result": result}


def _decoded(params: dict[str, Any]) -> dict[str, Any]:
    """Composite parameters travel as JSON."""
    return {name: _value(value) for name, value in params.items()}


def _value(value: object) -> object:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
