"""What is brought to our address is taken from whoever knows the secret, and from nobody else."""

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.inbox.webhook import webhook_route

SECRET = "s-e_cret"
UPDATE = {"update_id": 5, "message": {"text": "牛奶是酸的"}}


class Door:
    """A webhook, and what came through it."""

    def __init__(self) -> None:
        self.fed: list[dict[str, Any]] = []
        self.fault: Exception | None = None
        app = FastAPI()
        app.include_router(webhook_route("/telegram/citizen", SECRET, self._feed))
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://door")

    async def _feed(self, update: dict[str, Any]) -> None:
        if self.fault is not None:
            raise self.fault
        self.fed.append(update)

    async def bring(self, body: bytes, secret: str | None = SECRET, **more: str) -> httpx.Response:
        shown = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        headers = {**shown, **more}
        return await self.http.post("/telegram/citizen", content=body, headers=headers)


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    made = Door()
    async with made.http:
        yield made


async def test_an_update_with_the_secret_is_taken(door: Door) -> None:
    answer = await door.bring(json.dumps(UPDATE).encode())
    assert answer.status_code == 200
    assert door.fed == [UPDATE]


@pytest.mark.parametrize("secret", [None, "", "s-e_cre", "s-e_cret ", "S-E_CRET", "s-e_cretx"])
async def test_without_the_very_secret_nothing_is_taken_or_read(
    secret: str | None, door: Door
) -> None:
    for body in (json.dumps(UPDATE).encode(), b"{", b"x" * (1024 * 1024 + 1)):
        answer = await door.bring(body, secret)
        assert (answer.status_code, answer.text) == (401, "the secret is absent or wrong")
    assert door.fed == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"5",
        b"\xff\xfe",
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "5"}',
        b'{"update_id": true}',
        b'{"update_id": -5}',
        b'{"update_id": 9223372036854775808}',
        b"[" * 200_000,
    ],
)
async def test_what_is_no_update_is_told_so(body: bytes, door: Door) -> None:
    answer = await door.bring(body)
    assert (answer.status_code, answer.text) == (400, "not an update in JSON")
    assert door.fed == []


async def test_a_body_over_a_megabyte_is_refused_however_it_is_declared(door: Door) -> None:
    long = json.dumps({"update_id": 1, "x": "x" * 1024 * 1024}).encode()

    async def piecewise() -> AsyncIterator[bytes]:
        for at in range(0, len(long), 65_536):
            yield long[at : at + 65_536]

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    streamed = await door.http.post("/telegram/citizen", content=piecewise(), headers=headers)
    assert (await door.bring(long)).status_code == 413
    assert streamed.status_code == 413
    assert door.fed == []


async def test_an_update_that_could_not_be_stored_is_to_be_brought_again_and_not_logged(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    door.fault = ValueError("牛奶是酸的")
    answer = await door.bring(json.dumps(UPDATE).encode())
    assert (answer.status_code, answer.text) == (503, "not stored")
    assert "牛奶" not in caplog.text
    assert SECRET not in caplog.text
    door.fault = None
    assert (await door.bring(json.dumps(UPDATE).encode())).status_code == 200


async def test_only_posts_are_answered(door: Door) -> None:
    assert (await door.http.get("/telegram/citizen")).status_code == 405
