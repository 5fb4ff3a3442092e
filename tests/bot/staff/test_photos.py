"""Photos from the spot become evidence, through the real dispatcher."""

import pytest

from bot.staff.bot import StaffBot
from tests.bot.staff.conftest import NUMBER, Office, an_item
from tests.bot.staff.reading import keys_of, plain
from tests.fakes import updates
from tests.fakes.telegram import ME, NOON, Telegram

PICTURE = b"picture-of-a-kitchen"


def _answering(update: updates.Raw, to: str) -> updates.Raw:
    where = {"id": 7, "type": "private", "first_name": "林"}
    earlier = {"message_id": 400, "date": NOON, "chat": where, "from": ME, "text": to}
    update["message"]["reply_to_message"] = earlier
    return update


@pytest.fixture(autouse=True)
def _kitchen(telegram: Telegram) -> None:
    telegram.files["kitchen"] = ("photos/file_1.jpg", PICTURE)


@pytest.mark.parametrize(("caption", "note"), [("后厨有老鼠", "后厨有老鼠"), (None, "现场照片")])
async def test_a_photo_in_reply_to_a_card_is_evidence_with_its_caption_as_note(
    caption: str | None, note: str, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.text(1, NUMBER))
    more = {"caption": caption} if caption else {}
    photo = updates.photo(2, "kitchen", **more)
    await staff.feed(_answering(photo, plain(telegram.sent()[0])))
    assert PICTURE in office.photos[0]
    ((_, move),) = office.moves
    assert (move["move"], move["text"], move["evidence"]) == ("note", note, ["e1"])
    assert "已存为现场证据" in telegram.sent()[1]["text"]


async def test_a_picture_file_is_taken_like_a_photo(staff: StaffBot, office: Office) -> None:
    file = {"file_id": "kitchen", "file_unique_id": "k", "mime_type": "image/png"}
    await staff.feed(_answering(updates.message(1, document=file), NUMBER))
    assert len(office.moves) == 1


async def test_a_photo_that_answers_nothing_is_kept_until_its_case_is_known(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.items = [an_item(), an_item("SZ-20261121-0042")]
    await staff.feed(updates.photo(1, "kitchen", caption="冷柜没电"))
    keys = keys_of(telegram.sent()[0])
    assert list(keys) == [NUMBER, "SZ-20261121-0042", "取消"]
    assert office.moves == []
    await staff.feed(updates.press(2, keys[NUMBER]))
    ((_, move),) = office.moves
    assert (move["text"], move["evidence"]) == ("冷柜没电", ["e1"])


async def test_an_album_that_answers_nothing_stays_together(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    for number, caption in ((1, "后厨三处"), (2, None), (3, None)):
        album = {"media_group_id": "a1", **({"caption": caption} if caption else {})}
        await staff.feed(updates.photo(number, "kitchen", **album))
    asked = telegram.sent()[-1]
    assert "收到 3 张照片" in asked["text"]
    await staff.feed(updates.press(4, keys_of(telegram.sent()[0])[NUMBER]))
    ((_, move),) = office.moves
    assert (move["text"], len(move["evidence"])) == ("后厨三处", 3)


async def test_a_photo_without_words_and_case_has_a_note_all_the_same(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.photo(1, "kitchen"))
    await staff.feed(updates.press(2, keys_of(telegram.sent()[0])[NUMBER]))
    assert office.moves[0][1]["text"] == "现场照片"


async def test_the_case_of_a_photo_may_be_typed_and_a_wrong_one_is_asked_for_again(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.photo(1, "kitchen"))
    await staff.feed(updates.text(2, "SZ-20261121-9999"))
    assert "没有找到这件案件" in telegram.sent()[1]["text"]
    await staff.feed(updates.text(3, NUMBER))
    assert len(office.moves) == 1


async def test_a_photo_of_a_chat_that_is_nobodys_is_not_stored(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (401, "unbound_chat", "没有绑定")
    await staff.feed(updates.photo(1, "kitchen"))
    assert office.photos == []
    assert "/bind" in telegram.sent()[0]["text"]


async def test_a_file_that_bots_may_not_fetch_is_told(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(_answering(updates.photo(1, "gone"), NUMBER))
    assert "太大" in telegram.sent()[0]["text"]
    assert office.photos == []


async def test_a_photo_that_did_not_come_is_asked_for_again(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    telegram.fail("getFile", 502, "Bad Gateway")
    await staff.feed(_answering(updates.photo(1, "kitchen"), NUMBER))
    assert "再发一次" in telegram.sent()[0]["text"]
    assert office.moves == []


async def test_other_files_are_not_taken_and_that_is_said(
    staff: StaffBot, telegram: Telegram
) -> None:
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    await staff.feed(updates.message(1, voice=voice))
    assert "没有保存" in telegram.sent()[0]["text"]


async def test_a_photo_that_telegram_does_not_give_now_is_asked_for_again(
    staff: StaffBot, telegram: Telegram, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.fail("getFile", 429, "Too Many Requests: retry after 30", retry_after=30)
    await staff.feed(_answering(updates.photo(1, "kitchen"), NUMBER))
    monkeypatch.setattr(telegram, "content", lambda _path: None)  # it left the server
    await staff.feed(_answering(updates.photo(2, "kitchen"), NUMBER))
    assert [one["text"] for one in telegram.sent()] == ["照片没有取到，请再发一次。"] * 2
    assert office.photos == []
