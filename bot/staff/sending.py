"""Sends replies to an officer's chat: parts that fit, HTML, buttons, links to the console."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from typing import TypeVarTuple
from urllib.parse import quote

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter

from bot.message import Button, Reply
from bot.wording.telegram_html import parts, rows

log = logging.getLogger(__name__)

Given = TypeVarTuple("Given")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_OPEN = "open:"
_LONGEST_WAIT = 60
"""Seconds that an answer waits when Telegram says that we are too fast."""


class Sender:
    """Speaks to officers' chats through one bot."""

    def __init__(
        self,
        bot: Bot,
        public_url: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Bind the bot and the address of the console.

        Args:
            bot: Of the officers.
            public_url: Where the console is reached; empty leaves links to it out.
            sleep: Waits so many seconds.
        """
        self.bot = bot
        self._public_url = public_url.rstrip("/")
        self._links = bool(public_url)
        self._sleep = sleep

    async def send(self, chat: str, reply: Reply) -> None:
        """Send one reply, its buttons under the last part.

        Raises:
            TelegramError: It did not arrive; nothing of it did, unless it has several parts.
        """
        texts = parts(reply.text)
        for index, text in enumerate(texts):
            buttons = reply.buttons if index == len(texts) - 1 else ()
            await self._linked(self._send, chat, text, buttons)

    async def answer(self, chat: str, reply: Reply) -> None:
        """The same to somebody who waits for it: where we are too fast, as late as asked."""
        await self._patiently(lambda: self.send(chat, reply))

    async def edit(self, chat: str, message: int, reply: Reply) -> None:
        """Put a reply in the place of an earlier message; the same words again change nothing."""
        text = parts(reply.text)[0]
        try:
            await self._patiently(
                lambda: self._linked(self._edit, chat, message, text, reply.buttons)
            )
        except BadRequest as refusal:
            if "not modified" not in refusal.message:
                # The message is gone or too old to change: say it anew.
                await self.answer(chat, reply)

    async def _send(self, chat: str, text: str, buttons: tuple[Button, ...]) -> None:
        await self.bot.send_message(
            chat,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=self._keyboard(buttons),
        )

    async def _edit(self, chat: str, message: int, text: str, buttons: tuple[Button, ...]) -> None:
        await self.bot.edit_message_text(
            text,
            chat,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=self._keyboard(buttons),
        )

    async def _linked(self, work: Callable[[*Given], Awaitable[None]], *given: *Given) -> None:
        """Work once more without links where Telegram does not take our address for one."""
        try:
            await work(*given)
        except BadRequest as refusal:
            if not self._links or "url" not in refusal.message.lower():
                raise
            log.warning("Telegram takes no links to JIESU_PUBLIC_URL; they are left out")
            self._links = False
            await work(*given)

    async def _patiently(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except RetryAfter as limit:
            seconds = seconds_of(limit)
            if seconds > _LONGEST_WAIT:
                raise
            await self._sleep(seconds)
            await work()

    def _keyboard(self, buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
        shown = tuple(b for b in buttons if self._links or not b.payload.startswith(_OPEN))
        if not shown:
            return None
        return InlineKeyboardMarkup([[self._key(button) for button in row] for row in rows(shown)])

    def _key(self, button: Button) -> InlineKeyboardButton:
        if not button.payload.startswith(_OPEN):
            return InlineKeyboardButton(button.label, callback_data=button.payload)
        number = quote(button.payload.removeprefix(_OPEN), safe="")
        return InlineKeyboardButton(button.label, url=f"{self._public_url}/desk/cases/{number}")


def seconds_of(limit: RetryAfter) -> int:
    """How long Telegram asks us to wait."""
    # `StaffBot` asks the library for spans of time; it still declares both.
    after = limit.retry_after
    return after if isinstance(after, int) else math.ceil(after.total_seconds())
