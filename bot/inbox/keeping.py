"""What a process does again and again for its chats, until it is cancelled."""

import asyncio
import logging

from bot.inbox.faults import log_fault
from bot.inbox.receive import Receiver

log = logging.getLogger(__name__)


async def keep_waking(receiver: Receiver, seconds: float = 60.0) -> None:
    """Remind of drafts that were left lying, until cancelled."""
    while True:
        try:
            await receiver.wake_lapsing()
        except Exception as error:  # noqa: BLE001 - the edge of a background process
            log_fault(log, "a draft could not be spoken of", error)
        await asyncio.sleep(seconds)


async def keep_resuming(receiver: Receiver, seconds: float = 3.0) -> None:
    """Resume at once and then every few seconds, until cancelled."""
    while True:
        try:
            await receiver.resume_pending()
        except Exception as error:  # noqa: BLE001 - the edge of a background process
            log_fault(log, "a message could not be answered", error)
        await asyncio.sleep(seconds)
