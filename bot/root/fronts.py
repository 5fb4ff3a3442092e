"""What runs beside the HTTP doors in the event loop: resuming, delivery, the bots."""

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
from bot.delivery.courier import Courier
from bot.delivery.drain import Drain
from bot.delivery.replies import Replies
from bot.inbox.photos import Fetch
from bot.inbox.ports import Sealer, Storage
from bot.inbox.receive import Receiver, keep_resuming
from bot.root.failing import CommandError
from bot.root.wechat import make_wechat
from bot.staff.bot import StaffBot
from bot.staff.courier import StaffCourier
from bot.web.courier import WebCourier
from bot.wechat.bot import WechatBot


@dataclass(frozen=True, slots=True)
class Bots:
    """The bots that are set up: two on Telegram, an official account on WeChat."""

    citizen: CitizenBot | None = None
    staff: StaffBot | None = None
    wechat: WechatBot | None = None

    def fetch(self) -> dict[Platform, Fetch]:
        """How the inbox gets photos from channels that hold them themselves."""
        found: dict[Platform, Fetch] = {}
        if self.citizen is not None:
            found[Platform.telegram] = self.citizen.fetch
        if self.wechat is not None:
            found[Platform.wechat] = self.wechat.fetch
        return found

    def hooks(self) -> list[APIRouter]:
        """Routes by which a platform brings its messages."""
        return [] if self.wechat is None else [self.wechat.routes()]


def make_bots(settings: Settings, tracker: Tracker, storage: Storage, sealer: Sealer) -> Bots:
    """The bots that are set up.

    Raises:
        CommandError: A token is malformed, or a setting of WeChat is missing.
    """
    citizen = staff = None
    try:
        if settings.citizen_token is not None:
            citizen = CitizenBot(
                settings.citizen_token.get_secret_value(),
                settings.citizen_api or settings.telegram_api,
                system_now,
            )
        if settings.staff_token is not None:
            staff = StaffBot(
                settings.staff_token.get_secret_value(),
                settings.staff_api or settings.telegram_api,
                tracker,
                system_now,
            )
        wechat = make_wechat(settings, storage, sealer)
    except ValueError as fault:
        raise CommandError(str(fault)) from fault
    return Bots(citizen, staff, wechat)


def couriers(bots: Bots, receiver: Receiver) -> list[Courier]:
    """One courier a channel that this process can reach."""
    found: list[Courier] = [WebCourier(receiver), WebCourier(receiver, Platform.terminal)]
    if bots.citizen is not None:
        found.append(TelegramCourier(bots.citizen.bot))
    if bots.staff is not None:
        found.append(StaffCourier(bots.staff.bot))
    if bots.wechat is not None:
        found.append(bots.wechat.courier)
    return found


@asynccontextmanager
async def resuming(receiver: Receiver) -> AsyncIterator[None]:
    """Answer what waits since a crash or an absence of the tracker."""
    async with _tasks(keep_resuming(receiver)):
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
    """Let the bots take messages."""
    replies = Replies(receiver, couriers(bots, receiver), system_now)
    if bots.citizen is not None:
        await bots.citizen.start(replies.receive)
    if bots.staff is not None:
        await bots.staff.start()
    if bots.wechat is not None:
        bots.wechat.start(receiver, replies)
    try:
        yield
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
