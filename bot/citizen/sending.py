"""Sends replies to a chat: in parts that fit, as HTML, with the buttons under the last part."""

import asyncio

from aiogram import Bot
from aiogram.enums import ChatAction, ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.types import LinkPreviewOptions

from bot.citizen.keyboard import keyboard
from bot.delivery.pace import Limits, Pace
from bot.message import Reply
from bot.wording.telegram_html import parts

LIMITS = Limits(a_second=25, pause=1)
"""Below what Telegram names in its FAQ for bots: 30 a second, one a second to one chat."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SHOWN_FOR = 4.5
"""Telegram forgets after five seconds that somebody is writing."""
_WORTH_WAITING = 10
"""Seconds of a flood limit that are waited for in the middle of a reply."""


class NotYetError(Exception):
    """The chat had too much already; nothing was sent."""

    def __init__(self, retry_after: float) -> None:
        """Ask again after so many seconds."""
        super().__init__()
        self.retry_after = retry_after


async def send(bot: Bot, pace: Pace, chat: str, reply: Reply) -> None:
    """Send one reply.

    Raises:
        NotYetError: Telegram asked us to wait for longer than is waited for here.
        TelegramAPIError: It did not arrive; nothing of it did, unless it has several parts.
    """
    texts = parts(reply.text)
    for index, text in enumerate(texts):
        last = index == len(texts) - 1
        await _turn(pace, chat)
        try:
            await _send_part(bot, chat, text, reply if last else None)
        except TelegramRetryAfter as limit:
            pace.hold(chat, limit.retry_after)
            if index == 0 or limit.retry_after > _WORTH_WAITING:
                raise
            # The parts before have arrived; sending them all again would repeat them.
            await asyncio.sleep(limit.retry_after)
            await _send_part(bot, chat, text, reply if last else None)


async def show_writing(bot: Bot, chat: str) -> None:
    """Let the person see that an answer is coming, until cancelled."""
    while True:
        try:
            await bot.send_chat_action(chat, ChatAction.TYPING)
        except TelegramAPIError:
            return  # a nicety: the answer itself will meet the same trouble and report it
        await asyncio.sleep(_SHOWN_FOR)


async def _turn(pace: Pace, chat: str) -> None:
    wait = await pace.turn(chat)
    if wait > 0:
        raise NotYetError(wait)


async def _send_part(bot: Bot, chat: str, text: str, reply: Reply | None) -> None:
    await bot.send_message(
        chat,
        text,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard(reply.buttons) if reply else None,
    )
