"""Sends the dialogue's replies on channels that don't fetch them, each until it arrived."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from anyio.to_thread import run_sync

from bot.delivery.courier import Courier, Outcome, attempt
from bot.delivery.waiting import back_off
from bot.inbox.faults import log_fault
from bot.inbox.receive import Receiver
from bot.inbox.transcript import Unsent
from bot.message import InboundMessage

log = logging.getLogger(__name__)

_IDLE_SECONDS = 1.0


class Replies:
    """Takes unsent lines from the transcripts, in order, and sends them.

    A line is marked when its platform has it. A crash between sending and marking sends it
    again: the platforms give no way to ask whether they have it.
    """

    def __init__(
        self, receiver: Receiver, couriers: Sequence[Courier], now: Callable[[], datetime]
    ) -> None:
        """Bind the inbox, one courier a platform, and the clock."""
        self._receiver = receiver
        self._transcript = receiver.transcript
        self._couriers = {courier.platform: courier for courier in couriers}
        self._now = now

    async def receive(self, message: InboundMessage) -> None:
        """Receive a message and send its replies to the chat it came from.

        Raises:
            UnacceptableError: It can't be read; nothing was stored.
        """
        received = await self._receiver.receive(message)
        await self.send(received.conversation)

    async def send(self, conversation: str) -> None:
        """Send what a chat has not had yet, until the end or until its platform refuses."""
        while True:
            unsent = await run_sync(self._transcript.claim_unsent, conversation, self._now())
            if unsent is None or not await self._send(unsent):
                return

    async def send_waiting(self) -> int:
        """Send what crashes and absences left unsent; returns how many chats."""
        platforms = tuple(self._couriers)
        waiting = await run_sync(self._transcript.unsent_chats, platforms, self._now())
        await asyncio.gather(*(self.send(conversation) for conversation in waiting))
        return len(waiting)

    async def run(self) -> None:
        """Send what waits at once and then every second, until cancelled."""
        while True:
            try:
                await self.send_waiting()
            except Exception as error:  # noqa: BLE001 - the edge of a background process
                log_fault(log, "waiting replies could not be sent", error)
            await asyncio.sleep(_IDLE_SECONDS)

    async def _send(self, unsent: Unsent) -> bool:
        outcome = await self._try(unsent)
        now = self._now()
        if outcome.delivered and not outcome.shut:
            await run_sync(self._transcript.mark_sent, unsent.conversation, unsent.seq, now)
        elif outcome.dead or outcome.shut:
            reason = outcome.reason or "dead"
            await run_sync(self._transcript.mark_unreachable, unsent.conversation, reason)
            await run_sync(self._transcript.put_back, unsent.conversation, unsent.seq, now)
        else:
            until = now + timedelta(seconds=back_off(1, outcome.retry_after))
            await run_sync(self._transcript.put_back, unsent.conversation, unsent.seq, until)
        return outcome.delivered and not outcome.shut

    async def _try(self, unsent: Unsent) -> Outcome:
        courier = self._couriers.get(unsent.platform)
        if courier is None:
            return Outcome(reason="no courier here")
        name = f"{unsent.conversation}:{unsent.seq}"
        return await attempt(courier, unsent.address, unsent.reply, name)
