"""`jiesu run` against an independent Bot API: an officer works a complaint from the phone."""

import asyncio
import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from PIL import Image

from api.kit.database import Database
from api.kit.keys import load_or_make
from api.kit.now import system_now
from api.kit.work import Works
from api.migrations.run import upgrade
from api.people.officers import create_officer
from api.verify import faults
from tests.fakes.officers_telegram import TOKEN, OfficersTelegram, served
from tests.journeys.conftest import PASSWORD, hidden

WANG = 31337
SECRET = "only-telegram-knows"
_COMPLAINT = "昨晚在福田区景田北街「老陈记牛肉火锅」吃的，锅里有虫，花了380块，我要退钱！"


def _works(folder: Path) -> Works:
    database = Database(f"sqlite:///{folder / 'jiesu.db'}")
    upgrade(database.engine)
    return Works(database, load_or_make(folder / "key"), system_now, lambda *_: None)


@asynccontextmanager
async def _running(folder: Path, api: str, port: int, **more: str) -> AsyncIterator[str]:
    environment = {
        **os.environ,
        "PORT": str(port),
        "JIESU_DATA_DIR": str(folder),
        "JIESU_DEMO": "false",
        "JIESU_STAFF_TOKEN": TOKEN,
        "JIESU_TELEGRAM_API": api,
        "JIESU_PUBLIC_URL": f"http://127.0.0.1:{port}",
        **more,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with asyncio.timeout(90), httpx.AsyncClient() as http:
            while not await _ready(http, url):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.1)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def _ready(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(f"{url}/readyz")).is_success
    except httpx.TransportError:
        return False


class _Citizen:
    """Somebody in the web chat."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self._http, self._count = http, 0
        self._headers = {"authorization": f"Bearer {token}"}

    async def say(self, text: str) -> str:
        self._count += 1
        body = {"id": f"m{self._count}", "text": text}
        answer = await self._http.post("/chat/messages", json=body, headers=self._headers)
        return "\n".join(reply["text"] for reply in answer.json()["replies"])

    async def reads(self, words: str) -> None:
        async with asyncio.timeout(30):
            while True:
                answer = await self._http.get("/chat/messages", headers=self._headers)
                if any(words in line["text"] for line in answer.json()["lines"]):
                    return
                await asyncio.sleep(0.1)


async def _code(url: str) -> str:
    """A code for the bot, from the officer's page in the console."""
    async with httpx.AsyncClient(base_url=url) as http:
        page = await http.get("/desk/sign-in")
        form = {"login": "wang", "password": PASSWORD, **hidden(page.text)}
        await http.post("/desk/sign-in", data=form)
        account = await http.get("/desk/account")
        shown = await http.post("/desk/account/code", data=hidden(account.text))
        found = re.search(r"<output>(\w+)</output>", shown.text)
        assert found
        return found[1]


async def _notices(url: str) -> str:
    async with httpx.AsyncClient(base_url=url) as http:
        page = await http.get("/desk/sign-in")
        form = {"login": "wang", "password": PASSWORD, **hidden(page.text)}
        await http.post("/desk/sign-in", data=form)
        return (await http.get("/desk/notices")).text


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (10, 120, 90)).save(out, "JPEG")
    return out.getvalue()


async def _strangers_are_turned_away(url: str) -> None:
    door = f"{url}/telegram/staff"
    mark = "x-telegram-bot-api-secret-token"
    async with httpx.AsyncClient() as http:
        for headers in ({}, {mark: "wrong"}, {mark: SECRET + "x"}):
            assert (
                await http.post(door, json={"update_id": 1}, headers=headers)
            ).status_code == 401
        ours = {mark: SECRET}
        unknown = {"update_id": 1, "a_kind_of_next_year": {}}
        assert (await http.post(door, json=unknown, headers=ours)).status_code == 200
        assert (await http.post(door, content=b"{", headers=ours)).status_code == 400
        large = b"x" * (1024 * 1024 + 1)
        assert (await http.post(door, content=large, headers=ours)).status_code == 413


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_complaint_is_worked_from_the_phone_and_each_step_reaches_the_citizen(
    way: str, tmp_path: Path
) -> None:
    works = _works(tmp_path)
    with works.write() as work:
        create_officer(
            work,
            login="wang",
            name="王磊",
            office="SZ-FT-008",
            roles=["handler"],
            password=PASSWORD,
        )
    telegram, hooked = OfficersTelegram(), way == "webhook"
    more = {"JIESU_WEBHOOK_SECRET": SECRET} if hooked else {}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with served(telegram) as api, _running(tmp_path, api, port, **more) as url:
        async with asyncio.timeout(30):
            while not telegram.commands or hooked != bool(telegram.hook):  # noqa: ASYNC110 - it starts
                await asyncio.sleep(0.05)
        await _work(telegram, url)
        if hooked:
            await _strangers_are_turned_away(url)
    with works.read() as work:
        assert list(faults(work)) == []
    works.database.close()
    assert [
        one for one in telegram.refused if "URL" not in one and "not modified" not in one
    ] == []
    said = "\n".join(one["text"] for one in telegram.chats[WANG].values())
    assert not any(secret in said for secret in ("林晓", "13800138000", "景田花园"))


async def _work(telegram: OfficersTelegram, url: str) -> None:
    await telegram.say(WANG, f"/bind {await _code(url)}")
    await telegram.read(WANG, "绑定好了：王磊")
    assert "王磊 @wanglei" in await _notices(url)

    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        citizen = _Citizen(http, (await http.post("/chat/sessions")).json()["token"])
        await citizen.say(_COMPLAINT)
        await citizen.say("第一个")
        await citizen.say("林晓，13800138000 地址福田区景田花园3栋")
        filed = await citizen.say("提交")
        found = re.search(r"SZ-\d{8}-\d{4,}", filed)
        assert found, filed
        number = found[0]

        pushed = await telegram.read(WANG, "新件")
        assert number in telegram.chats[WANG][pushed]["text"]
        await telegram.press(WANG, pushed, "受理")
        card = await telegram.read(WANG, "✅ 已受理")
        await citizen.reads("已受理")

        await telegram.say(WANG, "我们明天上午到店里检查", to=card)
        confirm = await telegram.read(WANG, "请核对")
        await telegram.press(WANG, confirm, "发送")
        await citizen.reads("我们明天上午到店里检查")

        await telegram.photo(WANG, _photo(), "后厨现场", to=card)
        kept = await telegram.read(WANG, "已存为现场证据")

        seen = kept
        for label, words in (("记录调解成功", "商家当场退款380元"), ("办结", "双方都已告知")):
            await telegram.say(WANG, number)
            card = await telegram.read(WANG, "承办：", after=seen)
            await telegram.press(WANG, card, label)
            asked = await telegram.read(WANG, f"{label}〕", after=card)
            await telegram.say(WANG, words)
            confirm = await telegram.read(WANG, f"内容：{words}", after=asked)
            await telegram.press(WANG, confirm, "确认提交")
            seen = await telegram.read(WANG, "承办：", after=confirm)
            await citizen.reads(words)
