"""The chat page in a real Chromium, before a server that can be taken away and put back."""

import asyncio
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page

from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.receive import Receiver
from bot.web.routes import web_routes
from tests.bot.inbox.wire import Clock, WireTracker
from tests.bot.web.chromium.browsing import picture
from tests.fakes.chromium import started


class Site:
    """The application behind a real socket, which can be taken away and put back."""

    def __init__(self, make: Callable[[], FastAPI], ending: Callable[[], None]) -> None:
        self._make = make
        self._ending = ending
        self.loop: asyncio.AbstractEventLoop
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", self.port))
        door.listen()  # whoever comes before the server is ready waits
        self.port = door.getsockname()[1]
        config = uvicorn.Config(self._make(), log_config=None, timeout_graceful_shutdown=4)
        self._server = uvicorn.Server(config)
        ready = threading.Event()

        async def serve() -> None:
            self.loop = asyncio.get_running_loop()
            ready.set()
            await self._server.serve(sockets=[door])

        self._thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def stop(self) -> None:
        self._ending()
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """SQLite alone: the same routes are tested on both databases without a browser."""
    shutil.copy(sqlite_template, tmp_path / "jiesu.db")
    return f"sqlite:///{tmp_path / 'jiesu.db'}"


@pytest.fixture
def receivers() -> list[Receiver]:
    """Every receiver that was made; the last is the living one."""
    return []


@pytest.fixture
def site(
    database: Database,
    keys: Keyring,
    tracker: WireTracker,
    clock: Clock,
    receivers: list[Receiver],
) -> Iterator[Site]:
    async def read_photo(_: str) -> tuple[str, bytes]:
        return "image/jpeg", picture()

    def make() -> FastAPI:
        receiver = Receiver(database, keys, tracker.client, clock)
        receivers.append(receiver)
        app = FastAPI()
        app.include_router(web_routes(receiver, tracker.client, read_photo, clock, ""))
        return app

    made = Site(make, lambda: receivers[-1].bell.close())  # noqa: PLW0108 - the last one then, not now
    yield made
    made.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A person's browser; it goes before the site does, which would wait for its connections."""
    made = chromium.new_context(
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        permissions=["geolocation"],
        geolocation={"latitude": 22.5431, "longitude": 114.0579},
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """The page; whatever the console complains of fails the test."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if "Security" in said.text else None,
    )
    opened.goto(site.address)
    yield opened
    assert complaints == []
