"""The pictures of an album come one by one and are one message, in any process."""

import asyncio

import pytest

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.receive import Receiver
from bot.message import InboundMessage, Photo
from tests.bot.inbox.test_receive import message
from tests.bot.inbox.wire import Clock, WireTracker

pytestmark = pytest.mark.usefixtures("plain_dialogue")

JPEG = b"\xff\xd8\xff picture"


async def fetch(ref: str) -> tuple[str, bytes]:
    return f"{ref}.jpg", JPEG


@pytest.fixture
def make(database: Database, keys: Keyring, tracker: WireTracker, clock: Clock) -> Receiver:
    return _receiver(database, keys, tracker, clock)


def _receiver(database: Database, keys: Keyring, tracker: WireTracker, clock: Clock) -> Receiver:
    ways = {Platform.telegram: fetch}
    return Receiver(database, keys, tracker.client, clock, ways, album_quiet=0.05)


def picture(number: int, text: str = "") -> InboundMessage:
    plain = message(text, str(number), platform=Platform.telegram)
    return plain.model_copy(update={"photos": (Photo(ref=f"p{number}"),), "album": "g"})


def shown(receiver: Receiver) -> list[tuple[str, int]]:
    conversation = receiver.transcript.find(Platform.telegram, "chat-1")
    assert conversation is not None
    lines = receiver.transcript.lines(conversation)
    return [(line.text, len(line.photos)) for line in lines]


async def test_an_album_is_one_message_with_one_answer(
    make: Receiver, tracker: WireTracker
) -> None:
    await asyncio.gather(*(make.receive(picture(n, "小票" if n == 2 else "")) for n in (1, 2, 3)))
    assert shown(make) == [("小票", 3), ("1 小票", 0)]
    assert len(tracker.evidence) == 3


async def test_what_follows_an_album_does_not_overtake_it(make: Receiver) -> None:
    for number in (1, 2):
        await make.store(picture(number))
    conversation = await make.store(message("提交", "9", platform=Platform.telegram))
    await make.answer(conversation)
    assert [text for text, _ in shown(make) if text[:1].isdigit()] == ["1 ", "2 提交"]


async def test_pictures_that_reach_two_processes_are_one_album(
    make: Receiver, database: Database, keys: Keyring, tracker: WireTracker, clock: Clock
) -> None:
    other = _receiver(database, keys, tracker, clock)
    await asyncio.gather(make.receive(picture(1)), other.receive(picture(2)))
    assert shown(make) == [("", 2), ("1 ", 0)]


async def test_an_album_whose_process_died_is_answered_by_the_next_and_a_repeat_is_dropped(
    make: Receiver, database: Database, keys: Keyring, tracker: WireTracker, clock: Clock
) -> None:
    for number in (1, 2):
        await make.store(picture(number))
    clock.pass_seconds(16)
    successor = _receiver(database, keys, tracker, clock)
    await successor.resume_pending()
    for number in (2, 1):
        await successor.receive(picture(number))
    assert shown(successor) == [("", 2), ("1 ", 0)]
    assert len(tracker.evidence) == 2


async def test_a_picture_after_its_album_was_answered_is_not_lost(make: Receiver) -> None:
    await make.receive(picture(1))
    await make.receive(picture(2))
    assert shown(make) == [("", 1), ("1 ", 0), ("", 1), ("2 ", 0)]


async def test_messages_whose_photos_a_process_cannot_get_are_left_to_another(
    make: Receiver, database: Database, keys: Keyring, tracker: WireTracker, clock: Clock
) -> None:
    await make.store(picture(1))
    clock.pass_seconds(16)
    without = Receiver(database, keys, tracker.client, clock)
    assert await without.resume_pending() == 0
    assert await make.resume_pending() == 1
    assert shown(make) == [("", 1), ("1 ", 0)]
