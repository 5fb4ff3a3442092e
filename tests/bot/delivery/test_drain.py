"""Notices reach their chats, once and in order, and the outbox hears what became of them."""

import asyncio
from contextlib import suppress

import pytest

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from bot.delivery.courier import DELIVERED, Outcome
from bot.delivery.drain import Drain
from bot.delivery.replies import Replies
from bot.delivery.waiting import back_off
from bot.inbox.receive import Receiver
from bot.message import Reply
from bot.web.courier import WebCourier
from bot.wording.notices import render
from tests.bot.delivery.recording import RecordingCourier
from tests.bot.inbox.test_receive import AT, message, texts, transcript
from tests.bot.inbox.wire import Clock, WireTracker
from tests.fakes.patience import until

pytestmark = pytest.mark.usefixtures("plain_dialogue")


def notice(number: int = 1) -> Notice:
    return Notice(
        template=Template.replied,
        number=f"SZ-20261121-000{number}",
        kind=Kind.complaint,
        office="景田所",
        at=AT,
        text=f"第{number}件",
    )


def reports(tracker: WireTracker) -> list[tuple[str, bool]]:
    return [(identifier, body["delivered"]) for identifier, body in tracker.reports]


async def test_a_notice_appears_in_the_web_chat_and_wakes_the_page(
    receiver: Receiver, tracker: WireTracker
) -> None:
    received = await receiver.receive(message("你好"))
    tracker.put("d1", Platform.web, "chat-1", notice())
    with receiver.bell.listen(received.conversation) as rung:
        claimed = await Drain(tracker.client, [WebCourier(receiver)], receiver).drain_once()
        assert rung.is_set()
    assert claimed == 1
    assert transcript(receiver)[-1].text == render(notice()).text
    assert reports(tracker) == [("d1", True)]


async def test_a_notice_whose_report_was_lost_is_shown_once(
    receiver: Receiver, tracker: WireTracker
) -> None:
    await receiver.receive(message("你好"))
    for _ in range(2):
        tracker.put("d1", Platform.web, "chat-1", notice())
        await Drain(tracker.client, [WebCourier(receiver)], receiver).drain_once()
    assert texts(transcript(receiver)).count(render(notice()).text) == 1
    assert reports(tracker) == [("d1", True), ("d1", True)]


async def test_a_notice_that_was_sent_and_noted_is_not_sent_again(
    receiver: Receiver, tracker: WireTracker
) -> None:
    courier = RecordingCourier()
    await receiver.receive(message("你好", platform=Platform.telegram))
    for _ in range(2):
        tracker.put("d1", Platform.telegram, "chat-1", notice())
        await Drain(tracker.client, [courier], receiver).drain_once()
    assert courier.sent == [("chat-1", render(notice()).text)]


async def test_a_chat_nobody_wrote_from_is_dead(receiver: Receiver, tracker: WireTracker) -> None:
    tracker.put("d1", Platform.web, "nobody", notice())
    await Drain(tracker.client, [WebCourier(receiver)], receiver).drain_once()
    assert tracker.reports[0][1]["dead"] is True


async def test_a_flood_limit_is_reported_with_its_seconds_and_holds_nobody_else_up(
    receiver: Receiver, tracker: WireTracker
) -> None:
    courier = RecordingCourier()
    tracker.put("a1", Platform.telegram, "a", notice())
    tracker.put("b1", Platform.telegram, "b", notice())
    flood = Outcome(retry_after=30, reason="flood")
    courier.answer = lambda who: flood if who == "a" else Outcome(delivered=True)
    await Drain(tracker.client, [courier], receiver).drain_once()
    said = dict(tracker.reports)
    assert said["b1"]["delivered"]
    assert said["a1"]["reason"] == "flood"
    assert 30 <= said["a1"]["retry_after"] <= 31


async def test_a_chat_whose_platform_hangs_keeps_no_other_waiting(
    receiver: Receiver, tracker: WireTracker
) -> None:
    class Hanging(RecordingCourier):
        async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:
            if address == "a":
                await asyncio.Event().wait()
            return await super().send(address, reply, delivery)

    courier = Hanging()
    drain = Drain(tracker.client, [courier], receiver, idle_seconds=0.01)
    running = asyncio.create_task(drain.run())
    tracker.put("a1", Platform.telegram, "a", notice())
    await until(lambda: not tracker.outbox)
    tracker.put("b1", Platform.telegram, "b", notice())
    await until(lambda: bool(tracker.reports))
    running.cancel()
    assert reports(tracker) == [("b1", True)]


async def test_what_is_being_sent_when_we_stop_arrives_and_is_noted(
    receiver: Receiver, tracker: WireTracker
) -> None:
    sending, gate = asyncio.Event(), asyncio.Event()

    class Slow(RecordingCourier):
        async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:
            sending.set()
            await gate.wait()
            return await super().send(address, reply, delivery)

    tracker.put("a1", Platform.telegram, "a", notice())
    running = asyncio.create_task(Drain(tracker.client, [Slow()], receiver).run())
    await sending.wait()
    running.cancel()
    await asyncio.sleep(0)
    gate.set()
    with suppress(asyncio.CancelledError):
        await running
    assert reports(tracker) == [("a1", True)]


async def test_a_message_that_the_platform_refuses_is_given_up_at_once(
    receiver: Receiver, tracker: WireTracker
) -> None:
    courier = RecordingCourier()
    courier.answer = lambda _: Outcome(refused=True, reason="refused by the platform")
    tracker.put("d1", Platform.telegram, "a", notice())
    await Drain(tracker.client, [courier], receiver).drain_once()
    said = tracker.reports[0][1]
    assert (said["refused"], said["dead"], said["retry_after"]) == (True, False, None)


async def test_a_chat_that_a_notice_found_dead_gets_no_replies_either(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    courier = RecordingCourier()
    await receiver.receive(message("你好", platform=Platform.telegram))
    courier.answer = lambda _: Outcome(dead=True, reason="blocked")
    tracker.put("d1", Platform.telegram, "chat-1", notice())
    await Drain(tracker.client, [courier], receiver).drain_once()
    assert await Replies(receiver, [courier], clock).send_waiting() == 0


async def test_what_a_blocked_chat_missed_is_said_when_its_person_writes_again(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    courier = RecordingCourier()
    await receiver.receive(message("你好", platform=Platform.telegram))
    replies = Replies(receiver, [courier], clock)
    await replies.send_waiting()
    courier.answer = lambda _: Outcome(dead=True, reason="blocked")
    tracker.put("d1", Platform.telegram, "chat-1", notice())
    await Drain(tracker.client, [courier], receiver).drain_once()
    assert tracker.reports[0][1]["dead"] is True
    courier.answer = lambda _: DELIVERED
    before = len(courier.sent)
    await replies.receive(message("我回来了", "2", platform=Platform.telegram))
    missed, *answer = [text for _, text in courier.sent[before:]]
    assert missed == render(notice()).text
    assert answer
    assert await replies.send_waiting() == 0


async def test_a_blocked_chat_is_reported_dead_with_the_reason(
    receiver: Receiver, tracker: WireTracker
) -> None:
    courier = RecordingCourier()
    courier.answer = lambda _: Outcome(dead=True, reason="blocked")
    tracker.put("d1", Platform.telegram, "a", notice())
    await Drain(tracker.client, [courier], receiver).drain_once()
    said = tracker.reports[0][1]
    assert (said["dead"], said["delivered"], said["reason"]) == (True, False, "blocked")


async def test_a_courier_that_breaks_is_tried_again_later(
    receiver: Receiver, tracker: WireTracker
) -> None:
    def explode(_address: str) -> Outcome:
        raise RuntimeError("13800138000")

    courier = RecordingCourier()
    courier.answer = explode
    tracker.put("d1", Platform.telegram, "a", notice())
    await Drain(tracker.client, [courier], receiver).drain_once()
    said = tracker.reports[0][1]
    assert (said["delivered"], said["reason"]) == (False, "RuntimeError")


async def test_the_loop_goes_on_when_the_outbox_was_away(
    receiver: Receiver, tracker: WireTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.drain.back_off", lambda *_: 0.01)
    tracker.away = True
    drain = Drain(tracker.client, [WebCourier(receiver)], receiver, idle_seconds=0.01)
    running = asyncio.create_task(drain.run())
    await asyncio.sleep(0.1)
    tracker.away = False
    await receiver.receive(message("你好"))
    tracker.put("d1", Platform.web, "chat-1", notice())
    async with asyncio.timeout(5):
        while not tracker.reports:  # noqa: ASYNC110 - the wire has no event to wait for
            await asyncio.sleep(0.01)
    running.cancel()
    assert reports(tracker) == [("d1", True)]


def test_back_off_doubles_with_jitter_and_obeys_the_platform() -> None:
    for attempt in range(1, 40):
        most = min(900, 2 * 2 ** (attempt - 1))
        waits = [back_off(attempt) for _ in range(20)]
        assert all(most / 2 <= wait <= most for wait in waits)
        assert len(set(waits)) > 1
    assert 7 <= back_off(1, asked=7) <= 8
