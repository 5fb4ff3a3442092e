"""Replies on a channel that does not fetch them: each is sent until it arrived."""

import asyncio
import contextlib
from typing import Any

import pytest

from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.delivery.replies import Replies
from bot.inbox.receive import Receiver
from bot.message import InboundMessage, Reply
from bot.wording import inbox as sentences
from tests.bot.delivery.recording import RecordingCourier
from tests.bot.inbox.test_receive import message
from tests.bot.inbox.wire import Clock, WireTracker
from tests.fakes.patience import until

pytestmark = pytest.mark.usefixtures("plain_dialogue")


def said(text: str, identifier: str = "1") -> InboundMessage:
    return message(text, identifier, platform=Platform.telegram)


@pytest.fixture
def courier() -> RecordingCourier:
    return RecordingCourier()


@pytest.fixture
def replies(receiver: Receiver, courier: RecordingCourier, clock: Clock) -> Replies:
    return Replies(receiver, [courier], clock)


async def test_replies_are_sent_in_order_and_once(
    replies: Replies, courier: RecordingCourier
) -> None:
    await replies.receive(said("file"))
    await replies.receive(said("file"))
    assert await replies.send_waiting() == 0
    assert courier.sent == [("chat-1", "1 file"), ("chat-1", "Receipt")]


async def test_what_was_not_sent_before_a_crash_is_sent_after_it(
    replies: Replies, receiver: Receiver, courier: RecordingCourier
) -> None:
    await receiver.receive(said("file"))
    assert await replies.send_waiting() == 1
    assert courier.sent == [("chat-1", "1 file"), ("chat-1", "Receipt")]


async def test_a_line_whose_sender_died_is_sent_when_its_time_is_over(
    replies: Replies, receiver: Receiver, courier: RecordingCourier, clock: Clock
) -> None:
    received = await receiver.receive(said("你好"))
    assert receiver.transcript.claim_unsent(received.conversation, clock()) is not None
    await replies.send_waiting()
    assert courier.sent == []
    clock.pass_seconds(61)
    await replies.send_waiting()
    assert courier.sent == [("chat-1", "1 你好")]


async def test_a_flood_limit_is_obeyed_and_the_order_kept(
    replies: Replies, courier: RecordingCourier, clock: Clock
) -> None:
    courier.answer = lambda _: Outcome(retry_after=20)
    await replies.receive(said("一", "1"))
    courier.answer = lambda _: DELIVERED
    await replies.receive(said("二", "2"))
    assert courier.sent == []
    clock.pass_seconds(22)
    await replies.send_waiting()
    assert courier.sent == [("chat-1", "1 一"), ("chat-1", "2 二")]


async def test_a_chat_that_blocked_us_is_left_alone_until_its_person_writes_again(
    replies: Replies, courier: RecordingCourier
) -> None:
    courier.answer = lambda _: Outcome(dead=True, reason="blocked")
    await replies.receive(said("一", "1"))
    courier.answer = lambda _: DELIVERED
    assert await replies.send_waiting() == 0
    await replies.receive(said("二", "2"))
    assert courier.sent == [("chat-1", "1 一"), ("chat-1", "2 二")]


async def test_the_tracker_hears_that_a_chat_it_believes_dead_is_alive(
    replies: Replies, courier: RecordingCourier, tracker: WireTracker, clock: Clock
) -> None:
    courier.answer = lambda _: Outcome(dead=True, reason="blocked")
    await replies.receive(said("一", "1"))
    courier.answer = lambda _: DELIVERED
    tracker.away = True
    await replies.receive(said("二", "2"))
    tracker.away = False
    clock.pass_seconds(6)
    await replies.receive(said("三", "3"))
    await replies.receive(said("四", "4"))
    assert tracker.reachable == [{"platform": "telegram", "address": "chat-1"}]


async def test_a_reply_that_the_platform_refuses_holds_back_no_later_one(
    replies: Replies, courier: RecordingCourier
) -> None:
    courier.answer = lambda _: Outcome(refused=True, reason="refused by the platform")
    await replies.receive(said("一", "1"))
    courier.answer = lambda _: DELIVERED
    await replies.receive(said("二", "2"))
    assert courier.sent == [("chat-1", "2 二")]


async def test_the_waits_of_a_platform_that_is_away_grow(
    replies: Replies, receiver: Receiver, courier: RecordingCourier, clock: Clock
) -> None:
    courier.answer = lambda _: Outcome(reason="network")
    await replies.receive(said("一", "1"))
    waits = []
    for _ in range(5):
        waited = 0
        while not await replies.send_waiting():
            clock.pass_seconds(1)
            waited += 1
        waits.append(waited)
    assert waits[-1] >= 16
    assert waits == sorted(waits)


async def test_a_message_is_taken_before_it_is_answered_and_answered_once(
    replies: Replies, courier: RecordingCourier
) -> None:
    first = await replies.take(said("一", "1"))
    second = await replies.take(said("二", "2"))
    assert courier.sent == []
    await asyncio.gather(first, second)
    await (await replies.take(said("一", "1")))
    assert courier.sent == [("chat-1", "1 一"), ("chat-1", "2 二")]


async def test_an_answer_that_needs_no_dialogue_is_sent_once_and_stands_in_the_transcript(
    replies: Replies, receiver: Receiver, courier: RecordingCourier
) -> None:
    for _ in range(2):
        await replies.take_answered(said("［修改了］", "1"), Reply(text="改动已记下"))
        await replies.finish()
    assert courier.sent == [("chat-1", "改动已记下")]
    conversation = receiver.transcript.find(Platform.telegram, "chat-1")
    assert conversation is not None
    lines = receiver.transcript.lines(conversation)
    assert [line.text for line in lines] == ["［修改了］", "改动已记下"]


async def test_a_person_who_left_is_sent_nothing_until_they_write_again(
    replies: Replies, courier: RecordingCourier
) -> None:
    await replies.receive(said("一", "1"))
    await replies.left(Platform.telegram, "chat-1")
    await replies.left(Platform.telegram, "a chat nobody wrote from")
    await replies.take_answered(said("x", "2"), Reply(text="好"))
    await replies.finish()
    assert [text for _, text in courier.sent] == ["1 一", "好"]


async def test_the_person_is_told_once_that_the_answer_comes_later_and_gets_it(
    replies: Replies,
    receiver: Receiver,
    courier: RecordingCourier,
    tracker: WireTracker,
    clock: Clock,
) -> None:
    tracker.away = True
    await replies.receive(said("你好"))
    tracker.away = False
    clock.pass_seconds(6)
    await receiver.resume_pending()
    await replies.send_waiting()
    assert [text for _, text in courier.sent] == [sentences.LATER, "1 你好"]


async def test_chats_of_other_couriers_are_not_touched(
    receiver: Receiver, courier: RecordingCourier, clock: Clock
) -> None:
    await receiver.receive(said("你好"))
    elsewhere = Replies(receiver, [RecordingCourier(Platform.wechat)], clock)
    assert await elsewhere.send_waiting() == 0
    assert await Replies(receiver, [courier], clock).send_waiting() == 1


async def test_what_was_written_just_now_is_left_to_its_writer_for_a_moment(
    replies: Replies, receiver: Receiver, courier: RecordingCourier, clock: Clock
) -> None:
    found: list[list[str]] = []
    look = receiver.transcript.unsent_chats

    def looking(*args: Any, **more: Any) -> list[str]:
        found.append(look(*args, **more))
        return found[-1]

    receiver.transcript.unsent_chats = looking  # type: ignore[method-assign] # to know of each look
    written = await receiver.receive(said("你好"))
    running = asyncio.create_task(replies.run())
    await until(lambda: bool(found))
    assert found == [[]]

    clock.pass_seconds(3)
    await until(lambda: bool(courier.sent))
    assert [written.conversation] in found
    assert courier.sent == [("chat-1", "1 你好")]
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
