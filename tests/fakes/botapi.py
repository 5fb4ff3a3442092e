"""A Bot API server of its own, strict where Telegram is strict, for processes that run apart.

It knows nothing of our bots: what it takes and refuses follows the published description of
the Bot API. It runs in a thread, so that a test can start, kill and watch processes meanwhile.
"""

import asyncio
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.botapi_text import CannotParseError, visible

Raw = dict[str, Any]
_LONGEST = 4096
_MOST_DATA = 64
_DOWNLOAD = 20 * 1024 * 1024
_NO_CHAT = (400, "Bad Request: chat not found")
_BLOCKED = (403, "Forbidden: bot was blocked by the user")
_HOOKED = (409, "Conflict: can't use getUpdates method while webhook is active")


class ApiError(Exception):
    """An answer that is none of the wished ones."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


@dataclass
class Fault:
    """What happens to the next calls of a method."""

    times: int
    error: ApiError | None = None
    hang: float = 0
    after: bool = False
    """The call is done, and only its answer is lost."""


@dataclass
class Chat:
    """A private chat as its person sees it."""

    id: int
    messages: list[Raw] = field(default_factory=list)
    blocked: bool = False
    times: deque[float] = field(default_factory=deque)

    @property
    def texts(self) -> list[str]:
        return [visible(message["text"]) for message in self.messages]

    def buttons(self) -> dict[str, str]:
        """Labels of all buttons to their data; the newest of a label counts."""
        found: dict[str, str] = {}
        for message in self.messages:
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                found |= {key["text"]: key["callback_data"] for key in row}
        return found


class BotApi:
    """The server's state; changed by calls of the bot and by what a test does as a person."""

    def __init__(self, token: str, burst: int = 0) -> None:
        """Serve one bot.

        Args:
            token: Of the bot.
            burst: Messages to one chat within a second that are taken; 0 takes all.
        """
        self.token = token
        self.calls: list[tuple[str, Raw]] = []
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, bytes] = {}
        self.waiting: list[Raw] = []
        self.hook: Raw = {}
        self.answers: list[int] = []
        """What the webhook answered, in order."""
        self.url = ""
        self._burst = burst
        self._allowed: list[str] | None = None
        self._faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self._queries: set[str] = set()
        self._numbers = iter(range(1, 10**9))
        self._lock = threading.RLock()

    # what a person does

    def chat(self, number: int) -> Chat:
        with self._lock:
            return self.chats.setdefault(number, Chat(number))

    def say(self, chat: int, text: str, **more: object) -> Raw:
        return self.message(chat, text=text, **more)

    def message(self, chat: int, **content: object) -> Raw:
        return self.update("message", {**self._base(chat), **content})

    def edit(self, chat: int, **content: object) -> Raw:
        changed = {**self._base(chat), "edit_date": int(time.time()), **content}
        return self.update("edited_message", changed)

    def press(self, chat: int, label: str) -> Raw:
        """Press the newest button whose label begins so."""
        found = self.chat(chat).buttons()
        data = next(data for name, data in reversed(found.items()) if name.startswith(label))
        return self.press_data(chat, data)

    def press_data(self, chat: int, data: str) -> Raw:
        query = f"q{next(self._numbers)}"
        self._queries.add(query)
        messages = self.chat(chat).messages
        pressed: Raw = {"id": query, "from": _person(chat), "chat_instance": "1", "data": data}
        if messages:
            pressed["message"] = messages[-1]
        return self.update("callback_query", pressed)

    def album(self, chat: int, count: int) -> list[Raw]:
        group = f"album-{next(self._numbers)}"
        return [self.message(chat, photo=self.photo(), media_group_id=group) for _ in range(count)]

    def photo(self, content: bytes = b"") -> list[Raw]:
        """Sizes of a photo whose largest can be downloaded."""
        return [{"width": 90, "height": 90, **self.file(b"")}, self.large(content)]

    def large(self, content: bytes) -> Raw:
        return {"width": 1280, "height": 960, **self.file(content)}

    def file(self, content: bytes) -> Raw:
        name = f"file-{next(self._numbers)}"
        self.files[name] = content
        return {"file_id": name, "file_unique_id": name}

    def update(self, kind: str, content: Raw) -> Raw:
        """Put an update where the bot gets it from, if it wants such."""
        with self._lock:
            made = {"update_id": next(self._numbers), kind: content}
            if self._allowed is None or kind in self._allowed:
                self.waiting.append(made)
            return made

    # what goes wrong

    def fail(
        self, method: str, status: int, description: str, times: int = 1, **more: int
    ) -> None:
        self._faults[method].append(Fault(times, ApiError(status, description, **more)))

    def hang(self, method: str, seconds: float, times: int = 1, *, after: bool = False) -> None:
        """Answer only after some seconds; `after` says that the call is done all the same."""
        self._faults[method].append(Fault(times, hang=seconds, after=after))

    # what a test looks at

    def called(self, method: str) -> list[Raw]:
        with self._lock:
            return [params for name, params in self.calls if name == method]

    def until(self, true: Callable[[], object], seconds: float = 30) -> None:
        """Look again and again: the processes give no event."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.01)

    # serving

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve on the loopback address from a thread; gives the base address."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        runner = asyncio.run_coroutine_threadsafe(self._begin(), loop).result()
        bringing = asyncio.run_coroutine_threadsafe(self._bring(), loop)
        try:
            self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield self.url
        finally:
            bringing.cancel()
            asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=20)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _begin(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _answer(ApiError(401, "Unauthorized"))
        method = request.match_info["method"]
        params = await _params(request)
        with self._lock:
            self.calls.append((method, params))
            fault = next((one for one in self._faults[method] if one.times > 0), None)
            if fault is not None:
                fault.times -= 1
        if fault is not None and not fault.after:
            await asyncio.sleep(fault.hang)
            if fault.error is not None:
                return _answer(fault.error)
        try:
            result = await self._do(method, params)
        except ApiError as error:
            return _answer(error)
        if fault is not None and fault.after:
            await asyncio.sleep(fault.hang)
        return web.json_response({"ok": True, "result": result})

    async def _do(self, method: str, params: Raw) -> object:
        if method == "getUpdates":
            return await self._updates(params)
        known: dict[str, Callable[[Raw], object]] = {
            "getMe": lambda _: {"id": 1, "is_bot": True, "first_name": "b", "username": "b_bot"},
            "setWebhook": self._set_hook,
            "deleteWebhook": self._delete_hook,
            "sendMessage": self._send,
            "sendChatAction": self._act,
            "answerCallbackQuery": self._answer_query,
            "getFile": self._get_file,
        }
        if method in known:
            with self._lock:
                return known[method](params)
        if method.startswith("setMy") or method == "setChatMenuButton":
            return True
        raise ApiError(404, "Not Found: method not found")

    async def _updates(self, params: Raw) -> list[Raw]:
        if self.hook:
            raise ApiError(*_HOOKED)
        end = time.monotonic() + float(params.get("timeout", 0))
        with self._lock:
            self._allowed = params.get("allowed_updates", self._allowed)
            offset = int(params.get("offset", 0))
            self.waiting = [one for one in self.waiting if one["update_id"] >= offset]
        while not self.waiting and time.monotonic() < end:  # noqa: ASYNC110 - filled by a thread
            await asyncio.sleep(0.01)
        with self._lock:
            return self.waiting[: int(params.get("limit", 100))]

    def _set_hook(self, params: Raw) -> bool:
        if not str(params["url"]).startswith(("https://", "http://127.0.0.1")):
            raise ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        self.hook, self._allowed = params, params.get("allowed_updates", self._allowed)
        return True

    def _delete_hook(self, _: Raw) -> bool:
        self.hook = {}
        return True

    def _send(self, params: Raw) -> Raw:
        chat = self.chats.get(int(params["chat_id"]))
        if chat is None:
            raise ApiError(*_NO_CHAT)
        if chat.blocked:
            raise ApiError(*_BLOCKED)
        self._check_pace(chat)
        text = str(params.get("text", ""))
        try:
            shown = visible(text) if params.get("parse_mode") == "HTML" else text
        except CannotParseError as fault:
            raise ApiError(400, f"Bad Request: can't parse entities: {fault}") from fault
        if not shown.strip():
            raise ApiError(400, "Bad Request: message text is empty")
        if len(shown.encode("utf-16-le")) // 2 > _LONGEST:
            raise ApiError(400, "Bad Request: message is too long")
        markup = params.get("reply_markup", {})
        for row in markup.get("inline_keyboard", []):
            if any(not 0 < len(key["callback_data"].encode()) <= _MOST_DATA for key in row):
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        sent = {**self._base(chat.id), "from": {"id": 1, "is_bot": True, "first_name": "b"}}
        sent |= {"text": text} | ({"reply_markup": markup} if markup else {})
        chat.messages.append(sent)
        return sent

    def _check_pace(self, chat: Chat) -> None:
        now = time.monotonic()
        while chat.times and now - chat.times[0] >= 1:
            chat.times.popleft()
        if self._burst and len(chat.times) >= self._burst:
            raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
        chat.times.append(now)

    def _act(self, params: Raw) -> bool:
        chat = self.chats.get(int(params["chat_id"]))
        if chat is None or chat.blocked:
            raise ApiError(*(_NO_CHAT if chat is None else _BLOCKED))
        return True

    def _answer_query(self, params: Raw) -> bool:
        if params["callback_query_id"] not in self._queries:
            raise ApiError(400, "Bad Request: query is too old or its ID is invalid")
        self._queries.discard(params["callback_query_id"])
        return True

    def _get_file(self, params: Raw) -> Raw:
        content = self.files.get(params["file_id"])
        if content is None:
            raise ApiError(400, "Bad Request: wrong file_id or the file is unavailable")
        if len(content) > _DOWNLOAD:
            raise ApiError(400, "Bad Request: file is too big")
        name = params["file_id"]
        named = {"file_id": name, "file_unique_id": name, "file_path": f"documents/{name}"}
        return {**named, "file_size": len(content)}

    async def _download(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"].removeprefix("documents/"))
        known = request.match_info["token"] == self.token and content is not None
        return web.Response(body=content) if known else web.Response(status=404)

    async def _bring(self) -> None:
        """Bring updates to the webhook one by one, each until it is taken."""
        async with aiohttp.ClientSession() as http:
            while True:
                with self._lock:
                    first = self.waiting[0] if self.hook and self.waiting else None
                if first is None or not await self._brought(http, first):
                    await asyncio.sleep(0.02)

    async def _brought(self, http: aiohttp.ClientSession, update: Raw) -> bool:
        secret = {"X-Telegram-Bot-Api-Secret-Token": str(self.hook.get("secret_token", ""))}
        try:
            async with http.post(
                self.hook["url"],
                json=update,
                headers=secret,
                timeout=aiohttp.ClientTimeout(total=10),
            ) as answer:
                self.answers.append(answer.status)
                taken = answer.ok
        except (aiohttp.ClientError, TimeoutError, KeyError):
            return False
        if taken:
            with self._lock:
                self.waiting = [one for one in self.waiting if one is not update]
        return taken

    def _base(self, chat: int) -> Raw:
        self.chat(chat)
        where = {"id": chat, "type": "private", "first_name": "林"}
        number, now = next(self._numbers), int(time.time())
        return {"message_id": number, "date": now, "chat": where, "from": _person(chat)}


def _person(chat: int) -> Raw:
    return {"id": chat, "is_bot": False, "first_name": "林"}


def _answer(error: ApiError) -> web.Response:
    return web.json_response(error.body, status=error.status)


async def _params(request: web.Request) -> Raw:
    if request.content_type == "application/json":
        body = await request.json()
        return body if isinstance(body, dict) else {}
    given = {name: str(value) for name, value in (await request.post()).items()}
    return {name: _value(value) for name, value in given.items()}


def _value(text: str) -> object:
    """Composite parameters of a form travel as JSON."""
    if text[:1] in {"{", "["}:
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
