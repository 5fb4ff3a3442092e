"""Reading in a process of its own: the same answers, and none lost when it dies."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from api.contract.understood import UnderstandRequest, Understood
from bot.root.aside import Aside
from bot.root.reading import read_messages
from bot.root.tracker import NearTracker
from knowledge.cities.load import load_city
from tests.fakes.patience import until

AT = datetime(2026, 9, 1, 8, tzinfo=UTC)
TEXTS = (
    "昨晚在荔城区胜利路的老王大排档吃了海鲜，三个人上吐下泻",
    "楼下\n噪音\u2028太大",
    "",
    "粉丝里吃出虫子，我要退钱" * 500,
)
_PATIENCE = 60


def asked(text: str) -> UnderstandRequest:
    return UnderstandRequest(text=text, at=AT)


@asynccontextmanager
async def awake(tmp_path: Path) -> AsyncIterator[Aside]:
    aside = Aside("putian", tmp_path)
    async with aside.at_work(), asyncio.timeout(_PATIENCE):
        await until(lambda: aside.pid is not None)  # it starts slowly on a busy machine
        yield aside


async def test_it_says_what_reading_here_says_whoever_asks_first(tmp_path: Path) -> None:
    here = read_messages(load_city("putian"), tmp_path)
    async with awake(tmp_path) as aside:
        found = await asyncio.gather(*(aside.understand(asked(text)) for text in TEXTS * 3))

    assert [one and one.found for one in found] == [
        here.understand(asked(text)) for text in TEXTS * 3
    ]


async def test_one_who_went_away_takes_nobody_elses_answer(tmp_path: Path) -> None:
    async with awake(tmp_path) as aside:
        gone = asyncio.create_task(aside.understand(asked(TEXTS[3])))
        await asyncio.sleep(0)
        gone.cancel()
        found = await aside.understand(asked(TEXTS[0]))

    assert found is not None
    assert found.found.people_ill == 3


async def test_when_it_dies_everybody_is_answered_here(tmp_path: Path) -> None:
    city = load_city("putian")
    async with awake(tmp_path) as aside, httpx.AsyncClient() as http:
        near = NearTracker(read_messages(city, tmp_path), aside, http)
        asking = [asyncio.create_task(near.understand(asked(text))) for text in TEXTS * 3]
        await asyncio.sleep(0)
        os.kill(aside.pid or 0, signal.SIGKILL)
        found = await asyncio.gather(*asking)

    assert all(isinstance(one, Understood) for one in found)
    assert [one.people_ill for one in found[:: len(TEXTS)]] == [3, 3, 3]


async def test_nobody_is_asked_before_it_is_ready(tmp_path: Path) -> None:
    assert await Aside("putian", tmp_path).understand(asked("你好")) is None


def test_it_ends_with_the_one_who_asks_and_answers_rubbish_with_nothing(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "bot.root.aside", "putian", str(tmp_path)],
        input=b'{"rubbish": 1}\nnot json\n',
        capture_output=True,
        cwd=Path(__file__).parents[3],
        timeout=60,
        check=True,
    )

    assert done.stdout == b"\nnull\nnull\n"
    assert done.stderr == b""


async def test_it_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIESU_CITIZEN_TOKEN", "12345:secret")
    async with awake(tmp_path) as aside:
        given = Path(f"/proc/{aside.pid}/environ").read_bytes()  # noqa: ASYNC240 - in memory

    assert b"12345:secret" not in given
