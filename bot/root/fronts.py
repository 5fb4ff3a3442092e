"""What runs beside the HTTP doors in the event loop: resuming, delivery, the Telegram bots."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from api.contract.client import Tracker
from api.contract.codes import Platform
from api.kit.now import system_now
from api.kit.settings import Settings
from bot.citizen.bot import CitizenBot
from bot.citizen.courier import TelegramCourier
from bot.citizen.presence import Webhook
from bot.delivery.courier import Courier
from bot.delivery.drain import Drain
from bot.delivery.replies import Replies
from bot.inbox.photos import Fetch
from bot.inbox.receive import Receiver, keep_resuming, keep_waking
from bot.inbox.webhook import webhook_route
from bot.root.failing import CommandError
from bot.staff.bot import StaffBot
from bot.staff.courier import StaffCourier
from bot.web.courier import WebCourier

CITIZEN_PATH = "/telegram/citizen"


@dataclass(frozen=True, slots=True)
class Bots:
    """The Telegram bots whose tokens are set."""

    citizen: CitizenBot | None = None
    staff: StaffBot | None = None

    def fetch(self) -> dict[Platform, Fetch]:
        """How the inbox gets photos from channels that hold them themselves."""
        return {} if self.citizen is None else {Platform.telegram: self.citizen.fetch}

    def hooks(self) -> list[APIRouter]:
        """Routes by which Telegram brings updates, for the bots that do not fetch them."""
        bot = self.citizen
        if bot is None or bot.hook is None:
            return []
        return [webhook_route(CITIZEN_PATH, bot.hook.secret, bot.feed)]


def make_bots(settings: Settings, tracker: Tracker) -> Bots:
    """The bots whose tokens are set.

    Raises:
        CommandError: A token is malformed.
    """
    citizen = staff = None
    try:
        if settings.citizen_token is not None:
            citizen = CitizenBot(
                settings.citizen_token.get_secret_value(),
                settings.citizen_api or settings.telegram_api,
                system_now,
                hook=_hook(settings, CITIZEN_PATH),
            )
        if settings.staff_token is not None:
            staff = StaffBot(
                settings.staff_token.get_secret_value(),
                settings.staff_api or settings.telegram_api,
                tracker,
                system_now,
            )
    except ValueError as fault:
        raise CommandError(str(fault)) from fault
    return Bots(citizen, staff)


def _hook(settings: Settings, path: str) -> Webhook | None:
    url, secret = settings.webhook_url(path), settings.webhook_secret
    return Webhook(url, secret.get_secret_value()) if url and secret else None


def couriers(bots: Bots, receiver: Receiver) -> list[Courier]:
    """One courier a channel that this process can reach."""
    found: list[Courier] = [WebCourier(receiver), WebCourier(receiver, Platform.terminal)]
    if bots.citizen is not None:
        found.append(TelegramCourier(bots.citizen.bot, bots.citizen.pace))
    if bots.staff is not None:
        found.append(StaffCourier(bots.staff.bot))
    return found


@asynccontextmanager
async def resuming(receiver: Receiver) -> AsyncIterator[None]:
    """Answer what waits since a crash or an absence; remind of drafts that were left lying."""
    async with _tasks(keep_resuming(receiver), keep_waking(receiver)):
        yield


@asynccontextmanager
async def delivering(bots: Bots, receiver: Receiver, tracker: Tracker) -> AsyncIterator[None]:
    """Deliver what the outbox holds and what replies wait."""
    ways = couriers(bots, receiver)
    replies = Replies(receiver, ways, system_now)
    async with _tasks(Drain(tracker, ways, receiver).run(), replies.run()):
        yield


@asynccontextmanager
async def listening(bots: Bots, receiver: Receiver) -> AsyncIterator[None]:
    """Let the bots take messages, and send the answers until they arrived."""
    replies = Replies(receiver, couriers(bots, receiver), system_now)
    if bots.citizen is not None:
        await bots.citizen.start(replies)
    if bots.staff is not None:
        await bots.staff.start()
    try:
        async with _tasks(replies.run()):
            yield
            if bots.citizen is not None:
                await bots.citizen.rest()
    finally:
        if bots.citizen is not None:
            await bots.citizen.stop()
        if bots.staff is not None:
            await bots.staff.stop()


@asynccontextmanager
async def _tasks(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    running = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        for task in running:
            with suppress(asyncio.CancelledError):
                await task
