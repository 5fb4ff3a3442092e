"""What arrives at the inbox, through aiogram's real dispatcher."""

import asyncio

import pytest

from api.contract.codes import Platform
from api.contract.models import Location
from bot.citizen.bot import CitizenBot
from bot.inbox.readable import UnacceptableError
from bot.message import InboundMessage, Photo
from bot.wording import telegram as sentences
from tests.bot.citizen.conftest import NOW, Inbox
from tests.fakes import updates
from tests.fakes.patience import until
from tests.fakes.telegram import NOON, Telegram


async def test_words_become_a_message_of_their_chat(citizen: CitizenBot, inbox: Inbox) -> None:
    await citizen.feed(updates.text(5, "牛奶是酸的", chat=77))
    (message,) = inbox.messages
    assert (message.platform, message.address) == (Platform.telegram, "77")
    assert (message.external_id, message.text) == ("5", "牛奶是酸的")
    assert message.at.timestamp() == NOON
    assert message.at.tzinfo is not None


async def test_a_repeated_update_keeps_its_id(citizen: CitizenBot, inbox: Inbox) -> None:
    await citizen.feed(updates.text(5, "牛奶是酸的"))
    await citizen.feed(updates.text(5, "牛奶是酸的"))
    assert [m.text for m in inbox.messages] == ["牛奶是酸的"]


async def test_the_largest_size_of_a_photo_is_taken_with_its_caption(
    citizen: CitizenBot, inbox: Inbox
) -> None:
    await citizen.feed(updates.photo(5, "large", caption="后厨"))
    (message,) = inbox.messages
    assert (message.text, message.photos) == ("后厨", (Photo(ref="large"),))


@pytest.mark.parametrize(
    "kind", ["document", "voice", "audio", "video", "video_note", "animation"]
)
async def test_every_kind_of_file_is_evidence(
    kind: str, citizen: CitizenBot, inbox: Inbox
) -> None:
    file = {"file_id": "f1", "file_unique_id": "u1", "duration": 3, "width": 9, "height": 9}
    update = updates.message(5)
    update["message"][kind] = {**file, "length": 9}
    await citizen.feed(update)
    assert inbox.messages[0].photos == (Photo(ref="f1"),)


async def test_a_location_is_a_point(citizen: CitizenBot, inbox: Inbox) -> None:
    await citizen.feed(updates.message(5, location={"latitude": 22.5, "longitude": 114.0}))
    assert inbox.messages[0].location == Location(lat=22.5, lon=114.0)


async def test_a_venue_is_a_point_with_its_name(citizen: CitizenBot, inbox: Inbox) -> None:
    point = {"latitude": 22.5, "longitude": 114.0}
    venue = {"location": point, "title": "阿香米线", "address": "东门中路"}
    await citizen.feed(updates.message(5, location=point, venue=venue))
    assert inbox.messages[0].text == "阿香米线 东门中路"


async def test_the_own_contact_card_is_the_persons_phone(
    citizen: CitizenBot, inbox: Inbox
) -> None:
    card = {"phone_number": "13800000000", "first_name": "林", "user_id": 7}
    await citizen.feed(updates.message(5, contact=card))
    assert inbox.messages[0].phone == "13800000000"


@pytest.mark.parametrize("user", [{"user_id": 8}, {}], ids=["on Telegram", "phone book"])
async def test_another_persons_card_is_only_words(
    citizen: CitizenBot, inbox: Inbox, user: dict[str, int]
) -> None:
    card = {"phone_number": "13800000000", "first_name": "老板", **user}
    await citizen.feed(updates.message(5, contact=card))
    assert (inbox.messages[0].phone, inbox.messages[0].text) == (None, "老板 13800000000")


async def test_what_the_framework_does_not_know_costs_no_words(
    citizen: CitizenBot, inbox: Inbox
) -> None:
    newer = {"poll": {"id": "1", "of": "a later year"}}
    await citizen.feed(updates.message(5, text="牛奶是酸的", reply_to_message=newer))
    await citizen.feed(updates.message(6, **newer))
    assert [m.text for m in inbox.messages] == ["牛奶是酸的"]
    assert [reply for _, reply in inbox.answered] == [sentences.not_readable()]
    pressed = updates.press(7, "b|cmd:help")
    pressed["callback_query"]["message"]["poll"] = newer["poll"]
    await citizen.feed(pressed)
    assert inbox.messages[1].button == "cmd:help"


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/start abc", "/start"),
        ("/progress", "/progress"),
        ("/help@jiesu_bot", "/help"),
        ("5/3 买的", "5/3 买的"),
    ],
)
async def test_a_command_is_read_without_the_bots_name(
    typed: str, heard: str, citizen: CitizenBot, inbox: Inbox
) -> None:
    await citizen.feed(updates.text(5, typed))
    assert inbox.messages[0].text == heard


async def test_the_pictures_of_an_album_say_which_one_they_belong_to(
    citizen: CitizenBot, inbox: Inbox
) -> None:
    await citizen.feed(updates.photo(5, "a", media_group_id="g", caption="小票"))
    await citizen.feed(updates.photo(6, "b", media_group_id="g"))
    assert [m.album for m in inbox.messages] == ["g", "g"]


async def test_a_pressed_button_brings_payload_and_label(
    citizen: CitizenBot, inbox: Inbox, telegram: Telegram
) -> None:
    await citizen.feed(updates.press(5, "b|pick:2", "第二家"))
    (message,) = inbox.messages
    assert message == InboundMessage(
        platform=Platform.telegram,
        address="7",
        external_id="5",
        at=NOW,
        text="第二家",
        button="pick:2",
    )
    assert telegram.sent("answerCallbackQuery")[0]["callback_query_id"] == "q5"


async def test_a_button_of_another_version_is_answered_kindly_and_passed_over(
    citizen: CitizenBot, inbox: Inbox, telegram: Telegram
) -> None:
    await citizen.feed(updates.press(5, "something-else"))
    assert inbox.messages == []
    (answer,) = telegram.sent("answerCallbackQuery")
    assert answer["text"] == sentences.OLD_BUTTON


async def test_a_press_counts_though_telegram_forgot_the_query(
    citizen: CitizenBot, inbox: Inbox, telegram: Telegram
) -> None:
    telegram.fail("answerCallbackQuery", 400, "Bad Request: query is too old")
    await citizen.feed(updates.press(5, "b|cmd:submit", "提交"))
    assert inbox.messages[0].button == "cmd:submit"


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "a_kind_of_next_year": {"x": 1}},
        {"update_id": 5, "poll": {"id": "1"}},
        {"update_id": 5, "message": {"no": "chat"}},
        updates.message(5, new_chat_title="标题"),
        updates.edited(5, location={"latitude": 22.5, "longitude": 114.0}),
    ],
)
async def test_an_unknown_or_broken_update_is_passed_over(
    update: updates.Raw, citizen: CitizenBot, inbox: Inbox, telegram: Telegram
) -> None:
    await citizen.feed(update)
    assert inbox.messages == []
    assert telegram.sent() == []


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_is_told_once_a_day_to_write_in_private_and_not_listened_to(
    kind: str, citizen: CitizenBot, inbox: Inbox
) -> None:
    for number in (5, 6):
        update = updates.text(number, "投诉")
        update["message"]["chat"] = {"id": -100, "type": kind, "title": "邻居"}
        await citizen.feed(update)
    assert inbox.messages == []
    ((kept, reply),) = inbox.answered
    assert (kept.address, kept.text) == ("-100", "")
    assert reply == sentences.only_private()


async def test_a_group_that_invites_the_bot_is_told_so(citizen: CitizenBot, inbox: Inbox) -> None:
    chat = {"id": -100, "type": "supergroup", "title": "邻居"}
    await citizen.feed(updates.membership(5, chat, "left", "member"))
    await citizen.feed(updates.membership(6, chat, "member", "left"))
    assert [reply for _, reply in inbox.answered] == [sentences.only_private()]


async def test_a_person_who_stops_the_bot_has_left(citizen: CitizenBot, inbox: Inbox) -> None:
    chat = {"id": 7, "type": "private", "first_name": "林"}
    await citizen.feed(updates.membership(5, chat, "member", "kicked"))
    await citizen.feed(updates.membership(6, chat, "kicked", "member"))
    assert inbox.gone == ["7"]


async def test_a_changed_message_is_kept_and_answered(citizen: CitizenBot, inbox: Inbox) -> None:
    await citizen.feed(updates.edited(9, text="在罗湖"))
    ((kept, reply),) = inbox.answered
    assert (kept.external_id, kept.text) == ("9", f"{sentences.CHANGED}在罗湖")
    assert reply == sentences.changed()


@pytest.mark.parametrize(
    "content",
    [
        {"dice": {"emoji": "🎲", "value": 3}},
        {"story": {"id": 1, "chat": {"id": 9, "type": "channel", "title": "t"}}},
    ],
)
async def test_what_nobody_can_read_is_answered_kindly(
    content: dict[str, object], citizen: CitizenBot, inbox: Inbox
) -> None:
    await citizen.feed(updates.message(5, **content))
    assert [reply for _, reply in inbox.answered] == [sentences.not_readable()]


async def test_a_sticker_is_its_emoji(citizen: CitizenBot, inbox: Inbox) -> None:
    sticker = {
        "file_id": "s",
        "file_unique_id": "s",
        "type": "regular",
        "width": 9,
        "height": 9,
        "is_animated": False,
        "is_video": False,
    }
    await citizen.feed(updates.message(5, sticker={**sticker, "emoji": "😡"}))
    assert inbox.messages[0].text == "😡"


async def test_an_unacceptable_message_is_explained(citizen: CitizenBot, inbox: Inbox) -> None:
    inbox.error = UnacceptableError("empty", "这条消息是空的。")
    await citizen.feed(updates.text(5, "\u200b"))
    assert [reply.text for _, reply in inbox.answered] == ["这条消息是空的。"]


async def test_a_chat_is_stored_in_order_while_others_go_on(
    citizen: CitizenBot, inbox: Inbox
) -> None:
    order: list[str] = []
    gate = asyncio.Event()

    class Slow(Inbox):
        async def take(self, message: InboundMessage) -> asyncio.Task[None]:
            if message.external_id == "1":
                await gate.wait()
            order.append(message.external_id)
            if message.external_id == "3":
                gate.set()
            return await super().take(message)

    await citizen.rest()
    await citizen.start(Slow())
    sent = [updates.text(1, "一"), updates.text(2, "二"), updates.text(3, "三", chat=8)]
    await asyncio.wait_for(asyncio.gather(*(citizen.feed(u) for u in sent)), 5)
    assert order == ["3", "1", "2"]


async def test_a_slow_answer_keeps_no_message_from_being_stored(
    citizen: CitizenBot, inbox: Inbox, telegram: Telegram
) -> None:
    gate = asyncio.Event()

    async def think(_: InboundMessage) -> None:
        await gate.wait()

    inbox.answer = think
    await citizen.feed(updates.text(1, "一"))
    await citizen.feed(updates.text(2, "二"))
    await until(lambda: len(telegram.sent("sendChatAction")) == 2)
    gate.set()
    assert [m.text for m in inbox.messages] == ["一", "二"]
    assert telegram.sent("sendChatAction")[0] == {"chat_id": "7", "action": "typing"}
