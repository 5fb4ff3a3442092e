"""Drains the tracker's outbox through couriers: in order per recipient, all others in parallel."""

import asyncio
import logging
import math
from collections.abc import Sequence
from itertools import groupby
from uuid import uuid4

from anyio.to_thread import run_sync

from api.contract.client import Tracker, TrackerError
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport
from bot.delivery.courier import DELIVERED, Courier, Outcome, attempt
from bot.delivery.waiting import back_off
from bot.inbox.faults import log_fault
from bot.inbox.receive import Receiver
from bot.wording.notices import render

log = logging.getLogger(__name__)

_BATCH = 40
_AT_ONCE = 8
_IDLE_SECONDS = 0.5
_LEAST_OFTEN = 5
"""Failures in a row from which on the wait no longer grows: half a minute."""
_BEHIND = "waits behind an earlier message"


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
            idle_seconds: How long to rest when there is nothing to deliver.
        """
        self._tracker = tracker
        self._couriers = {courier.platform: courier for courier in couriers}
        self._receiver = receiver
        self._idle = idle_seconds
        self._worker = f"deliver-{uuid4().hex}"
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def run(self) -> None:
        """Deliver until cancelled; a tracker that is away is asked again, ever less often."""
        failures = 0
        while True:
            try:
                rest = 0 if await self.drain_once() else self._idle
                failures = 0
            except Exception as error:  # noqa: BLE001 - the edge of a background process
                failures += 1
                rest = back_off(min(failures, _LEAST_OFTEN))
                log_fault(log, "the outbox could not be drained", error)
            await asyncio.sleep(rest)

    async def drain_once(self) -> int:
        """Deliver one batch; returns how many notices were claimed.

        Raises:
            TrackerError: The outbox could not be claimed from.
        """
        request = ClaimRequest(worker=self._worker, platforms=tuple(self._couriers), limit=_BATCH)
        claimed = await self._tracker.claim(request)
        in_order = sorted(claimed, key=_recipient)  # stable: the outbox's order stays within
        queues = [list(queue) for _, queue in groupby(in_order, key=_recipient)]
        await asyncio.gather(*(self._deliver_in_order(queue) for queue in queues))
        return len(claimed)

    async def _deliver_in_order(self, queue: Sequence[Delivery]) -> None:
        async with self._at_once:
            blocked: Outcome | None = None
            for delivery in queue:
                outcome = blocked or await self._deliver(delivery)
                if not (outcome.delivered or outcome.dead or outcome.shut):
                    blocked = Outcome(retry_after=outcome.retry_after, reason=_BEHIND)
                await self._report(delivery, outcome)

    async def _deliver(self, delivery: Delivery) -> Outcome:
        reply = render(delivery.notice)
        transcript = self._receiver.transcript
        if await run_sync(transcript.has_delivery, delivery.id):
            return DELIVERED  # sent before a crash, and noted; only the report was lost
        courier = self._couriers[delivery.platform]
        outcome = await attempt(courier, delivery.address, reply, delivery.id)
        if not (outcome.delivered or outcome.shut):
            return outcome
        if outcome.shut:
            await self._keep_for_later(delivery, outcome.reason)
        if not await self._receiver.note(
            delivery.platform,
            delivery.address,
            delivery.id,
            reply,
            delivery.notice,
            sent=not outcome.shut,
        ):
            return Outcome(reason="the chat is busy")
        return outcome

    async def _keep_for_later(self, delivery: Delivery, reason: str) -> None:
        """What is written into the transcript now is said when the person writes again."""
        transcript = self._receiver.transcript
        conversation = await run_sync(transcript.find, delivery.platform, delivery.address)
        if conversation is not None:
            await run_sync(transcript.mark_unreachable, conversation, reason)

    async def _report(self, delivery: Delivery, outcome: Outcome) -> None:
        wait = None
        if not (outcome.delivered or outcome.dead or outcome.shut):
            wait = math.ceil(back_off(delivery.attempts, outcome.retry_after))
        report = DeliveryReport(
            worker=self._worker,
            delivered=outcome.delivered,
            reason=outcome.reason,
            retry_after=wait,
            dead=outcome.dead,
            refused=outcome.shut and not outcome.delivered,
        )
        try:
            await self._tracker.report_delivery(delivery.id, report)
        except TrackerError as fault:  # the lease ends, and the repeat is harmless
            log.warning("a delivery could not be reported: %s", fault.code)


def _recipient(delivery: Delivery) -> tuple[str, str]:
    return delivery.platform, delivery.address
