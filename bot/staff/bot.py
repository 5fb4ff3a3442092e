"""The officers' bot: starts, stops, and what the rest of the process needs of it."""

import asyncio
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import Application, ExtBot
from telegram.request import BaseRequest

from api.contract.client import Tracker
from bot.inbox.faults import log_fault
from bot.inbox.polling import Polling
from bot.staff.desk import Desk
from bot.staff.handlers import Context, Handlers
from bot.wording.menus import STAFF

log = logging.getLogger(__name__)

_KINDS = ("message", "callback_query")
_SLACK = 20
"""Seconds that an answer may take beyond the wait that was asked for."""


class _RawBot(ExtBot[None]):
    """Gives updates as they came: one that can't be read must not hide the others.

    The framework's own `get_updates` also writes what it can't read into the log.
    """

    async def raw_updates(self, offset: int | None, wait: int) -> list[dict[str, Any]]:
        """What waits from an offset on."""
        ask: dict[str, Any] = {"timeout": wait, "allowed_updates": list(_KINDS)}
        if offset is not None:
            ask["offset"] = offset
        answer = await self._post("getUpdates", ask, read_timeout=wait + _SLACK)
        return answer if isinstance(answer, list) else []


class StaffBot:
    """One bot of one token; it takes messages from `start` on, and can send from the first."""

    def __init__(
        self,
        token: str,
        api_base: str,
        tracker: Tracker,
        now: Callable[[], datetime],
        *,
        request: BaseRequest | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            token: Of the bot, from BotFather.
            api_base: Address of the Bot API, such as `https://api.telegram.org`.
            tracker: Client of the tracker.
            now: The present moment, aware.
            request: Another wire than HTTP, for tests.
        """
        # httpx writes each address it calls at INFO, and the token is part of it.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        # Without it the library warns at each flood limit that spans of time are coming.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        base = api_base.rstrip("/")
        self.bot = _RawBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=request,
            get_updates_request=request,
        )
        self._application = (
            Application.builder()
            .bot(self.bot)
            .job_queue(None)  # the tracker's ticker is the one scheduler
            .updater(None)  # it would confirm updates before they are handled
            .build()
        )
        self._application.add_handlers(Handlers(Desk(tracker, now)).all())
        self._application.add_error_handler(_log_error)
        self._polling = Polling(self._fetch_updates, self.feed)
        self._running: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._menu_set = False

    async def start(self) -> None:
        """Begin to poll and return at once; Telegram need not be reachable yet."""
        self._running = asyncio.create_task(self._polling.run(), name="staff bot")

    async def stop(self) -> None:
        """End polling, let messages in work end, confirm them, close the connection."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
            await self._polling.finish()
        await self._application.shutdown()
        # Where Telegram refused the token the application never began, but connections are open.
        await self.bot.shutdown()

    async def feed(self, update: dict[str, Any]) -> None:
        """Work one raw update; kinds that are not ours, and unreadable ones, are passed over."""
        if not any(kind in update for kind in _KINDS):
            return
        await self._ready()
        try:
            parsed = Update.de_json(update, self.bot)
        except (TypeError, ValueError, KeyError, AttributeError):
            log.warning("an update of Telegram could not be read")
            return
        await self._application.process_update(parsed)

    async def _ready(self) -> None:
        """Asks Telegram who we are, the first time."""
        async with self._starting:
            await self._application.initialize()

    async def _fetch_updates(self, offset: int | None, wait: int) -> list[dict[str, Any]]:
        await self._ready()
        if not self._menu_set:
            await self._set_menu()
            self._menu_set = True
        return await self.bot.raw_updates(offset, wait)

    async def _set_menu(self) -> None:
        """Polling and a webhook exclude each other; the menu is set at every start."""
        try:
            await self.bot.delete_webhook()
            await self.bot.set_my_commands(STAFF)
        except TelegramError as error:
            # A bad request is a kind of network error here, but asking again won't help it.
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                raise
            log.warning("the menu of the officers' bot was not set: %s", type(error).__name__)


async def _log_error(_: object, context: Context) -> None:
    if context.error is not None:
        log_fault(log, "an officer's message failed", context.error)
