"""A filing takes along what was said on both sides."""

from datetime import timedelta

from api.contract.codes import Kind, Platform
from api.contract.models import ChannelRef, FileRequest, Location, Matter, Said
from bot.inbox.receive import Receiver
from bot.inbox.talk import with_talk
from bot.message import InboundMessage, Line, Photo, Reply
from tests.bot.inbox.wire import START, Clock, WireTracker

CHANNEL = ChannelRef(platform=Platform.web, address="chat-1")


def line(seq: int, text: str, *, citizen: bool = True, photos: int = 0) -> Line:
    at = START + timedelta(minutes=seq)
    return Line(seq=seq, at=at, from_citizen=citizen, text=text, photos=("x",) * photos)


def test_the_talk_begins_with_the_first_message_and_ends_with_what_is_answered() -> None:
    lines = (
        line(1, "上一件事"),
        line(2, "店里有虫"),
        line(3, "是哪一家店？", citizen=False),
        line(4, "", photos=2),
    )
    said = Said(id="s", at=lines[1].at, text="店里有虫")
    body = FileRequest(
        key="k", channel=CHANNEL, matters=(Matter(kind=Kind.report),), messages=(said,)
    )

    talk = with_talk(body, lines, (Reply(text="请先就医。"),), lines[3].at).talk

    assert [(one.text, one.from_citizen, one.photos) for one in talk] == [
        ("店里有虫", True, 0),
        ("是哪一家店？", False, 0),
        ("", True, 2),
        ("请先就医。", False, 0),
    ]


async def test_a_filing_of_the_real_dialogue_takes_its_talk_along(
    receiver: Receiver, tracker: WireTracker, clock: Clock
) -> None:
    async def say(text: str = "", number: int = 0, **more: object) -> None:
        sent = {"platform": Platform.web, "address": "chat-1", "external_id": str(number)}
        message = {**sent, "at": clock(), "text": text, **more}
        await receiver.receive(InboundMessage.model_validate(message))

    await say("我要举报", 1)
    await say("有家店卖过期牛奶", 2)
    await say(number=3, photos=(Photo(ref="", evidence="photo1"),))
    await say(number=4, location=Location(lat=22.5, lon=114.0))
    for number, words in enumerate(("匿名", "跳过", "提交", "提交", "提交"), start=5):
        if not tracker.filed:
            await say(words, number)

    (body,) = tracker.filed.values()
    talk = [(one["from_citizen"], one["text"], one["photos"]) for one in body["talk"]]
    assert (True, "有家店卖过期牛奶", 0) in talk
    assert (True, "", 1) in talk
    assert (True, "［位置］", 0) in talk
    assert any(not citizen and text for citizen, text, _ in talk)
