"""How the bot presents itself, and where Telegram brings its updates; all set at every start."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import BotCommand, MenuButtonCommands

from bot.delivery.waiting import back_off
from bot.wording.menus import CITIZEN
from bot.wording.telegram import ABOUT, DESCRIPTION

log = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates we ask for; Telegram keeps the others to itself."""

_LATER = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)
_LEAST_OFTEN = 6


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates, and what proves that it was Telegram."""

    url: str
    secret: str = field(repr=False)


def introduction() -> Sequence[TelegramMethod[bool]]:
    """The menu of commands and the words about us."""
    commands = [BotCommand(command=word, description=does) for word, does in CITIZEN]
    return (
        SetMyCommands(commands=commands),
        SetMyDescription(description=DESCRIPTION),
        SetMyShortDescription(short_description=ABOUT),
        SetChatMenuButton(menu_button=MenuButtonCommands()),
    )


def hooking(hook: Webhook) -> SetWebhook:
    """Ask for updates at our address; what waits meanwhile is kept."""
    return SetWebhook(
        url=hook.url,
        secret_token=hook.secret,
        allowed_updates=list(KINDS),
        drop_pending_updates=False,
    )


async def settle(
    bot: Bot,
    wishes: Sequence[TelegramMethod[bool]],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Do each in turn; Telegram may be away for long, and a refusal stops nothing."""
    for wish in wishes:
        await _settle(bot, wish, sleep)


async def _settle(
    bot: Bot, wish: TelegramMethod[bool], sleep: Callable[[float], Awaitable[None]]
) -> None:
    attempt = 0
    while True:
        attempt += 1
        try:
            await bot(wish)
        except _LATER as fault:
            asked = fault.retry_after if isinstance(fault, TelegramRetryAfter) else None
            await sleep(back_off(min(attempt, _LEAST_OFTEN), asked))
        except TelegramAPIError as refusal:
            name = type(refusal).__name__
            log.warning("Telegram refused %s: %s", wish.__api_method__, name)
            return
        else:
            return
