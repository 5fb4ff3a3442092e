"""One process that serves: the HTTP doors, and whatever else it is told to run beside them."""

import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from types import FrameType

import uvicorn
from fastapi import FastAPI

from api.kit.bell import Bell
from api.kit.now import system_now
from api.kit.settings import Settings
from bot.inbox.receive import Receiver
from bot.root.aside import Aside
from bot.root.demo import end_demo, load_demo
from bot.root.doors import listen
from bot.root.fronts import Bots, delivering, listening, make_bots, resuming
from bot.root.reading import calm_collector
from bot.root.retaining import kept_in
from bot.root.ticking import make_keeper, make_ticker
from bot.root.tracker import Rooms, build
from bot.web.lost import add_lost_pages
from bot.web.refusal import WHOLE_FORM
from bot.web.routes import web_routes
from bot.web.templating import Templates
from knowledge.cities.load import load_city

_SHOWN_ROLES = ("handler", "supervisor", "custodian", "auditor", "admin")
_SECONDS_TO_END = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs beside the HTTP doors."""

    ticker: bool = False
    delivery: bool = False
    bots: bool = False

    @classmethod
    def everything(cls) -> "Parts":
        """All in one process."""
        return cls(ticker=True, delivery=True, bots=True)


def serve(settings: Settings, parts: Parts) -> None:
    """Serve until the process is told to end.

    Raises:
        CommandError: The port is in use.
    """
    quiet_logs()
    load_city(settings.city)  # a wrong name is told before anything is taken or made
    door = listen(settings.host, settings.port)
    aside = Aside(settings.city, settings.data_dir)
    aside.begin()  # while everything else is made
    rooms = build(settings, aside=aside)
    tracker = rooms.client()
    bots = Bots()
    if parts.bots:
        bots = make_bots(settings, tracker, rooms.database, rooms.keys)
    receiver = Receiver(rooms.database, rooms.keys, tracker, system_now, bots.fetch())
    add_chat(rooms, receiver)
    for hook in bots.hooks():
        rooms.app.include_router(hook)
    rooms.app.router.lifespan_context = _beside(rooms, receiver, bots, parts)
    passwords = load_demo(rooms.works, rooms.city, settings.data_dir) if settings.demo else {}
    if not settings.demo:
        end_demo(rooms.works)
    _greet(rooms, passwords)
    calm_collector()
    config = uvicorn.Config(
        rooms.app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    _Server(config, receiver, rooms.works.bell).run(sockets=[door])
    rooms.database.close()


class _Server(uvicorn.Server):
    """Lets open chat pages and waiting couriers go when told to end: they would hold it up."""

    def __init__(self, config: uvicorn.Config, receiver: Receiver, outbox: Bell) -> None:
        super().__init__(config)
        self._receiver = receiver
        self._outbox = outbox

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, at a signal."""
        self._receiver.bell.close()
        self._outbox.close()
        super().handle_exit(sig, frame)


def quiet_logs() -> None:
    """Warnings and worse on standard error; request lines, which may hold a token, never."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_without_traceback)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _without_traceback(record: logging.LogRecord) -> bool:
    # Our own handler has told where it failed; the error itself may quote what a person wrote.
    record.exc_info = record.exc_text = None
    return True


def add_chat(rooms: Rooms, receiver: Receiver) -> None:
    """Put the web chat's routes before those of the tracker."""
    tracker = rooms.client()

    async def read_photo(identifier: str) -> tuple[str, bytes]:
        return "image/jpeg", await tracker.evidence(identifier)

    public_url = rooms.settings.public_url
    chat = web_routes(receiver, tracker, read_photo, system_now, public_url)
    rooms.app.include_router(chat, max_body_size=WHOLE_FORM)  # its routes cap themselves lower
    add_lost_pages(rooms.app, Templates(receiver))
    # Routes are tried in order, and nearly every request is a citizen's.
    routes = rooms.app.router.routes
    routes.insert(0, routes.pop())


def _beside(
    rooms: Rooms, receiver: Receiver, bots: Bots, parts: Parts
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(rooms.aside.at_work())
            await stack.enter_async_context(resuming(receiver))
            if parts.delivery:
                await stack.enter_async_context(delivering(bots, receiver, rooms.client()))
            if parts.bots:
                await stack.enter_async_context(listening(bots, receiver))
            if parts.ticker:
                seconds = rooms.settings.tick_seconds
                for ticker in (
                    make_ticker(rooms.works, seconds, rooms.city),
                    make_keeper(rooms.works, lambda: kept_in(rooms)),
                ):
                    ticker.start()
                    stack.callback(ticker.shutdown)
            yield

    return lifespan


def _greet(rooms: Rooms, passwords: dict[str, str]) -> None:
    base = f"http://{rooms.settings.host}:{rooms.settings.port}"
    lines = [
        "",
        f"Jiesu 接诉 · {rooms.city.about.title}",
        f"  chat     {base}/",
        f"  console  {base}/desk",
        f"  API      {base}/docs",
    ]
    if passwords:
        lines += ["", "Demo accounts (invented people; login, password, office):"]
        for one in rooms.city.officers:
            if not set(_SHOWN_ROLES).isdisjoint(one.roles):
                office = rooms.city.office(one.office).short
                lines.append(f"  {one.login:<14}{passwords[one.login]:<24}{office} {one.name}")
    sys.stdout.write("\n".join([*lines, "", ""]))
    sys.stdout.flush()
