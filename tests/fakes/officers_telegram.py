"""A Bot API of our own over HTTP, written from Telegram's documentation, with an officer's phone.

It knows nothing of either framework: it checks what a bot sends as Telegram does, keeps every
chat as its owner sees it, and brings updates by long polling or to a webhook.
"""

import asyncio
import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from aiohttp import web

TOKEN = "777:" + "officers-token-" * 2
ME = {"id": 777, "is_bot": True, "first_name": "接诉办案", "username": "jiesu_staff_bot"}
_TAG = re.compile(r"</?b>")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Refusal(Exception):  # noqa: N818 - what the Bot API answers
    """The Bot API says no."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class OfficersTelegram:
    """Chats, files, and updates that wait."""

    def __init__(self) -> None:
        self.chats: dict[int, dict[int, dict[str, Any]]] = {}
        self.toasts: list[str] = []
        self.commands: list[dict[str, str]] = []
        self.hook: dict[str, Any] = {}
        self._files: dict[str, bytes] = {}
        self._waiting: list[dict[str, Any]] = []
        self._next = 1000
        self._come = asyncio.Event()
        self.refused: list[str] = []

    # what an officer does

    async def say(self, chat: int, text: str, to: int | None = None) -> None:
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            mark = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            content["entities"] = [mark]
        await self._write(chat, content, to)

    async def photo(self, chat: int, data: bytes, caption: str, to: int) -> None:
        ref = f"file-{self._number()}"
        self._files[ref] = data
        size = {"file_id": ref, "file_unique_id": ref, "width": 90, "height": 90}
        await self._write(chat, {"photo": [size], "caption": caption}, to)

    async def press(self, chat: int, message: int, label: str) -> None:
        shown = self.chats[chat][message]
        keys = [key for row in shown["reply_markup"]["inline_keyboard"] for key in row]
        data = next(key["callback_data"] for key in keys if key["text"] == label)
        query = {"id": f"q{self._number()}", "from": _person(chat), "chat_instance": "1"}
        await self._bring("callback_query", {**query, "data": data, "message": shown})

    async def read(self, chat: int, words: str, after: int = 0) -> int:
        """Wait for a message of the bot with these words, newer than another."""
        async with asyncio.timeout(30):
            while not (found := self._with(chat, words, after)):  # noqa: ASYNC110 - the bot's turn
                await asyncio.sleep(0.02)
            return found[-1]

    def _with(self, chat: int, words: str, after: int) -> list[int]:
        known = self.chats.get(chat, {})
        return [n for n, one in known.items() if n > after and words in one.get("text", "")]

    async def _write(self, chat: int, content: dict[str, Any], to: int | None) -> None:
        message = {"message_id": self._number(), "date": 1, "chat": _private(chat), **content}
        message["from"] = _person(chat)
        if to is not None:
            message["reply_to_message"] = self.chats[chat][to]
        await self._bring("message", message)

    async def _bring(self, kind: str, content: dict[str, Any]) -> None:
        update = {"update_id": self._number(), kind: content}
        if not self.hook:
            self._waiting.append(update)
            self._come.set()
            return
        async with httpx.AsyncClient() as http:
            for _ in range(20):
                secret = {"x-telegram-bot-api-secret-token": self.hook["secret_token"]}
                answer = await http.post(self.hook["url"], json=update, headers=secret)
                if answer.is_success:
                    return
                await asyncio.sleep(0.1)
        raise AssertionError("the webhook did not take an update")

    def _number(self) -> int:
        self._next += 1
        return self._next

    # what the bot asks for

    async def call(self, method: str, given: dict[str, Any]) -> object:
        return await getattr(self, f"_on_{method.lower()}")(given)

    async def _on_getme(self, _: dict[str, Any]) -> object:
        return ME

    async def _on_getupdates(self, given: dict[str, Any]) -> object:
        if self.hook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        after = int(given.get("offset", 0))
        self._waiting = [one for one in self._waiting if one["update_id"] >= after]
        if not self._waiting:
            self._come.clear()
            try:
                await asyncio.wait_for(self._come.wait(), float(given.get("timeout", 0)) or 0.01)
            except TimeoutError:
                return []
        return self._waiting[:100]

    async def _on_setwebhook(self, given: dict[str, Any]) -> object:
        if not _SECRET.fullmatch(given.get("secret_token", "")):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self.hook = given
        return True

    async def _on_deletewebhook(self, _: dict[str, Any]) -> object:
        self.hook = {}
        return True

    async def _on_setmycommands(self, given: dict[str, Any]) -> object:
        if not all(_COMMAND.fullmatch(one["command"]) for one in given["commands"]):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        self.commands = given["commands"]
        return True

    async def _on_sendmessage(self, given: dict[str, Any]) -> object:
        return self._put(int(given["chat_id"]), self._number(), given)

    async def _on_editmessagetext(self, given: dict[str, Any]) -> object:
        chat, number = int(given["chat_id"]), int(given["message_id"])
        if number not in self.chats.get(chat, {}):
            raise Refusal(400, "Bad Request: message to edit not found")
        before = self.chats[chat].pop(number)
        after = self._put(chat, number, given)
        if before == after:
            raise Refusal(400, "Bad Request: message is not modified")
        return after

    async def _on_answercallbackquery(self, given: dict[str, Any]) -> object:
        self.toasts.append(given.get("text", ""))
        return True

    async def _on_getfile(self, given: dict[str, Any]) -> object:
        ref = given["file_id"]
        size = len(self._files[ref])
        return {"file_id": ref, "file_unique_id": ref, "file_size": size, "file_path": f"p/{ref}"}

    def _put(self, chat: int, number: int, given: dict[str, Any]) -> dict[str, Any]:
        message = {"message_id": number, "date": 1, "chat": _private(chat), "from": ME}
        message["text"] = _shown(given["text"])
        if markup := given.get("reply_markup"):
            for key in (key for row in markup["inline_keyboard"] for key in row):
                _check_key(key)
            message["reply_markup"] = markup
        self.chats.setdefault(chat, {})[number] = message
        return message

    def file(self, path: str) -> bytes | None:
        return self._files.get(path.removeprefix("p/"))


def _shown(text: str) -> str:
    """What the app shows of HTML; only bold is known here, and all else must be escaped."""
    bare = _TAG.sub("", text)
    if "<" in bare or ">" in bare or text.count("<b>") != text.count("</b>"):
        raise Refusal(400, "Bad Request: can't parse entities")
    shown = html.unescape(bare)
    if not shown.strip() or len(shown.encode("utf-16-le")) // 2 > 4096:
        raise Refusal(400, "Bad Request: message text is empty or too long")
    return shown


def _check_key(key: dict[str, Any]) -> None:
    data, url = key.get("callback_data"), key.get("url")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if url is not None and "//127.0.0.1" in url:
        raise Refusal(400, f"Bad Request: inline keyboard button URL '{url}' is invalid")


def _person(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "王磊", "username": "wanglei"}


def _private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "王磊"}


@asynccontextmanager
async def served(telegram: OfficersTelegram) -> AsyncIterator[str]:
    """The Bot API on the loopback address; gives its base address."""

    async def call(request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            unknown = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(unknown, status=401)
        try:
            given = {name: _read(str(value)) for name, value in (await request.post()).items()}
            result = await telegram.call(request.match_info["method"], given)
        except Refusal as no:
            telegram.refused.append(no.words)
            body = {"ok": False, "error_code": no.status, "description": no.words}
            return web.json_response(body, status=no.status)
        return web.json_response({"ok": True, "result": result})

    async def file(request: web.Request) -> web.Response:
        data = telegram.file(request.match_info["path"])
        return web.Response(body=data) if data is not None else web.Response(status=404)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", call)
    app.router.add_get("/file/bot{token}/{path:.+}", file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _read(value: str) -> object:
    """Composite parameters travel as JSON."""
    return json.loads(value) if value[:1] in {"{", "["} else value
