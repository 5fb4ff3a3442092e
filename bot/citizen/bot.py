"""The citizens' bot: starts, stops, and what the rest of the process needs of it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import TelegramMethod
from aiogram.utils.token import TokenValidationError

from bot.citizen import files
from bot.citizen.handlers import Handlers, Inbox
from bot.citizen.presence import KINDS, Webhook, hooking, introduction, settle
from bot.citizen.reading import read
from bot.citizen.sending import LIMITS
from bot.citizen.wire import Wire
from bot.delivery.pace import Limits, Pace
from bot.inbox.polling import Polling

log = logging.getLogger(__name__)

_SLACK = 20
"""Seconds that an answer may take beyond the wait that was asked for."""


class _RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """Updates as they came, so that one we can't read does not hide the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]


class CitizenBot:
    """One bot of one token; it takes messages from `start` on, and can send from the first."""

    def __init__(
        self,
        token: str,
        api_base: str,
        now: Callable[[], datetime],
        *,
        hook: Webhook | None = None,
        session: BaseSession | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            token: Of the bot, from BotFather.
            api_base: Address of the Bot API, such as `https://api.telegram.org`.
            now: The present moment, aware.
            hook: Where Telegram brings updates; without it they are fetched.
            session: Another wire than HTTP, for tests.
            limits: How fast may be sent.

        Raises:
            ValueError: The token does not look like one.
        """
        api = TelegramAPIServer.from_base(api_base)
        try:
            self.bot = Bot(token, session=session or Wire(api=api))
        except TokenValidationError:
            raise ValueError("the token of the citizens' bot is malformed") from None
        self.hook = hook
        self.pace = Pace(limits)
        self._inbox: Inbox | None = None
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.include_router(Handlers(self.bot, self._open_inbox, now).router())
        self._polling = Polling(self._fetch_updates, self.feed)
        self._running: list[asyncio.Task[None]] = []
        self._unhooked = False

    async def start(self, inbox: Inbox) -> None:
        """Begin to take updates and return at once; Telegram need not be reachable yet."""
        self._inbox = inbox
        wishes = introduction()
        if self.hook is None:
            self._running.append(asyncio.create_task(self._polling.run(), name="citizen bot"))
        else:
            wishes = (hooking(self.hook), *wishes)
        self._running.append(asyncio.create_task(settle(self.bot, wishes), name="citizen menu"))

    async def rest(self) -> None:
        """Take no more updates: let messages be stored, and confirm them.

        A webhook stays set: Telegram keeps what it can't bring until we are back.
        """
        for task in self._running:
            task.cancel()
        # What broke one of them must not keep the others from their end.
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._running and self.hook is None:
            await self._polling.finish()
        self._running = []

    async def stop(self) -> None:
        """Take no more updates and close the connection."""
        await self.rest()
        await self.bot.session.close()

    async def feed(self, update: dict[str, Any]) -> None:
        """Work one raw update; when this returns its message is stored.

        Kinds of updates that are not ours, and unreadable ones, are passed over.
        """
        if not any(kind in update for kind in KINDS):
            return
        parsed = read(self.bot, update)
        if parsed is None:
            log.warning("an update of Telegram could not be read")
            return
        await self._dispatcher.feed_update(self.bot, parsed)

    async def fetch(self, ref: str) -> tuple[str, bytes]:
        """A photo or file by Telegram's id: name and content.

        Raises:
            OSError: Telegram did not answer.
            ValueError: The file is gone or too large for bots.
        """
        return await files.fetch(self.bot, ref)

    def _open_inbox(self) -> Inbox:
        if self._inbox is None:
            raise RuntimeError("the citizens' bot was not started")
        return self._inbox

    async def _fetch_updates(self, offset: int | None, wait: int) -> list[dict[str, Any]]:
        if not self._unhooked:
            await self._unhook()
            self._unhooked = True
        ask = _RawUpdates(offset=offset, timeout=wait, allowed_updates=list(KINDS))
        try:
            return await self.bot(ask, request_timeout=wait + _SLACK)
        except TelegramConflictError:
            self._unhooked = False  # somebody set a webhook meanwhile
            raise

    async def _unhook(self) -> None:
        """Polling and a webhook exclude each other."""
        try:
            await self.bot.delete_webhook()
        except (TelegramNetworkError, TelegramRetryAfter):
            raise
        except TelegramAPIError as error:
            log.warning("the webhook was not taken away: %s", type(error).__name__)
