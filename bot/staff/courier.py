"""Reaches officers' chats on Telegram, and says what became of each notice."""

import math

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply
from bot.staff.sending import send

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
"""What Telegram says of an address that nobody has."""


class StaffCourier:
    """Telegram can't be asked whether it has a message: after a crash one may come twice."""

    def __init__(self, bot: Bot) -> None:
        """Send through a bot."""
        self._bot = bot

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""
        return Platform.staff

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:  # noqa: ARG002 - a courier's form
        """Send one notice; its buttons are answered by this bot."""
        try:
            await self._bot.initialize()
            await send(self._bot, address, reply)
        except RetryAfter as limit:
            # `StaffBot` asks the library for spans of time; it still declares both.
            after = limit.retry_after
            seconds = after if isinstance(after, int) else math.ceil(after.total_seconds())
            return Outcome(retry_after=seconds, reason="flood limit")
        except Forbidden:
            return Outcome(dead=True, reason="blocked by the officer")
        except BadRequest as refusal:
            if any(words in refusal.message.lower() for words in _GONE):
                return Outcome(dead=True, reason="unknown chat")
            return Outcome(reason="refused by Telegram")
        except TelegramError as error:
            return Outcome(reason=type(error).__name__)
        return DELIVERED
