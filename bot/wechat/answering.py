"""Answers a callback within five seconds, or lets the answer follow by another message."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.contract.codes import Platform
from bot.delivery.replies import Replies
from bot.inbox.faults import log_fault
from bot.inbox.readable import UnacceptableError, readable
from bot.inbox.receive import Receiver
from bot.inbox.received import Received
from bot.inbox.transcript import Unsent
from bot.message import InboundMessage
from bot.wechat.choices import LINES, may_choose, with_button
from bot.wechat.content import Gone, Meaning, Puzzling
from bot.wechat.courier import UNFOLLOWED
from bot.wording import wechat as sentences

log = logging.getLogger(__name__)

IN_TIME = 4.0
"""WeChat waits five seconds; one is for the way there and back."""
_CARRYING = timedelta(seconds=6)
"""After this an answer that is not known to have gone out did not: WeChat waits no longer."""
_GRACE = 5.0


Waits = Callable[[], Awaitable[bool]]


async def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Passive:
    """The answer that goes back with the callback."""

    text: str = ""
    """Empty for none."""
    after: Callable[[], Awaitable[None]] = _nothing
    """What is to be done once it is on its way."""


async def ended(*tasks: asyncio.Task[None]) -> None:
    """Let tasks end by themselves for a moment, so that none is cut off within a transaction."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=_GRACE)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


class Answering:
    """Takes what callbacks mean to the inbox."""

    def __init__(
        self,
        receiver: Receiver,
        replies: Replies,
        now: Callable[[], datetime],
        in_time: float = IN_TIME,
    ) -> None:
        """Bind the inbox, what sends replies otherwise, the clock, and the patience."""
        self._receiver = receiver
        self._transcript = receiver.transcript
        self._replies = replies
        self._now = now
        self._in_time = in_time
        self._late = set[asyncio.Task[None]]()

    async def answer(self, meaning: Meaning, waits: Waits) -> Passive:
        """The passive answer; when this returns a message is stored.

        Args:
            meaning: What the callback means.
            waits: Whether WeChat still listens to the answer of this callback.

        Raises:
            Exception: The message could not be stored; WeChat sends it again.
        """
        match meaning:
            case InboundMessage():
                return await self._talk(meaning, waits)
            case Gone(address):
                await self._leave(address)
            case Puzzling(answer):
                return Passive(answer)
        return Passive()

    async def finish(self) -> None:
        """Let late answers end for a moment."""
        await ended(*self._late)

    async def _talk(self, message: InboundMessage, waits: Waits) -> Passive:
        message = await self._pressed(message)
        work = asyncio.create_task(self._receiver.receive(message))
        done, _ = await asyncio.wait({work}, timeout=self._in_time)
        if not done:
            return await self._postponed(message, work)
        try:
            conversation = (await work).conversation
        except UnacceptableError as refusal:
            return Passive(refusal.detail)
        if not await waits():  # its retry takes the answer along, or else it follows by itself
            return Passive()
        return await self._carried(conversation)

    async def _pressed(self, message: InboundMessage) -> InboundMessage:
        """The message, as the button that its number or label stands for."""
        if not may_choose(message.text):
            return message
        known = await self._transcript.run(
            self._transcript.find, message.platform, message.address
        )
        if known is None:
            return message
        lines = await self._transcript.run(self._transcript.latest, known, LINES)
        return with_button(message, lines)

    async def _postponed(self, message: InboundMessage, work: asyncio.Task[Received]) -> Passive:
        """No answer in time; WeChat may only be told so once the message is safe."""
        await self._transcript.run(self._receiver.arrivals.accept, readable(message), self._now())
        late = asyncio.create_task(self._send_later(work))
        self._late.add(late)
        late.add_done_callback(self._late.discard)
        return Passive()

    async def _send_later(self, work: asyncio.Task[Received]) -> None:
        try:
            await self._replies.send((await work).conversation)
        except Exception as error:  # noqa: BLE001 - the message is stored and tried again
            log_fault(log, "a late answer could not be sent", error)

    async def _carried(self, conversation: str) -> Passive:
        """Everything unsaid that fits goes with the callback, the rest follows."""
        now = self._now()
        waiting = await self._transcript.run(
            self._transcript.claim_all_unsent, conversation, now, now + _CARRYING
        )
        text, count = sentences.together([unsent.reply for unsent in waiting])
        for unsent in waiting[count:]:
            await self._transcript.run(
                self._transcript.put_back, conversation, unsent.seq, self._now()
            )

        async def after() -> None:
            await self._mark(waiting[:count])
            if count < len(waiting):
                await self._replies.send(conversation)

        return Passive(text, after)

    async def _mark(self, sent: Sequence[Unsent]) -> None:
        for unsent in sent:
            await self._transcript.run(
                self._transcript.mark_sent, unsent.conversation, unsent.seq, self._now()
            )

    async def _leave(self, address: str) -> None:
        conversation = await self._transcript.run(self._transcript.find, Platform.wechat, address)
        if conversation is not None:
            await self._transcript.run(self._transcript.mark_unreachable, conversation, UNFOLLOWED)
