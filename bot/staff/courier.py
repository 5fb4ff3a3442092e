"""Reaches officers' chats on Telegram, and says what became of each notice."""

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from api.contract.client import TrackerError
from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply
from bot.staff.desk import Desk
from bot.staff.sending import Sender, seconds_of

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
"""What Telegram says of an address that nobody has."""


class StaffCourier:
    """Telegram can't be asked whether it has a message: after a crash one may come twice."""

    def __init__(self, sender: Sender, desk: Desk) -> None:
        """Send through a sender; the desk knows what an officer may do about a notice."""
        self._sender = sender
        self._desk = desk

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""
        return Platform.staff

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:  # noqa: ARG002 - a courier's form
        """Send one notice, with the moves that its officer may make at this moment."""
        try:
            shown = await self._desk.dressed(address, reply)
        except TrackerError as refusal:
            if refusal.code == "unbound_chat":
                return Outcome(dead=True, reason="the chat belongs to no officer")
            shown = reply  # a notice is told even when its case can't be looked at now
        return await self._send(address, shown)

    async def _send(self, address: str, reply: Reply) -> Outcome:
        try:
            await self._sender.bot.initialize()
            await self._sender.send(address, reply)
        except RetryAfter as limit:
            return Outcome(retry_after=seconds_of(limit), reason="flood limit")
        except Forbidden:
            return Outcome(dead=True, reason="blocked by the officer")
        except BadRequest as refusal:
            if any(words in refusal.message.lower() for words in _GONE):
                return Outcome(dead=True, reason="unknown chat")
            return Outcome(reason="refused by Telegram")
        except TelegramError as error:
            return Outcome(reason=type(error).__name__)
        return DELIVERED
