"""The same rooms as processes of their own, beside a tracker that runs elsewhere."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx

from api.contract.client import Tracker
from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.reactions import Office, react
from bot.inbox.receive import Receiver
from bot.root.failing import CommandError
from bot.root.fronts import Bots, delivering, listening, make_bots, resuming
from bot.root.hooked import hooked
from bot.root.reading import read_messages
from bot.root.retaining import Kept
from bot.root.serve import quiet_logs
from bot.root.ticking import make_keeper, make_ticker
from bot.root.tracker import open_storage
from knowledge.cities.load import load_city

_Job = Callable[[Bots, Receiver, Tracker], AbstractAsyncContextManager[None]]


def run_citizen(settings: Settings) -> None:
    """Run the citizens' bot, and the door of the WeChat account on the HTTP port.

    Raises:
        CommandError: Neither of them is set.
    """
    if settings.citizen_token is None and settings.wechat_app_id is None:
        raise CommandError("neither JIESU_CITIZEN_TOKEN nor JIESU_WECHAT_APP_ID is set")
    only = settings.model_copy(update={"staff_token": None})
    _run(only, _listen(only))


def run_staff(settings: Settings) -> None:
    """Run the officers' bot.

    Raises:
        CommandError: Its token is not set.
    """
    if settings.staff_token is None:
        raise CommandError("JIESU_STAFF_TOKEN is not set")
    only = settings.model_copy(update={"citizen_token": None, "wechat_app_id": None})
    _run(only, _listen(only))


def run_deliver(settings: Settings) -> None:
    """Deliver on every channel that is set up."""
    _run(settings, delivering)


def run_tick(settings: Settings) -> None:
    """Watch the clocks, and keep the city's plan once a day, until told to end."""
    quiet_logs()
    city = load_city(settings.city)
    database, keys = open_storage(settings)
    works = Works(database, keys, system_now, react(Office(city)))
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())

    def kept() -> Kept | None:
        # What hides names is large and needed once a day: nobody holds it in between.
        plan, hide = city.about.keeping, read_messages(city, settings.data_dir).hide
        return None if plan is None else Kept(database, keys, works, plan, hide)

    tickers = (make_ticker(works, settings.tick_seconds, city), make_keeper(works, kept))
    for ticker in tickers:
        ticker.start()
    ended.wait()
    for ticker in tickers:
        ticker.shutdown()
    database.close()


def _run(settings: Settings, job: _Job) -> None:
    quiet_logs()
    asyncio.run(_until_told(settings, job))


async def _until_told(settings: Settings, job: _Job) -> None:
    database, keys = open_storage(settings)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with httpx.AsyncClient(
        base_url=settings.tracker_url,
        headers={"authorization": f"Bearer {keys.service_token()}"},
        timeout=30,
    ) as http:
        tracker = Tracker(http)
        bots = make_bots(settings, tracker, database, keys)
        receiver = Receiver(database, keys, tracker, system_now, bots.fetch())
        async with resuming(receiver), job(bots, receiver, tracker):
            await ended.wait()
        if bots.citizen is not None:
            await bots.citizen.stop()  # it may only have sent
    database.close()


def _listen(settings: Settings) -> _Job:
    @asynccontextmanager
    async def job(bots: Bots, receiver: Receiver, _: Tracker) -> AsyncIterator[None]:
        async with listening(bots, receiver), hooked(settings, bots):
            yield

    return job
