"""Reaches citizens' chats on Telegram, and says what became of each message."""

import math

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from api.contract.codes import Platform
from bot.citizen.sending import NotYetError, send
from bot.delivery.courier import DELIVERED, Outcome
from bot.delivery.pace import Pace
from bot.message import Reply

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
"""What Telegram says of an address that nobody has."""


class TelegramCourier:
    """Telegram can't be asked whether it has a message: after a crash one may come twice."""

    def __init__(self, bot: Bot, pace: Pace) -> None:
        """Send through a bot, at the pace of everything that it sends."""
        self._bot = bot
        self._pace = pace

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""
        return Platform.telegram

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:  # noqa: ARG002 - a courier's form
        """Send one message, in parts if it is long."""
        try:
            await send(self._bot, self._pace, address, reply)
        except (NotYetError, TelegramRetryAfter) as limit:
            return Outcome(retry_after=math.ceil(limit.retry_after), reason="flood limit")
        except TelegramForbiddenError:
            return Outcome(dead=True, reason="blocked by the person")
        except TelegramBadRequest as refusal:
            if any(words in refusal.message.lower() for words in _GONE):
                return Outcome(dead=True, reason="unknown chat")
            return Outcome(refused=True, reason="refused by the platform")
        except TelegramAPIError as error:
            return Outcome(reason=type(error).__name__)
        return DELIVERED
