"""The officers' bot: starts, stops, and what the rest of the process needs of it."""

import asyncio
import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ExtBot
from telegram.request import BaseRequest

from api.contract.client import Tracker
from bot.inbox.faults import log_fault
from bot.inbox.per_chat import PerChat
from bot.inbox.polling import Polling
from bot.inbox.ports import Sealer, Storage
from bot.staff.courier import StaffCourier
from bot.staff.desk import Desk
from bot.staff.drafts import Drafts
from bot.staff.handlers import Context, Handlers
from bot.staff.seen import Seen
from bot.staff.sending import Sender, seconds_of
from bot.staff.turn import Now
from bot.wording.menus import STAFF

log = logging.getLogger(__name__)

_KINDS = ("message", "callback_query", "my_chat_member")
_SLACK = 20
"""Seconds that an answer may take beyond the wait that was asked for."""
_MOST_FAULTS = 4
"""How often an update is tried before it is given up, so that it does not hold up the others."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1, 60


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram brings updates, and what proves that it was Telegram."""

    url: str
    secret: str = field(repr=False)


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

    def __init__(  # noqa: PLR0913 - what a bot is made of
        self,
        token: str,
        api_base: str,
        tracker: Tracker,
        now: Now,
        *,
        storage: Storage,
        sealer: Sealer,
        public_url: str = "",
        hook: Hook | None = None,
        request: BaseRequest | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            token: Of the bot, from BotFather.
            api_base: Address of the Bot API, such as `https://api.telegram.org`.
            tracker: Client of the tracker.
            now: The present moment, aware.
            storage: Where half-made moves and the ids of worked updates are kept.
            sealer: Seals what an officer wrote.
            public_url: Address of the console, for links to its pages.
            hook: Where Telegram brings updates; without it they are fetched.
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
        self.hook = hook
        sender, desk = Sender(self.bot, public_url), Desk(tracker, Drafts(storage, sealer), now)
        self.courier = StaffCourier(sender, desk)
        self._application.add_handlers(Handlers(desk, sender).all())
        self._application.add_error_handler(self._note_error)
        self._polling = Polling(self._fetch_updates, self.feed)
        self._seen, self._now, self._turns = Seen(storage), now, PerChat()
        self._failed: dict[int, Exception] = {}
        self._faults: dict[int, int] = {}
        self._running: list[asyncio.Task[None]] = []
        self._starting = asyncio.Lock()
        self._unhooked = False

    async def start(self) -> None:
        """Begin to take updates and return at once; Telegram need not be reachable yet."""
        if self.hook is None:
            self._running.append(asyncio.create_task(self._polling.run(), name="staff bot"))
        self._running.append(asyncio.create_task(self._present(), name="staff menu"))

    async def stop(self) -> None:
        """Take no more updates, let those in work end, confirm them, close the connection.

        A webhook stays set: Telegram keeps what it can't bring until we are back.
        """
        for task in self._running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self._running and self.hook is None:
            await self._polling.finish()
        await self._application.shutdown()
        # Where Telegram refused the token the application never began, but connections are open.
        await self.bot.shutdown()

    async def feed(self, update: dict[str, Any]) -> None:
        """Work one raw update, once; other kinds than ours and unreadable ones are passed over.

        Raises:
            Exception: It could not be worked now, and may be brought again.
        """
        number, sender = update.get("update_id"), _sender(update)
        if not isinstance(number, int) or sender is None:
            return
        # Before anything else is waited for: what an officer sends is worked in its order.
        async with self._turns.of(sender):
            if await self._seen.knows(number):
                return
            await self._work(number, update)
            await self._seen.note(number, self._now())

    async def _work(self, number: int, update: dict[str, Any]) -> None:
        await self._ready()
        try:
            parsed = Update.de_json(update, self.bot)
        except (TypeError, ValueError, KeyError, AttributeError):
            log.warning("an update of Telegram could not be read")
            return
        await self._application.process_update(parsed)
        error = self._failed.pop(number, None)
        faults = self._faults.pop(number, 0) + 1
        if error is not None and faults < _MOST_FAULTS:
            self._faults[number] = faults
            raise error

    async def _note_error(self, update: object, context: Context) -> None:
        error = context.error
        if error is None:
            return
        log_fault(log, "an officer's message failed", error)
        # What Telegram refuses for good is not tried again.
        refused = isinstance(error, BadRequest | Forbidden)
        if isinstance(update, Update) and not refused:
            self._failed[update.update_id] = error

    async def _ready(self) -> None:
        """Asks Telegram who we are, the first time."""
        async with self._starting:
            await self._application.initialize()

    async def _fetch_updates(self, offset: int | None, wait: int) -> list[dict[str, Any]]:
        await self._ready()
        if not self._unhooked:
            await self._unhook()
            self._unhooked = True
        try:
            return await self.bot.raw_updates(offset, wait)
        except Conflict:
            self._unhooked = False  # somebody set a webhook meanwhile
            raise

    async def _unhook(self) -> None:
        """Polling and a webhook exclude each other."""
        try:
            await self.bot.delete_webhook()
        except TelegramError as error:
            if _comes_back(error):
                raise
            log.warning("the webhook was not taken away: %s", type(error).__name__)

    async def _present(self) -> None:
        """Set the webhook and the menu, at every start; Telegram may be away for long."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._ready()
                if self.hook is not None:
                    await self.bot.set_webhook(
                        self.hook.url,
                        secret_token=self.hook.secret,
                        allowed_updates=list(_KINDS),
                    )
                await self.bot.set_my_commands(STAFF)
            except TelegramError as error:
                if not _comes_back(error):
                    log.warning("the officers' bot was not set up: %s", type(error).__name__)
                    return
                await asyncio.sleep(seconds_of(error) if isinstance(error, RetryAfter) else pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                return


def _sender(update: dict[str, Any]) -> int | None:
    """Whose update it is; None of kinds that are not ours, and of what nobody sent."""
    content: dict[str, Any] = next(
        (update[kind] for kind in _KINDS if isinstance(update.get(kind), dict)), {}
    )
    sender = content.get("from")
    number = sender.get("id") if isinstance(sender, dict) else None
    return number if isinstance(number, int) else None


def _comes_back(error: TelegramError) -> bool:
    # A bad request is a kind of network error here, but asking again won't help it.
    later = isinstance(error, NetworkError | RetryAfter)
    return later and not isinstance(error, BadRequest)
