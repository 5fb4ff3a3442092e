"""Reaches citizens' chats on Telegram, and says what became of each message."""

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from api.contract.codes import Platform
from bot.citizen.sending import send
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
"""What Telegram says of an address that nobody has."""


class TelegramCourier:
    """Telegram can't be asked whether it has a message: after a crash one may come twice."""

    def __init__(self, bot: Bot) -> None:
        """Send through a bot."""
        self._bot = bot

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""
        return Platform.telegram

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:  # noqa: ARG002 - a courier's form
        """Send one message, in parts if it is long."""
        try:
            await send(self._bot, address, reply)
        except TelegramRetryAfter as limit:
            return Outcome(retry_after=limit.retry_after, reason="flood limit")
        except TelegramForbiddenError:
            return Outcome(dead=True, reason="blocked by the person")
        except TelegramBadRequest as refusal:
            if any(words in refusal.message.lower() for words in _GONE):
                return Outcome(dead=True, reason="unknown chat")
            return Outcome(reason="refused by Telegram")
        except TelegramAPIError as error:
            return Outcome(reason=type(error).__name__)
        return DELIVERED
