"""A message arrives: stored first, then answered, each once whatever crashes in between."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from api.contract.client import Tracker, TrackerUnreachableError
from api.contract.codes import Platform
from api.contract.delivery import Notice
from api.contract.models import CityInfo
from bot.dialogue import note_delivered
from bot.inbox.answering import Answering, remembered
from bot.inbox.arrivals import Arrivals
from bot.inbox.bell import Bell
from bot.inbox.faults import log_fault
from bot.inbox.photos import Fetch
from bot.inbox.ports import Sealer, Storage
from bot.inbox.readable import readable
from bot.inbox.rows import LostLeaseError
from bot.inbox.store import Store
from bot.inbox.transcript import Transcript
from bot.inbox.turns import Now, Turns
from bot.inbox.work import Work
from bot.message import Frozen, InboundMessage, Line, Reply
from bot.wording import inbox as sentences

log = logging.getLogger(__name__)

_SECONDS_A_MESSAGE = 12
"""Less than the lease, so that a slow tracker does not cost us the conversation."""
_AGAIN_AFTER = timedelta(seconds=5)
_MOST_FAULTS = 5
_SERVER_FAULT = 500

Lines = tuple[Line, ...]


class Received(Frozen):
    """A message that is stored, and its answer as far as there is one."""

    conversation: str
    replies: tuple[Line, ...]
    pending: bool
    """The tracker is away; the answer comes into the transcript later."""


class Receiver:
    """The one door of messages, for all channels of a process."""

    def __init__(
        self,
        storage: Storage,
        sealer: Sealer,
        tracker: Tracker,
        now: Now,
        fetch: Mapping[Platform, Fetch] | None = None,
    ) -> None:
        """Bind the database, the keyring, the tracker and the clock.

        Args:
            storage: Where conversations are kept.
            sealer: Seals what people wrote.
            tracker: Understands messages and opens cases.
            now: The present moment, aware.
            fetch: For channels that hold the photos themselves, how to get one.
        """
        worker = uuid4().hex
        self.bell = Bell()
        self.transcript = Transcript(storage, sealer)
        self.arrivals = Arrivals(storage, sealer, worker)
        self._store = Store(storage, sealer, worker)
        self._turns = Turns(self._store, now)
        self._answering = Answering(tracker, fetch or {}, self.transcript)
        self._now = now
        self._run = storage.run

    async def city(self) -> CityInfo:
        """The office this process speaks for; raises `TrackerUnreachableError`."""
        return await self._answering.city()

    async def receive(self, message: InboundMessage) -> Received:
        """Store a message and answer it; the same message again gives the same answer.

        Raises:
            UnacceptableError: It can't be read; nothing was stored.
        """
        accepted = await self._run(self.arrivals.accept, readable(message), self._now())
        lines = None
        if not accepted.processed:
            self.bell.ring(accepted.conversation)
            lines = await self._work_off(accepted.conversation, accepted.work)
        if lines is None:
            lines = await self._run(self._store.answers, accepted.message)
        return Received(
            conversation=accepted.conversation, replies=lines or (), pending=lines is None
        )

    async def resume_pending(self) -> int:
        """Answer what waits since a crash or an absence of the tracker; returns how many chats."""
        due = await self._run(self._store.due, self._now())
        for conversation in due:
            await self._work_off(conversation, None)
        return len(due)

    async def note(
        self,
        platform: Platform,
        address: str,
        delivery: str,
        reply: Reply,
        notice: Notice,
        *,
        sent: bool = True,
    ) -> bool:
        """Write a delivered notice into the transcript, once, and let the dialogue know.

        With `sent` false it was not shown, and is with the next answer.

        Returns:
            False when the chat is busy and nothing was written; True also for a repeat, and
            where no such chat is known.
        """
        conversation = await self._run(self.transcript.find, platform, address)
        if conversation is None:
            return True
        async with self._turns.hold(conversation) as ours:
            if not ours:
                return False
            state = remembered(await self._run(self._store.state, conversation))
            after = note_delivered(state, notice).model_dump_json()
            try:
                await self._run(
                    self._store.note, conversation, delivery, reply, after, self._now(), sent
                )
            except LostLeaseError:
                return False
        self.bell.ring(conversation)
        return True

    async def _work_off(self, conversation: str, work: Work | None) -> Lines | None:
        """Answer all that waits in a conversation, in order; gives the answer to `work`."""
        if self._turns.busy(conversation):
            work = None  # whoever is at it answers this message too
        try:
            return await self._hold_and_answer(conversation, work)
        except LostLeaseError:  # a claim made before the wait may be gone after it
            with suppress(LostLeaseError):
                await self._hold_and_answer(conversation, None)
            return None
        finally:
            self.bell.ring(conversation)

    async def _hold_and_answer(self, conversation: str, first: Work | None) -> Lines | None:
        lines = None
        async with self._turns.hold(conversation, claimed=first is not None) as ours:
            work, more = first, ours
            while more:
                work = work or await self._run(self._store.next_work, conversation)
                if work is None:
                    await self._run(self._store.give_back, conversation)
                    break
                said, more = await self._answer_or_postpone(work)
                lines = said if work is first else lines
                work = None
        return lines

    async def _answer_or_postpone(self, work: Work) -> tuple[Lines | None, bool]:
        """What a message was answered with, and whether more wait."""
        try:
            async with asyncio.timeout(_SECONDS_A_MESSAGE):
                state, replies = await self._answer(work)
        except LostLeaseError:
            raise
        except (TimeoutError, OSError):
            return await self._postpone(work, fault=False)
        except TrackerUnreachableError as absence:
            return await self._postpone(work, fault=absence.status == _SERVER_FAULT)
        except Exception as error:  # noqa: BLE001 - a message that breaks us must not stop its chat
            log_fault(log, "a message could not be answered", error)
            return await self._postpone(work, fault=True)
        return await self._run(self._store.save, work, state, replies, self._now())

    async def _answer(self, work: Work) -> tuple[str, tuple[Reply, ...]]:
        message = await self._answering.with_evidence(work.message)
        if message is not None:
            await self._run(self._store.replace, work, message)
        conversation, replies = await self._answering.answer(work, message or work.message)
        return conversation.model_dump_json(), replies

    async def _postpone(self, work: Work, *, fault: bool) -> tuple[Lines | None, bool]:
        now = self._now()
        if fault and work.faults + 1 >= _MOST_FAULTS:
            sorry = (Reply(text=sentences.GAVE_UP),)
            return await self._run(self._store.save, work, None, sorry, now, "faults")
        until = now + _AGAIN_AFTER

        def postpone() -> None:
            self._store.postpone(work, until, now, fault=fault)

        await self._run(postpone)
        return None, False


async def keep_resuming(receiver: Receiver, seconds: float = 3.0) -> None:
    """Resume at once and then every few seconds, until cancelled."""
    while True:
        try:
            await receiver.resume_pending()
        except Exception as error:  # noqa: BLE001 - the edge of a background process
            log_fault(log, "a message could not be answered", error)
        await asyncio.sleep(seconds)
