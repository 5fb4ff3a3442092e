"""The door in a process of its own, beside a tracker and a courier that run elsewhere."""

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import Process, create_subprocess_exec
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.wechat.xml import read_xml
from tests.fakes.wechat import (
    APP_ID,
    OPENID,
    SECRET,
    TOKEN,
    Cloud,
    message,
    served,
    signature,
    text,
)

_PATIENCE = 120


class City:
    """`jiesu api`, `citizen` and `deliver`, on one folder."""

    def __init__(self, folder: Path, wechat: str) -> None:
        self.api, self.door = _free_port(), _free_port()
        self._running: dict[str, Process] = {}
        self._environment = {
            **os.environ,
            "JIESU_DATA_DIR": str(folder),
            "JIESU_DEMO": "false",
            "JIESU_TRACKER_URL": f"http://127.0.0.1:{self.api}",
            "JIESU_WECHAT_API": wechat,
            "JIESU_WECHAT_APP_ID": APP_ID,
            "JIESU_WECHAT_SECRET": SECRET,
            "JIESU_WECHAT_TOKEN": TOKEN,
        }

    async def start(self, name: str, port: int) -> None:
        self._running[name] = await create_subprocess_exec(
            sys.executable, "-m", "bot", name, env={**self._environment, "PORT": str(port)}
        )

    async def kill(self, name: str) -> None:
        self._running[name].send_signal(signal.SIGKILL)
        await self._running.pop(name).wait()

    async def stop(self) -> dict[str, int]:
        """End all as an operator does; gives their exit codes."""
        ending, self._running = self._running, {}
        for process in ending.values():
            process.send_signal(signal.SIGTERM)
        return {name: await process.wait() for name, process in ending.items()}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest.fixture
async def city(tmp_path: Path, cloud: Cloud) -> AsyncIterator[City]:
    async with served(cloud) as wechat:
        made = City(tmp_path, wechat)
        try:
            yield made
        finally:
            await made.stop()


async def _serves(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    async with httpx.AsyncClient() as http:
        while time.monotonic() < end:
            try:
                if (await http.get(f"http://127.0.0.1:{port}/readyz")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.2)
    raise TimeoutError


async def _send(city: City, body: str) -> str:
    """As WeChat does: again and again until it is taken."""
    end = time.monotonic() + _PATIENCE
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{city.door}") as http:
        while True:
            stamp = str(int(time.time()))
            nonce = os.urandom(8).hex()
            query = {"timestamp": stamp, "nonce": nonce, "signature": signature(stamp, nonce)}
            try:
                answer = await http.post("/wechat", params=query, content=body, timeout=5)
            except httpx.TransportError:
                assert time.monotonic() < end
                await asyncio.sleep(0.2)
                continue
            assert answer.status_code == 200, answer.text
            return read_xml(answer.content)["Content"] if answer.content else ""


async def _heard(city: City, cloud: Cloud, body: str) -> str:
    """What a message is answered with, in the callback or, where the machine is slow, after it."""
    before = len(cloud.said())
    answer = await _send(city, body)
    if not answer:
        async with asyncio.timeout(_PATIENCE):
            while len(cloud.said()) == before:  # noqa: ASYNC110 - another process sends it
                await asyncio.sleep(0.1)
    return answer + "".join(cloud.said()[before:])


async def test_the_door_is_killed_and_comes_back_and_nothing_is_lost(
    city: City, cloud: Cloud
) -> None:
    await city.start("api", city.api)
    await _serves(city.api)
    await city.start("citizen", city.door)
    await city.start("deliver", _free_port())
    at = int(time.time())
    assert "食品安全" in await _heard(city, cloud, text("你好", 1, at))

    await city.kill("citizen")
    await city.start("citizen", city.door)
    await _send(city, text("牛奶是酸的", 2, at))
    assert await _send(city, text("牛奶是酸的", 2, at)) == ""
    progress = message(OPENID, at, MsgType="event", Event="CLICK", EventKey="cmd:go_on")

    # Whatever became of the answers before: the draft is there, and waits for the trader.
    carried = await _send(city, progress)
    async with asyncio.timeout(_PATIENCE):
        while "哪一家" not in carried + "".join(cloud.said()):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.1)
    assert len(cloud.sent("/cgi-bin/stable_token")) == 1
    assert (await city.stop())["citizen"] == 0
