"""Plays a story as the web chat does: through its HTTP routes and the inbox."""

import asyncio
from collections.abc import Coroutine
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import fastapi
import httpx
from fastapi import FastAPI

from api.contract.codes import Platform
from api.contract.delivery import Notice
from api.contract.understood import Understood
from bot.inbox.receive import Receiver
from bot.message import Button, InboundMessage, Reply
from bot.web.routes import web_routes
from bot.web.visitor import Visitors
from bot.wording.notices import render
from tests.bot.dialogue.on_channel import OnChannel
from tests.bot.dialogue.player import Player, means

T = TypeVar("T")
_A_PICTURE = b"\xff\xd8\xff\xe0 a picture"


class OnWeb(OnChannel):
    """One person in the web chat; to a story the same as `Player`."""

    platform = Platform.web

    def __init__(self, database: Path) -> None:
        super().__init__(database, Player())
        self._loop = asyncio.Runner()
        self._numbers = count(1)
        self._loop.run(self._begin())

    async def _begin(self) -> None:
        self._receiver = Receiver(
            self._database, self._keys, self._client, lambda: self.at, album_quiet=0.01
        )
        app = FastAPI()
        seconds = count(0, 60)  # nobody writes faster than the manners of the chat allow
        app.include_router(
            web_routes(
                self._receiver,
                self._client,
                _no_photo,
                lambda: self.at,
                "",
                seconds=lambda: float(next(seconds)),
            )
        )
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://chat", timeout=60
        )
        begun = await self._http.post("/chat/sessions")
        token = begun.json()["token"]
        self._http.headers["authorization"] = f"Bearer {token}"
        scope = {"type": "http", "headers": [(b"authorization", f"Bearer {token}".encode())]}
        self.where = Visitors("").of(fastapi.Request(scope)).address

    def hear(self, message: InboundMessage, understood: Understood) -> tuple[Reply, ...]:
        self._client.understood = understood
        place = message.location
        told: dict[str, Any] = {"text": message.text, "button": message.button}
        if place is not None:
            told["location"] = {"lat": place.lat, "lon": place.lon}
        return self._say(told, photos=len(message.photos))

    def press(self, label: str) -> tuple[Reply, ...]:
        for reply in reversed(self.replies):
            for button in reply.buttons:
                if button.label.startswith(label):
                    self._words.message()  # time goes on
                    self._client.understood = means()
                    return self._say({"text": button.label, "button": button.payload})
        raise AssertionError(f"no button {label} in {self.replies}")

    def delivered(self, notice: Notice) -> None:
        name = f"notice-{next(self._numbers)}"
        reply = render(notice)
        assert self._run(self._receiver.note(Platform.web, self.where, name, reply, notice))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.run(self._http.aclose())
        self._loop.close()
        self._database.close()

    def _say(self, told: dict[str, Any], *, photos: int = 0) -> tuple[Reply, ...]:
        async def bring() -> tuple[Reply, ...]:
            sent = {**told, "id": f"m{next(self._numbers)}"}
            sent["photos"] = [await self._photo() for _ in range(photos)]
            answer = await self._http.post("/chat/messages", json=sent)
            assert answer.status_code == httpx.codes.OK, answer.text
            return tuple(_read(line) for line in answer.json()["replies"])

        self.replies = self._run(bring())
        return self.replies

    async def _photo(self) -> str:
        file = (f"p{next(self._numbers)}.jpg", _A_PICTURE, "image/jpeg")
        stored = await self._http.post("/chat/photos", files={"file": file})
        assert stored.status_code == httpx.codes.CREATED, stored.text
        return str(stored.json()["evidence"])

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(work)


async def _no_photo(_: str) -> tuple[str, bytes]:
    raise LookupError


def _read(line: dict[str, Any]) -> Reply:
    buttons = (Button(label=one["label"], payload=one["payload"]) for one in line["buttons"])
    return Reply(text=line["text"], buttons=tuple(buttons))
