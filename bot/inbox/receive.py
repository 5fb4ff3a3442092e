"""A message arrives: stored first, then answered, each once whatever crashes in between."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from api.contract.client import Tracker, TrackerUnreachableError
from api.contract.codes import Platform
from api.contract.delivery import Notice
from api.contract.models import CaseView, CityInfo
from bot.dialogue import Conversation as State
from bot.dialogue import note_delivered, take_up, wake
from bot.inbox.answering import Answering, remembered
from bot.inbox.arrivals import Arrivals
from bot.inbox.bell import Bell
from bot.inbox.faults import log_fault
from bot.inbox.photos import Fetch
from bot.inbox.ports import Sealer, Storage
from bot.inbox.readable import LONGEST, clean, readable
from bot.inbox.received import Received
from bot.inbox.rows import LostLeaseError
from bot.inbox.store import Store
from bot.inbox.transcript import Transcript
from bot.inbox.turns import Now, Turns
from bot.inbox.work import Memory, Work, memory_of
from bot.message import InboundMessage, Line, Reply
from bot.wording import inbox as sentences

log = logging.getLogger(__name__)

_SECONDS_A_MESSAGE = 12
"""Less than the lease, so that a slow tracker does not cost us the conversation."""
_AGAIN_AFTER = timedelta(seconds=5)
_MOST_FAULTS = 5
_AT_ONCE = 16
_SERVER_FAULT = 500
ALBUM_QUIET = 0.7
"""Channels send the pictures of an album one by one, within a fraction of a second."""

Lines = tuple[Line, ...]


class Receiver:
    """The one door of messages, for all channels of a process."""

    def __init__(
        self,
        storage: Storage,
        sealer: Sealer,
        tracker: Tracker,
        now: Now,
        fetch: Mapping[Platform, Fetch] | None = None,
        album_quiet: float = ALBUM_QUIET,
    ) -> None:
        """Bind the database, the keyring, the tracker and the clock.

        Args:
            storage: Where conversations are kept.
            sealer: Seals what people wrote.
            tracker: Understands messages and opens cases.
            now: The present moment, aware.
            fetch: How to get photos from channels that hold them; others are left to who can.
            album_quiet: Seconds without a further picture after which an album is whole.
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
        self._quiet = album_quiet
        self._fetched = tuple(fetch or ())

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

    async def store(self, message: InboundMessage) -> str:
        """Store a message and return at once; `answer` is to follow, here or after a crash.

        Returns:
            Id of the conversation.

        Raises:
            UnacceptableError: It can't be read; nothing was stored.
        """
        accepted = await self._run(self.arrivals.accept, readable(message), self._now())
        self.bell.ring(accepted.conversation)
        return accepted.conversation

    async def answer(self, conversation: str) -> None:
        """Answer all that waits in a conversation."""
        await self._work_off(conversation, None)

    async def store_answered(self, message: InboundMessage, reply: Reply) -> str:
        """Store a message that is no matter for the dialogue, with its answer, once.

        Returns:
            Id of the conversation, in whose transcript both stand.
        """
        said = message.model_copy(update={"text": clean(message.text)[:LONGEST]})
        conversation = await self._run(self.arrivals.accept_answered, said, reply, self._now())
        self.bell.ring(conversation)
        return conversation

    async def unreachable(self, platform: Platform, address: str, reason: str) -> None:
        """Send nothing more to a chat, if it is known, until its person writes again."""
        conversation = await self._run(self.transcript.find, platform, address)
        if conversation is not None:
            await self._run(self.transcript.mark_unreachable, conversation, reason)

    async def resume_pending(self) -> int:
        """Answer what waits since a crash or an absence of the tracker; returns how many chats."""
        due = await self._run(self._store.due, self._now(), self._fetched)
        at_once = asyncio.Semaphore(_AT_ONCE)

        async def resume(conversation: str) -> None:
            async with at_once:
                await self._work_off(conversation, None)

        # Side by side: while the tracker is slow, each may take all its seconds.
        for fault in await asyncio.gather(*map(resume, due), return_exceptions=True):
            if fault is not None:
                raise fault
        return len(due)

    async def wake_lapsing(self) -> int:
        """Let the dialogue speak where a draft was left lying; returns how many chats."""
        asleep = await self._run(self._store.asleep, self._now())
        for conversation in asleep:
            with suppress(LostLeaseError):  # somebody writes just now: there is no need any more
                await self._wake(conversation)
        return len(asleep)

    async def _wake(self, conversation: str) -> None:
        async with self._turns.hold(conversation) as ours:
            if not ours:
                return
            if await self._run(self._store.next_work, conversation) is not None:
                await self._run(self._store.give_back, conversation)
                return
            state = remembered(await self._run(self._store.state, conversation))
            turn = wake(state, self._now())
            memory = memory_of(turn.conversation)
            await self._run(self._store.woken, conversation, memory, turn.replies, self._now())
        self.bell.ring(conversation)

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
        return await self._tell(
            conversation, delivery, reply, lambda state: note_delivered(state, notice), sent=sent
        )

    async def take_up(
        self, platform: Platform, address: str, reply: Reply, views: Sequence[CaseView]
    ) -> bool:
        """Let a chat, which may begin with it, know cases that were filed elsewhere.

        Returns:
            False when the chat is busy and nothing was written.
        """
        conversation = await self._run(self.arrivals.begin, platform, address, self._now())
        return await self._tell(
            conversation, f"take_up:{uuid4().hex}", reply, lambda state: take_up(state, views)
        )

    async def _tell(
        self,
        conversation: str,
        delivery: str,
        reply: Reply,
        change: Callable[[State], State],
        *,
        sent: bool = True,
    ) -> bool:
        async with self._turns.hold(conversation) as ours:
            if not ours:
                return False
            state = remembered(await self._run(self._store.state, conversation))
            after = memory_of(change(state))
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
                if work.gathering is not None:
                    await asyncio.sleep(self._quiet)
                    await self._run(self._store.close_album, work)
                    work = None  # it may hold more pictures by now
                    continue
                said, more = await self._answer_or_postpone(work)
                lines = said if work is first else lines
                work = None
        return lines

    async def _answer_or_postpone(self, work: Work) -> tuple[Lines | None, bool]:
        """What a message was answered with, and whether more wait."""
        try:
            async with asyncio.timeout(_SECONDS_A_MESSAGE):
                memory, replies = await self._answer(work)
        except LostLeaseError:
            raise
        except (TimeoutError, OSError):
            return await self._postpone(work, fault=False)
        except TrackerUnreachableError as absence:
            return await self._postpone(work, fault=absence.status == _SERVER_FAULT)
        except Exception as error:  # noqa: BLE001 - a message that breaks us must not stop its chat
            log_fault(log, "a message could not be answered", error)
            return await self._postpone(work, fault=True)
        return await self._run(self._store.save, work, memory, replies, self._now())

    async def _answer(self, work: Work) -> tuple[Memory, tuple[Reply, ...]]:
        if work.back:
            await self._answering.tell_back(work.message)
        message = await self._answering.with_evidence(work.message)
        if message is not None:
            await self._run(self._store.replace, work, message)
        conversation, replies = await self._answering.answer(work, message or work.message)
        return memory_of(conversation), replies

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
