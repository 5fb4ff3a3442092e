"""Leaving a device that others use too."""

import hashlib

import httpx
import pytest

from api.contract.codes import Platform
from bot.inbox.receive import Receiver
from bot.message import Reply
from bot.web.courier import WebCourier
from bot.web.visitor import COOKIE
from tests.bot.inbox.wire import WireTracker, view_of

pytestmark = pytest.mark.usefixtures("plain_dialogue")


async def test_it_is_explained_with_the_open_cases(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    tracker.mine = [view_of("SZ-20261121-0007", {"matters": [{"kind": "complaint"}]})]
    page = (await browser.get("/forget")).text
    assert "SZ-20261121-0007" in page
    assert "结果不会再发到这里" in page
    tracker.away = True
    assert (await browser.get("/forget")).status_code == 200


async def test_the_chat_is_gone_from_the_device_and_takes_no_more_notices(
    browser: httpx.AsyncClient, receiver: Receiver
) -> None:
    await browser.post("/", data={"id": "1", "text": "牛奶酸了"})
    address = hashlib.sha256(browser.cookies[COOKIE].encode()).hexdigest()
    courier = WebCourier(receiver)
    assert (await courier.send(address, Reply(text="结果"), "d1")).delivered
    answer = await browser.post("/forget")
    assert (answer.status_code, answer.headers["location"]) == (303, "/forget?done=1")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert COOKIE not in browser.cookies
    assert "牛奶酸了" not in (await browser.get("/")).text
    assert (await courier.send(address, Reply(text="结果"), "d2")).dead
    assert receiver.transcript.find(Platform.web, address) is not None


async def test_a_foreign_page_cannot_make_a_device_forget(browser: httpx.AsyncClient) -> None:
    await browser.post("/", data={"id": "1", "text": "牛奶酸了"})
    answer = await browser.post("/forget", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "牛奶酸了" in (await browser.get("/")).text


async def test_nobody_has_nothing_to_forget(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/forget")).status_code == 303
    assert "已忘记这台设备" in (await browser.get("/forget?done=1")).text
