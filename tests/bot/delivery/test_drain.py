"""Notices reach their chats, once and in order, and the outbox hears what became of them."""

import asyncio

import pytest

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from bot.delivery.courier import Outcome
from bot.delivery.drain import Drain
from bot.delivery.waiting import back_off
from bot.inbox.receive import Receiver
from bot.web.courier import WebCourier
from bot.wording.notices import render
from tests.bot.delivery.recording import RecordingCourier
from tests.bot.inbox.test_receive import AT, message, texts, transcript
from tests.bot.inbox.wire import WireTracker

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


async def test_notices_of_one_recipient_stay_in_order_and_a_failure_holds_back_the_later_ones(
    receiver: Receiver, tracker: WireTracker
) -> None:
    courier = RecordingCourier()
    for number in (1, 2, 3):
        tracker.put(f"a{number}", Platform.telegram, "a", notice(number))
    tracker.put("b1", Platform.telegram, "b", notice())
    limits = iter([Outcome(delivered=True), Outcome(retry_after=30, reason="flood")])
    courier.answer = lambda who: next(limits) if who == "a" else Outcome(delivered=True)
    await Drain(tracker.client, [courier], receiver).drain_once()
    assert [name for name in courier.names if name.startswith("a")] == ["a1", "a2"]
    said = dict(tracker.reports)
    assert said["a1"]["delivered"]
    assert said["b1"]["delivered"]
    assert said["a2"]["reason"] == "flood"
    for held in ("a2", "a3"):
        assert not said[held]["delivered"]
        assert 30 <= said[held]["retry_after"] <= 31


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
