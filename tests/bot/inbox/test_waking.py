"""A chat in which a draft was left lying speaks once, whoever wakes it."""

import asyncio
from datetime import timedelta

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.receive import Receiver
from bot.message import InboundMessage
from tests.bot.inbox.wire import Clock, WireTracker

DAY = timedelta(days=1)


def _message(
    clock: Clock, identifier: str, text: str, button: str | None = None
) -> InboundMessage:
    return InboundMessage(
        platform=Platform.web,
        address="chat-1",
        external_id=identifier,
        at=clock(),
        text=text,
        button=button,
    )


async def _begin(receiver: Receiver, clock: Clock) -> None:
    await receiver.receive(_message(clock, "1", "要退款或赔偿", button="kind:complaint"))
    await receiver.receive(_message(clock, "2", "米里有虫，想退钱"))


def _said(receiver: Receiver) -> list[str]:
    conversation = receiver.transcript.find(Platform.web, "chat-1")
    assert conversation is not None
    return [line.text for line in receiver.transcript.lines(conversation)]


async def test_two_processes_remind_once(
    database: Database, keys: Keyring, tracker: WireTracker, clock: Clock
) -> None:
    one, two = (Receiver(database, keys, tracker.client, clock) for _ in range(2))
    await _begin(one, clock)
    before = len(_said(one))

    assert await one.wake_lapsing() == 0
    clock.at += DAY - timedelta(minutes=1)
    await asyncio.gather(one.wake_lapsing(), two.wake_lapsing())
    await one.wake_lapsing()

    assert len(_said(one)) == before + 1
    assert "没有提交" in _said(one)[-1]


async def test_after_a_day_it_is_put_away_without_a_word_and_comes_back(
    receiver: Receiver, clock: Clock
) -> None:
    await _begin(receiver, clock)
    clock.at += DAY
    await receiver.wake_lapsing()
    await receiver.wake_lapsing()
    said = len(_said(receiver))

    assert await receiver.wake_lapsing() == 0
    received = await receiver.receive(_message(clock, "3", "继续"))

    assert "没填完的内容还在" in received.replies[0].text
    assert said == len(_said(receiver)) - 1 - len(received.replies)


async def test_a_chat_in_which_somebody_writes_is_left_alone(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    await _begin(receiver, clock)
    clock.at += DAY
    tracker.away = True
    await receiver.receive(_message(clock, "3", "在吗"))
    clock.pass_seconds(60)
    before = len(_said(receiver))

    await receiver.wake_lapsing()

    assert len(_said(receiver)) == before
