"""The server is killed without warning, started again, and nothing is lost or doubled."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.cases.repository import queue
from api.cases.verify import verify
from api.kit.database import Database
from api.kit.keys import load_or_make
from api.kit.now import system_now
from api.kit.work import Works

_REPORTS = 24


class Server:
    """`jiesu run` as a process of its own, on a folder that outlives it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "PORT": str(self.port),
            "JIESU_DATA_DIR": str(self.folder),
            "JIESU_DEMO": "false",
        }
        self._process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment)
        for _ in range(600):
            try:
                if httpx.get(f"{self.url}/readyz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise TimeoutError

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    made.start()
    yield made
    made.kill()


async def _tell(http: httpx.AsyncClient, token: str, message: str, text: str) -> httpx.Response:
    """Send until it is acknowledged, as the page does."""
    while True:
        try:
            answer = await http.post(
                "/chat/messages",
                json={"id": message, "text": text},
                headers={"authorization": f"Bearer {token}"},
            )
        except httpx.TransportError:
            await asyncio.sleep(0.2)
            continue
        if answer.status_code < 500:
            return answer
        await asyncio.sleep(0.2)


async def _report(http: httpx.AsyncClient, token: str, number: int) -> None:
    text = f"举报福田区景田北街{number}号的小作坊，没有营业执照，后厨有老鼠"
    for step, said in enumerate((text, "匿名", "不清楚", "提交", "进度")):
        await _tell(http, token, f"m{step}", said)


async def _converse(server: Server, tokens: list[str]) -> None:
    chances = random.Random(7)  # noqa: S311 - when to kill is no secret
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as http:
        talks = [asyncio.create_task(_report(http, t, n)) for n, t in enumerate(tokens)]
        for _ in range(3):
            await asyncio.sleep(chances.uniform(0.3, 1.0))
            server.kill()
            await asyncio.to_thread(server.start)
        await asyncio.gather(*talks)
        for token in tokens:
            await _settled(http, token)


async def _settled(http: httpx.AsyncClient, token: str) -> None:
    """Wait until every message of a chat has its answer."""
    for _ in range(100):
        answer = await _tell(http, token, "m4", "进度")
        if answer.status_code == 200:
            return
        await asyncio.sleep(0.3)
    raise TimeoutError


def test_killed_three_times_every_report_is_there_exactly_once(server: Server) -> None:
    tokens = [httpx.post(f"{server.url}/chat/sessions").json()["token"] for _ in range(_REPORTS)]

    asyncio.run(_converse(server, tokens))
    server.kill()

    database = Database(f"sqlite:///{server.folder / 'jiesu.db'}")
    works = Works(database, load_or_make(server.folder / "key"), system_now, lambda *_: None)
    with works.read() as work:
        cases = queue(work, limit=1000)
        assert len({case.facts.get("place") for case in cases}) == _REPORTS
        assert len(cases) == _REPORTS
        assert list(verify(work)) == []
    database.close()
