"""Drains the tracker's outbox through couriers; the outbox gives out one notice a chat."""

import asyncio
import logging
import math
from collections.abc import Sequence
from uuid import uuid4

from anyio.to_thread import run_sync

from api.contract.client import Tracker, TrackerError
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport, Notice
from bot.delivery.courier import DELIVERED, Courier, Outcome, attempt
from bot.delivery.waiting import back_off, let_end
from bot.inbox.faults import log_fault
from bot.inbox.receive import Receiver
from bot.wording.notices import render

log = logging.getLogger(__name__)

_AT_ONCE = 32
"""Notices in work; no more are claimed, so that none waits here while its lease runs out."""
_WAIT = 15.0
"""Seconds that the tracker holds a claim open: it answers as soon as something is due."""
_IDLE_SECONDS = 0.1
_LEAST_OFTEN = 5
"""Failures in a row from which on the wait no longer grows: half a minute."""


class Drain:
    """One worker that delivers notices."""

    def __init__(
        self,
        tracker: Tracker,
        couriers: Sequence[Courier],
        receiver: Receiver,
        idle_seconds: float = _IDLE_SECONDS,
    ) -> None:
        """Bind the outbox, the couriers, and the inbox that keeps the transcripts.

        Args:
            tracker: Whose outbox is drained.
            couriers: One a platform; only their platforms are claimed.
            receiver: Notes what was delivered in the transcript of its chat.
            idle_seconds: How long to rest after a claim that brought nothing.
        """
        self._tracker = tracker
        self._couriers = {courier.platform: courier for courier in couriers}
        self._receiver = receiver
        self._idle = idle_seconds
        self._worker = f"deliver-{uuid4().hex}"
        self._in_work: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled; a tracker that is away is asked again, ever less often.

        A chat whose platform is slow holds up nobody else.
        """
        failures = 0
        try:
            while True:
                try:
                    rest = 0 if await self._begin() else self._idle
                    failures = 0
                except Exception as error:  # noqa: BLE001 - the edge of a background process
                    failures += 1
                    rest = back_off(min(failures, _LEAST_OFTEN))
                    log_fault(log, "the outbox could not be drained", error)
                await asyncio.sleep(rest)
        finally:
            await let_end(self._in_work)

    async def drain_once(self) -> int:
        """Deliver all that is due; returns how many notices were claimed.

        Raises:
            TrackerError: The outbox could not be claimed from.
        """
        count = 0
        while claimed := await self._claim(_AT_ONCE, 0):
            await asyncio.gather(*(self._work(delivery) for delivery in claimed))
            count += len(claimed)
        return count

    async def _begin(self) -> int:
        """Claim what is due, or wait for it, and begin to deliver it."""
        claimed = await self._claim(_AT_ONCE - len(self._in_work), _WAIT)
        for delivery in claimed:
            task = asyncio.create_task(self._work(delivery))
            self._in_work.add(task)
            task.add_done_callback(self._in_work.discard)
        if len(self._in_work) >= _AT_ONCE:
            await asyncio.wait(self._in_work, return_when=asyncio.FIRST_COMPLETED)
        return len(claimed)

    async def _claim(self, limit: int, wait: float) -> list[Delivery]:
        request = ClaimRequest(
            worker=self._worker, platforms=tuple(self._couriers), limit=limit, wait=wait
        )
        return await self._tracker.claim(request)

    async def _work(self, delivery: Delivery) -> None:
        try:
            await self._report(delivery, await self._deliver(delivery))
        except Exception as error:  # noqa: BLE001 - one notice must not stop the others
            log_fault(log, "a notice could not be delivered", error)  # its lease ends, then again

    async def _deliver(self, delivery: Delivery) -> Outcome:
        reply = render(delivery.notice)
        transcript = self._receiver.transcript
        if await run_sync(transcript.has_delivery, delivery.id):
            return DELIVERED  # sent before a crash, and noted; only the report was lost
        courier = self._couriers[delivery.platform]
        outcome = await attempt(courier, delivery.address, reply, delivery.id)
        unseen = outcome.dead or outcome.shut
        if unseen:
            await self._receiver.unreachable(delivery.platform, delivery.address, outcome.reason)
        notice = delivery.notice
        if not (outcome.delivered or unseen) or not isinstance(notice, Notice):
            return outcome  # what is about no case goes to officers, who have no transcript
        noted = await self._receiver.note(
            delivery.platform,
            delivery.address,
            delivery.id,
            reply,
            notice,
            sent=not unseen,  # written as unsent, it is said when the person writes again
        )
        return outcome if noted else Outcome(reason="the chat is busy")

    async def _report(self, delivery: Delivery, outcome: Outcome) -> None:
        wait = None
        if not (outcome.delivered or outcome.dead or outcome.refused or outcome.shut):
            wait = math.ceil(back_off(delivery.attempts, outcome.retry_after))
        report = DeliveryReport(
            worker=self._worker,
            delivered=outcome.delivered,
            reason=outcome.reason,
            retry_after=wait,
            dead=outcome.dead,
            refused=outcome.refused or (outcome.shut and not outcome.delivered),
        )
        try:
            await self._tracker.report_delivery(delivery.id, report)
        except TrackerError as fault:  # the lease ends, and the repeat is harmless
            log.warning("a delivery could not be reported: %s", fault.code)
