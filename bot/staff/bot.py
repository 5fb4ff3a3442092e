"""The officers' bot: starts, stops, and what the rest of the process needs of it."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from api.contract.client import Tracker
from bot.polling import Polling
from bot.staff.desk import Desk
from bot.staff.handlers import Context, Handlers
from bot.wording.menus import STAFF

log = logging.getLogger(__name__)

_KINDS = ("message", "callback_query")
_SLACK = 20
"""Seconds that an answer may take beyond the wait that was asked for."""


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
        base = api_base.rstrip("/")
        builder = (
            Application.builder()
            .token(token)
            .base_url(f"{base}/bot")
            .base_file_url(f"{base}/file/bot")
            .job_queue(None)  # the tracker's ticker is the one scheduler
            .updater(None)  # it confirms updates before they are handled
        )
        if request is not None:
            builder = builder.request(request).get_updates_request(request)
        self._application = builder.build()
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

    async def feed(self, update: dict[str, Any]) -> None:
        """Work one raw update; kinds that are not ours, and unreadable ones, are passed over."""
        if not any(kind in update for kind in _KINDS):
            return
        await self._ready()
        try:
            parsed = Update.de_json(update, self._application.bot)
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
        ask = {"offset": offset, "timeout": wait, "allowed_updates": list(_KINDS)}
        # As they came, so that one we can't read does not hide the others.
        return list(
            await self._application.bot.do_api_request(
                "getUpdates",
                {k: v for k, v in ask.items() if v is not None},
                read_timeout=wait + _SLACK,
            )
        )

    async def _set_menu(self) -> None:
        """Polling and a webhook exclude each other; the menu is set at every start."""
        try:
            await self._application.bot.delete_webhook()
            await self._application.bot.set_my_commands(STAFF)
        except TelegramError as error:
            # A bad request is a kind of network error here, but asking again won't help it.
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                raise
            log.warning("the menu of the officers' bot was not set: %s", type(error).__name__)


async def _log_error(_: object, context: Context) -> None:
    # No message and no traceback: both may quote what was written, or hold the token.
    error = context.error
    frames = traceback.extract_tb(error.__traceback__ if error else None)[-1:]
    where = ", ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    log.error("an officer's message failed: %s in %s", type(error).__name__, where)
