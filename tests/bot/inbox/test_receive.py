"""A message is stored once, answered once, in order, whatever happens in between."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.dialogue import Conversation
from bot.inbox.answering import Answering
from bot.inbox.readable import UnacceptableError
from bot.inbox.receive import Receiver
from bot.inbox.tables import InboxMessage
from bot.inbox.work import Work
from bot.message import InboundMessage, Line, Photo, Reply
from bot.wording import inbox as sentences
from tests.bot.inbox.wire import Clock, WireTracker

pytestmark = pytest.mark.usefixtures("plain_dialogue")

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def message(
    text: str, identifier: str = "1", address: str = "chat-1", platform: Platform = Platform.web
) -> InboundMessage:
    return InboundMessage(
        platform=platform, address=address, external_id=identifier, at=AT, text=text
    )


def transcript(receiver: Receiver, address: str = "chat-1") -> tuple[Line, ...]:
    conversation = receiver.transcript.find(Platform.web, address)
    return () if conversation is None else receiver.transcript.lines(conversation)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


async def test_a_message_is_answered_and_both_are_in_the_transcript(receiver: Receiver) -> None:
    received = await receiver.receive(message("牛奶酸了"))
    assert texts(received.replies) == ["1 牛奶酸了"]
    assert not received.pending
    assert texts(transcript(receiver)) == ["牛奶酸了", "1 牛奶酸了"]
    assert [line.seq for line in transcript(receiver)] == [1, 2]


async def test_the_same_message_twice_makes_one(receiver: Receiver, tracker: WireTracker) -> None:
    first = await receiver.receive(message("牛奶酸了"))
    again = await receiver.receive(message("牛奶酸了"))
    assert again == first
    assert tracker.understood == ["牛奶酸了"]
    assert len(transcript(receiver)) == 2


async def test_the_same_id_in_two_chats_is_two_messages(receiver: Receiver) -> None:
    await receiver.receive(message("一", address="chat-1"))
    await receiver.receive(message("二", address="chat-2"))
    assert texts(transcript(receiver, "chat-2")) == ["二", "1 二"]


async def test_the_same_message_at_the_same_time_makes_one(
    receiver: Receiver, tracker: WireTracker
) -> None:
    answers = await asyncio.gather(*(receiver.receive(message("file")) for _ in range(6)))
    assert {texts(a.replies)[0] for a in answers} == {"1 file"}
    assert len(tracker.filed) == 1
    assert texts(transcript(receiver)) == ["file", "1 file", "Receipt"]


async def test_messages_of_one_chat_are_answered_in_the_order_they_were_stored(
    receiver: Receiver,
) -> None:
    await asyncio.gather(*(receiver.receive(message(f"m{n}", str(n))) for n in range(8)))
    lines = transcript(receiver)
    asked = [line.text for line in lines if line.from_citizen]
    answered = [line.text.split()[1] for line in lines if not line.from_citizen]
    assert answered == asked
    counted = [line.text.split()[0] for line in lines if not line.from_citizen]
    assert counted == [str(n) for n in range(1, 9)]


async def test_two_processes_answer_one_chat_in_order_and_once(
    database: Database, keys: Keyring, tracker: WireTracker, clock: Clock
) -> None:
    workers = [Receiver(database, keys, tracker.client, clock) for _ in range(2)]
    await asyncio.gather(
        *(workers[n % 2].receive(message(f"m{n}", str(n))) for n in range(8)),
    )
    lines = transcript(workers[0])
    counted = [line.text.split()[0] for line in lines if not line.from_citizen]
    assert counted == [str(n) for n in range(1, 9)]


async def test_while_the_tracker_is_away_the_message_waits_and_its_writer_is_told_once(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    tracker.away = True
    received = await receiver.receive(message("牛奶酸了"))
    assert received.pending
    assert received.replies == ()
    clock.pass_seconds(6)
    await receiver.resume_pending()
    assert texts(transcript(receiver)) == ["牛奶酸了", sentences.LATER]
    tracker.away = False
    clock.pass_seconds(6)
    assert await receiver.resume_pending() == 1
    assert texts(transcript(receiver)) == ["牛奶酸了", sentences.LATER, "1 牛奶酸了"]
    again = await receiver.receive(message("牛奶酸了"))
    assert texts(again.replies) == ["1 牛奶酸了"]
    assert await receiver.resume_pending() == 0


async def test_a_later_message_does_not_overtake_one_that_waits(
    receiver: Receiver, tracker: WireTracker
) -> None:
    tracker.away = True
    await receiver.receive(message("一", "1"))
    tracker.away = False
    received = await receiver.receive(message("二", "2"))
    assert texts(received.replies) == ["2 二"]
    assert texts(transcript(receiver)) == ["一", sentences.LATER, "二", "1 一", "2 二"]


async def test_a_message_that_breaks_the_dialogue_is_given_up_and_the_chat_goes_on(
    receiver: Receiver, clock: Clock
) -> None:
    assert (await receiver.receive(message("break", "1"))).pending
    for _ in range(4):
        clock.pass_seconds(6)
        await receiver.resume_pending()
    assert texts(transcript(receiver)) == ["break", sentences.LATER, sentences.GAVE_UP]
    assert texts((await receiver.receive(message("好", "2"))).replies) == ["1 好"]


async def test_a_message_that_makes_the_tracker_fail_is_given_up(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    tracker.status = 500
    await receiver.receive(message("一", "1"))
    for _ in range(4):
        clock.pass_seconds(6)
        await receiver.resume_pending()
    assert texts(transcript(receiver))[-1] == sentences.GAVE_UP


async def test_an_absent_tracker_never_makes_a_message_be_given_up(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    tracker.status = 503
    await receiver.receive(message("一", "1"))
    for _ in range(10):
        clock.pass_seconds(6)
        await receiver.resume_pending()
    tracker.status = None
    clock.pass_seconds(6)
    await receiver.resume_pending()
    assert texts(transcript(receiver)) == ["一", sentences.LATER, "1 一"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("\x00\x07\u202e", "unreadable"),
        ("字" * 20_001, "too_long"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_own_sentence_and_not_stored(
    receiver: Receiver, text: str, code: str
) -> None:
    with pytest.raises(UnacceptableError) as refused:
        await receiver.receive(message(text))
    assert refused.value.code == code
    assert transcript(receiver) == ()


async def test_twenty_thousand_characters_are_taken(receiver: Receiver) -> None:
    assert not (await receiver.receive(message("字" * 20_000))).pending


async def test_control_characters_among_words_are_left_out(receiver: Receiver) -> None:
    await receiver.receive(message("牛\x00奶\x1b\u202e酸了\r\n真的\ud800"))
    assert transcript(receiver)[0].text == "牛奶酸了\n真的"


async def test_nothing_a_person_wrote_or_is_reached_by_lies_in_clear(
    receiver: Receiver, database: Database
) -> None:
    secret = "13800138000"
    await receiver.receive(message(f"电话{secret}", identifier=secret, address=secret))
    with database.read() as session:
        tables = ("conversation", "inbox_message", "transcript_line")
        dump = b""
        for table in tables:
            for row in session.connection().exec_driver_sql(f"SELECT * FROM {table}"):  # noqa: S608
                dump += b"|".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    assert secret.encode() not in dump
    assert "电话".encode() not in dump


async def test_a_channels_photo_is_kept_as_evidence_once_even_when_the_answer_is_delayed(
    database: Database, keys: Keyring, tracker: WireTracker, clock: Clock
) -> None:
    async def fetch(ref: str) -> tuple[str, bytes]:
        return f"{ref}.jpg", b"\xff\xd8\xff jpeg"

    receiver = Receiver(database, keys, tracker.client, clock, {Platform.telegram: fetch})
    inbound = message("看", platform=Platform.telegram).model_copy(
        update={"photos": (Photo(ref="file-1"),)}
    )
    tracker.status = 503
    assert (await receiver.receive(inbound)).pending
    tracker.status = None
    clock.pass_seconds(6)
    await receiver.resume_pending()
    assert list(tracker.evidence) == ["photo1"]


NOTICE = Notice(
    template=Template.accepted,
    number="SZ-20261121-0001",
    kind=Kind.complaint,
    office="景田所",
    at=AT,
)


async def test_a_notice_is_shown_once_and_the_dialogue_knows_of_it(
    receiver: Receiver, database: Database
) -> None:
    await receiver.receive(message("你好"))
    for _ in range(2):
        assert await receiver.note(
            Platform.web, "chat-1", "delivery-1", Reply(text="已受理"), NOTICE
        )
    assert texts(transcript(receiver)) == ["你好", "1 你好", "已受理"]
    received = await receiver.receive(message("谢谢", "2"))
    assert texts(received.replies) == ["2 谢谢"]
    with database.read() as session:
        waiting = [m for m in session.exec(select(InboxMessage)) if m.processed_at is None]
    assert waiting == []


async def test_a_notice_to_an_unknown_chat_is_not_written(receiver: Receiver) -> None:
    assert await receiver.note(Platform.web, "nobody", "d", Reply(text="已受理"), NOTICE)
    assert not receiver.transcript.has_delivery("d")


async def test_notices_and_messages_at_the_same_time_lose_nothing(receiver: Receiver) -> None:
    await receiver.receive(message("你好", "0"))
    await asyncio.gather(
        *(receiver.receive(message(f"m{n}", f"m{n}")) for n in range(4)),
        *(
            receiver.note(Platform.web, "chat-1", f"d{n}", Reply(text=f"n{n}"), NOTICE)
            for n in range(4)
        ),
    )
    lines = texts(transcript(receiver))
    assert sorted(t for t in lines if t.startswith("n")) == ["n0", "n1", "n2", "n3"]
    counted = [t.split()[0] for t in lines if " m" in t]
    assert counted == ["2", "3", "4", "5"]


async def test_chats_that_wait_are_resumed_side_by_side(
    receiver: Receiver, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat in ("a", "b"):
        await receiver.store(message("你好", address=chat))
    clock.pass_seconds(16)
    both = asyncio.Barrier(2)
    answer = Answering.answer

    async def together(
        self: Answering, work: Work, said: InboundMessage
    ) -> tuple[Conversation, tuple[Reply, ...]]:
        await both.wait()
        return await answer(self, work, said)

    monkeypatch.setattr(Answering, "answer", together)
    async with asyncio.timeout(10):
        assert await receiver.resume_pending() == 2
    for chat in ("a", "b"):
        assert texts(transcript(receiver, chat)) == ["你好", "1 你好"]
