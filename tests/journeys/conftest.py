"""The whole product in one process, over real databases, with a clock that the test sets."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from api.kit.settings import Settings
from api.people.officers import create_officer
from bot.delivery.drain import Drain
from bot.inbox.receive import Receiver
from bot.root.fronts import Bots, couriers
from bot.root.tracker import Rooms, build
from bot.web.routes import web_routes
from tests.fakes.clock import SettableClock

PASSWORD = "luki-mano-rike-dosu"


@dataclass
class Product:
    """Everything a journey touches."""

    rooms: Rooms
    clock: SettableClock
    receiver: Receiver
    drain: Drain
    http: httpx.AsyncClient

    async def citizen(self) -> "Citizen":
        token = (await self.http.post("/chat/sessions")).json()["token"]
        return Citizen(self, {"authorization": f"Bearer {token}"})

    async def officer(self, login: str) -> "Officer":
        return await Officer.signed_in(self, login)


class Citizen:
    """Somebody who chats over HTTP."""

    def __init__(self, product: Product, headers: dict[str, str]) -> None:
        self._product = product
        self._headers = headers
        self._count = 0
        self._buttons: dict[str, str] = {}

    async def say(self, text: str = "", **more: Any) -> str:
        """Say something, or press the button of that label; gives all replies as one text."""
        self._count += 1
        body = {"id": f"m{self._count}", "text": text, **more}
        if text in self._buttons:
            body["button"] = self._buttons[text]
        answer = await self._product.http.post("/chat/messages", json=body, headers=self._headers)
        assert answer.status_code == 200, answer.text
        replies = answer.json()["replies"]
        self._buttons = {b["label"]: b["payload"] for r in replies for b in r["buttons"]}
        return "\n".join(reply["text"] for reply in replies)

    async def photo(self, data: bytes) -> str:
        files = {"file": ("photo.jpg", data)}
        answer = await self._product.http.post("/chat/photos", files=files, headers=self._headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["evidence"])

    async def lines(self) -> list[str]:
        answer = await self._product.http.get("/chat/messages", headers=self._headers)
        return [line["text"] for line in answer.json()["lines"]]

    async def resume(self, number: str, code: str) -> str:
        """Go on with the cases of a receipt code here; gives the answer."""
        body = {"number": number, "receipt_code": code}
        answer = await self._product.http.post("/chat/resume", json=body, headers=self._headers)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def cases(self) -> list[dict[str, Any]]:
        answer = await self._product.http.get("/chat/cases", headers=self._headers)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found


class Officer:
    """Somebody who works at the desk, by its forms."""

    def __init__(self, product: Product, http: httpx.AsyncClient) -> None:
        self._product = product
        self.http = http
        self._count = 0

    @classmethod
    async def signed_in(cls, product: Product, login: str) -> "Officer":
        http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=product.rooms.app), base_url="http://desk.test"
        )
        page = await http.get("/desk/sign-in")
        form = {"login": login, "password": PASSWORD, **hidden(page.text)}
        answer = await http.post("/desk/sign-in", data=form)
        assert answer.status_code == 303, answer.text
        return cls(product, http)

    async def page(self, path: str) -> str:
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def move(self, number: str, move: str, **fields: str) -> str:
        """Make a move by its form; gives the address of the page that follows."""
        self._count += 1
        page = await self.page(f"/desk/cases/{number}")
        form = {**hidden(page), "move": move, "key": f"{move}-{self._count}", **fields}
        form = {"anyway": "true", **form}
        answer = await self.http.post(f"/desk/cases/{number}/moves", data=form)
        assert answer.status_code == 303, answer.text
        await self._product.drain.drain_once()
        return str(answer.headers["location"])


def hidden(page: str) -> dict[str, str]:
    """The first form's hidden fields that guard and order requests."""
    import re

    found = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and value and name[1] in {"csrf", "seen", "next"}:
            found.setdefault(name[1], value[1])
    return found


@pytest.fixture
async def product(tmp_path: Path, database_url: str) -> AsyncIterator[Product]:
    clock = SettableClock()
    settings = Settings(
        data_dir=tmp_path, database_url=SecretStr(database_url), city="shenzhen", demo=False
    )
    rooms = build(settings, clock)
    with rooms.works.write() as work:
        for login, office, roles in (
            ("lianhua", "SZ-FT-008", ["handler"]),
            ("futian", "SZ-FT", ["handler"]),
            ("baoan", "SZ-BA", ["handler"]),
            ("boss", "SZ-FT", ["supervisor", "approver"]),
            ("onduty", "SZ", ["handler", "duty"]),
        ):
            create_officer(
                work, login=login, name=login, office=office, roles=roles, password=PASSWORD
            )
    tracker = rooms.client()
    receiver = Receiver(rooms.database, rooms.keys, tracker, clock)

    async def read_photo(identifier: str) -> tuple[str, bytes]:
        return "image/jpeg", await tracker.evidence(identifier)

    rooms.app.include_router(web_routes(receiver, tracker, read_photo, clock, ""))
    drain = Drain(tracker, couriers(Bots(), receiver), receiver)
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=rooms.app), base_url="http://chat.test"
    )
    async with http:
        yield Product(rooms, clock, receiver, drain, http)
    rooms.database.close()
