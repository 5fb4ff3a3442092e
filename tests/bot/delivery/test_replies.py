"""Replies on a channel that does not fetch them: each is sent until it arrived."""

import pytest

from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.delivery.replies import Replies
from bot.inbox.receive import Receiver
from bot.message import InboundMessage
from bot.wording import inbox as sentences
from tests.bot.delivery.recording import RecordingCourier
from tests.bot.inbox.test_receive import message
from tests.bot.inbox.wire import Clock, WireTracker

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
