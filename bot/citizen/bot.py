"""The citizens' bot: starts, stops, and what the rest of the process needs of it."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand, Update
from aiogram.utils.token import TokenValidationError
from pydantic import ValidationError

from bot.citizen import files
from bot.citizen.albums import QUIET
from bot.citizen.handlers import Handlers, Receive
from bot.citizen.sending import send, show_writing
from bot.inbox.polling import Polling
from bot.inbox.readable import UnacceptableError
from bot.message import InboundMessage, Reply
from bot.wording.menus import CITIZEN

log = logging.getLogger(__name__)

_KINDS = ("message", "callback_query")
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
        session: BaseSession | None = None,
        quiet: float = QUIET,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            token: Of the bot, from BotFather.
            api_base: Address of the Bot API, such as `https://api.telegram.org`.
            now: The present moment, aware.
            session: Another wire than HTTP, for tests.
            quiet: Seconds without a further picture after which an album is complete.

        Raises:
            ValueError: The token does not look like one.
        """
        api = TelegramAPIServer.from_base(api_base)
        try:
            self.bot = Bot(token, session=session or AiohttpSession(api=api))
        except TokenValidationError:
            raise ValueError("the token of the citizens' bot is malformed") from None
        self._receive: Receive | None = None
        handlers = Handlers(self._take, now, quiet)
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.include_router(handlers.router())
        self._polling = Polling(self._fetch_updates, self.feed)
        self._running: asyncio.Task[None] | None = None
        self._prepared = False

    async def start(self, receive: Receive) -> None:
        """Begin to poll and return at once; Telegram need not be reachable yet.

        Args:
            receive: Stores a message, and returns when its answers were sent or left to a
                later attempt; may raise `UnacceptableError`.
        """
        self._receive = receive
        self._running = asyncio.create_task(self._polling.run(), name="citizen bot")

    async def stop(self) -> None:
        """End polling, let messages in work end, confirm them, close the connection."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
            await self._polling.finish()
        await self.bot.session.close()

    async def feed(self, update: dict[str, Any]) -> None:
        """Work one raw update; when this returns its message is stored.

        Kinds of updates that are not ours, and unreadable ones, are passed over.
        """
        if not any(kind in update for kind in _KINDS):
            return
        try:
            parsed = Update.model_validate(update, context={"bot": self.bot})
        except ValidationError:
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

    async def _take(self, message: InboundMessage) -> None:
        if self._receive is None:
            raise RuntimeError("the citizens' bot was not started")
        writing = asyncio.create_task(show_writing(self.bot, message.address))
        try:
            await self._receive(message)
        except UnacceptableError as refusal:
            with suppress(TelegramAPIError):
                await send(self.bot, message.address, Reply(text=refusal.detail))
        finally:
            writing.cancel()

    async def _fetch_updates(self, offset: int | None, wait: int) -> list[dict[str, Any]]:
        if not self._prepared:
            await self._prepare()
            self._prepared = True
        ask = _RawUpdates(offset=offset, timeout=wait, allowed_updates=list(_KINDS))
        return await self.bot(ask, request_timeout=wait + _SLACK)

    async def _prepare(self) -> None:
        """Polling and a webhook exclude each other; the menu is set at every start."""
        try:
            await self.bot.delete_webhook()
            await self.bot.set_my_commands(
                [BotCommand(command=c, description=d) for c, d in CITIZEN]
            )
        except TelegramNetworkError:
            raise
        except TelegramAPIError as error:
            log.warning("the menu of the citizens' bot was not set: %s", type(error).__name__)
