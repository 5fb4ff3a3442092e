"""What runs beside the HTTP doors in the event loop: resuming, delivery, the bots."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

from api.contract.client import Tracker
from api.contract.codes import Platform
from api.kit.now import system_now
from api.kit.settings import Settings
from bot.delivery.courier import Courier
from bot.delivery.drain import Drain
from bot.delivery.replies import Replies
from bot.inbox.keeping import keep_resuming, keep_waking
from bot.inbox.photos import Fetch
from bot.inbox.ports import Sealer, Storage
from bot.inbox.receive import Receiver
from bot.inbox.webhook import webhook_route
from bot.root.failing import CommandError
from bot.root.wechat import make_wechat
from bot.staff.bot import Hook, StaffBot
from bot.web.courier import WebCourier
from bot.wechat.bot import WechatBot

if TYPE_CHECKING:  # aiogram takes seconds to import: only a citizens' bot makes anybody wait
    from bot.citizen.bot import CitizenBot

CITIZEN_PATH = "/telegram/citizen"
STAFF_PATH = "/telegram/staff"


@dataclass(frozen=True, slots=True)
class Bots:
    """The bots that are set up: two on Telegram, an official account on WeChat."""

    citizen: "CitizenBot | None" = None
    staff: StaffBot | None = None
    wechat: WechatBot | None = None

    def hooks(self) -> list[APIRouter]:
        """Routes by which Telegram brings updates, for the bots that do not fetch them."""
        found: list[APIRouter] = []
        if self.citizen is not None and self.citizen.hook is not None:
            found.append(webhook_route(CITIZEN_PATH, self.citizen.hook.secret, self.citizen.feed))
        if self.staff is not None and self.staff.hook is not None:
            found.append(webhook_route(STAFF_PATH, self.staff.hook.secret, self.staff.feed))
        if self.wechat is not None:
            found.append(self.wechat.routes())
        return found

    def fetch(self) -> dict[Platform, Fetch]:
        """How the inbox gets photos from channels that hold them themselves."""
        found: dict[Platform, Fetch] = {}
        if self.citizen is not None:
            found[Platform.telegram] = self.citizen.fetch
        if self.wechat is not None:
            found[Platform.wechat] = self.wechat.fetch
        return found


def make_bots(settings: Settings, tracker: Tracker, storage: Storage, sealer: Sealer) -> Bots:
    """The bots that are set up.

    Raises:
        CommandError: A token is malformed, or a setting of WeChat is missing.
    """
    citizen = staff = None
    try:
        if settings.citizen_token is not None:
            citizen = _citizen(settings, settings.citizen_token.get_secret_value())
        if settings.staff_token is not None:
            staff = StaffBot(
                settings.staff_token.get_secret_value(),
                settings.staff_api or settings.telegram_api,
                tracker,
                system_now,
                storage=storage,
                sealer=sealer,
                public_url=settings.public_url,
                hook=_staff_hook(settings),
            )
        wechat = make_wechat(settings, storage, sealer)
    except ValueError as fault:
        raise CommandError(str(fault)) from fault
    return Bots(citizen, staff, wechat)


def _citizen(settings: Settings, token: str) -> "CitizenBot":
    from bot.citizen.bot import CitizenBot
    from bot.citizen.presence import Webhook

    url, secret = settings.webhook_url(CITIZEN_PATH), settings.webhook_secret
    hook = Webhook(url, secret.get_secret_value()) if url and secret else None
    return CitizenBot(token, settings.citizen_api or settings.telegram_api, system_now, hook=hook)


def _staff_hook(settings: Settings) -> Hook | None:
    url, secret = settings.webhook_url(STAFF_PATH), settings.webhook_secret
    return Hook(url, secret.get_secret_value()) if url and secret else None


def couriers(bots: Bots, receiver: Receiver) -> list[Courier]:
    """One courier a channel that this process can reach."""
    found: list[Courier] = [WebCourier(receiver), WebCourier(receiver, Platform.terminal)]
    if bots.citizen is not None:
        from bot.citizen.courier import TelegramCourier

        found.append(TelegramCourier(bots.citizen.bot, bots.citizen.pace))
    if bots.staff is not None:
        found.append(bots.staff.courier)
    if bots.wechat is not None:
        found.append(bots.wechat.courier)
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
    if bots.wechat is not None:
        bots.wechat.start(receiver, replies)
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
        if bots.wechat is not None:
            await bots.wechat.stop()


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
