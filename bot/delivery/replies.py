"""Sends the dialogue's replies on channels that don't fetch them, each until it arrived."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from anyio.to_thread import run_sync

from api.contract.codes import Platform
from bot.delivery.courier import Courier, Outcome, attempt
from bot.delivery.waiting import back_off, let_end
from bot.inbox.faults import log_fault
from bot.inbox.receive import Receiver
from bot.inbox.transcript import Unsent
from bot.message import InboundMessage, Reply

log = logging.getLogger(__name__)

_IDLE_SECONDS = 1.0
_ITS_WRITERS = timedelta(seconds=2)
"""So long a line is left to whoever wrote it, who may have a better way than a courier: the
answer of a WeChat callback goes with the callback, and many an account has no other way."""
_PATIENCE = timedelta(days=1)
"""How long a reply is tried: later it would answer nothing any more."""


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
        self._in_work: set[asyncio.Task[None]] = set()
        self._sending: dict[str, asyncio.Task[None]] = {}

    async def receive(self, message: InboundMessage) -> None:
        """Receive a message and send its replies to the chat it came from.

        Raises:
            UnacceptableError: It can't be read; nothing was stored.
        """
        received = await self._receiver.receive(message)
        await self.send(received.conversation)

    async def take(self, message: InboundMessage) -> asyncio.Task[None]:
        """Store a message and return; the task ends when its answer was sent, or has to wait.

        Raises:
            UnacceptableError: It can't be read; nothing was stored.
        """
        conversation = await self._receiver.store(message)
        return self._begin(self._answer(conversation))

    async def take_answered(self, message: InboundMessage, reply: Reply) -> None:
        """Store a message with an answer that needs no dialogue, and begin to send that."""
        self._begin(self.send(await self._receiver.store_answered(message, reply)))

    async def left(self, platform: Platform, address: str) -> None:
        """The person of a chat wants nothing more of us."""
        await self._receiver.unreachable(platform, address, "blocked by the person")

    async def finish(self) -> None:
        """Let answers in work end for a moment; what is left is taken up by whoever runs next."""
        await let_end(self._in_work)

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
        await asyncio.gather(*(self._send_apart(conversation) for conversation in waiting))
        return len(waiting)

    def _send_apart(self, conversation: str) -> asyncio.Task[None]:
        """Send what waits in a chat, in a task of its own unless one is at it."""
        task = self._sending.get(conversation)
        if task is None:
            task = self._sending[conversation] = self._begin(self.send(conversation))
            task.add_done_callback(lambda _: self._sending.pop(conversation))
        return task

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        async def guarded() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001 - what is stored is taken up again
                log_fault(log, "an answer could not be sent", error)

        task = asyncio.create_task(guarded())
        self._in_work.add(task)
        task.add_done_callback(self._in_work.discard)
        return task

    async def _answer(self, conversation: str) -> None:
        await self._receiver.answer(conversation)
        await self.send(conversation)

    async def run(self) -> None:
        """Send what was left lying at once and then every second, until cancelled.

        A chat whose platform is slow holds up nobody else.
        """
        platforms = tuple(self._couriers)
        try:
            while True:
                try:
                    for conversation in await run_sync(self._left_lying, platforms):
                        self._send_apart(conversation)
                except Exception as error:  # noqa: BLE001 - the edge of a background process
                    log_fault(log, "waiting replies could not be sent", error)
                await asyncio.sleep(_IDLE_SECONDS)
        finally:
            await self.finish()

    def _left_lying(self, platforms: Sequence[Platform]) -> list[str]:
        now = self._now()
        return self._transcript.unsent_chats(platforms, now, written_until=now - _ITS_WRITERS)

    async def _send(self, unsent: Unsent) -> bool:
        outcome = await self._try(unsent)
        now, transcript = self._now(), self._transcript
        line = (unsent.conversation, unsent.seq)
        if outcome.delivered and not outcome.shut:
            await run_sync(transcript.mark_sent, *line, now)
        elif outcome.dead or outcome.shut:
            await run_sync(
                transcript.mark_unreachable, unsent.conversation, outcome.reason or "dead"
            )
            await run_sync(transcript.put_back, *line, now)
        elif outcome.refused or now - unsent.at >= _PATIENCE:
            await run_sync(transcript.give_up, *line, outcome.reason or "gave up", now)
        else:
            until = now + timedelta(seconds=back_off(unsent.tries + 1, outcome.retry_after))
            await run_sync(transcript.put_back, *line, until)
        return outcome.refused or (outcome.delivered and not outcome.shut)

    async def _try(self, unsent: Unsent) -> Outcome:
        courier = self._couriers.get(unsent.platform)
        if courier is None:
            return Outcome(reason="no courier here")
        name = f"{unsent.conversation}:{unsent.seq}"
        return await attempt(courier, unsent.address, unsent.reply, name)
