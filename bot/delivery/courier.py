"""What delivery needs of a channel."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

from api.contract.codes import Platform
from bot.inbox.faults import log_fault
from bot.message import Reply

log = logging.getLogger(__name__)

_SECONDS_A_SEND = 20
"""Less than the leases of the inbox and of the outbox."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message."""

    delivered: bool = False
    retry_after: int | None = None
    """Seconds the platform asked us to wait."""
    refused: bool = False
    """The platform will never take this message, while others may reach the chat."""
    dead: bool = False
    """Nobody can be reached at this address any more: blocked, deleted, unknown. The message is
    kept for the moment when somebody writes from there all the same."""
    reason: str = ""
    """Short and without personal data; the officer sees it."""
    shut: bool = False
    """The platform lets us say nothing until the person writes again; the message is kept for
    that moment. With `delivered` the person was told to come, though not what for."""


DELIVERED = Outcome(delivered=True)


class Courier(Protocol):
    """Sends to the chats of one platform."""

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:
        """Send one message; faults of the platform are outcomes, not exceptions.

        Args:
            address: Of the chat on its platform.
            reply: What to say.
            delivery: Names this message; the same name again is a repeat.
        """


async def attempt(courier: Courier, address: str, reply: Reply, delivery: str) -> Outcome:
    """Send through a courier that may hang or break."""
    try:
        async with asyncio.timeout(_SECONDS_A_SEND):
            return await courier.send(address, reply, delivery)
    except TimeoutError:
        return Outcome(reason="timeout")
    except Exception as error:  # noqa: BLE001 - one broken courier must not stop the others
        log_fault(log, "a courier broke", error)
        return Outcome(reason=type(error).__name__)
