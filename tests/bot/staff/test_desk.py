"""An officer's work, through python-telegram-bot's real dispatcher."""

import re
from typing import Any

import pytest

from bot.staff.bot import StaffBot
from tests.bot.staff.conftest import ASK, NUMBER, REPLY, Office, a_card
from tests.fakes import updates
from tests.fakes.telegram import Telegram


def keys_of(message: dict[str, Any]) -> dict[str, str]:
    rows = message["reply_markup"]["inline_keyboard"]
    return {key["text"]: key["callback_data"] for row in rows for key in row}


def plain(message: dict[str, Any]) -> str:
    """What the officer's app shows and quotes."""
    return re.sub(r"</?b>", "", str(message["text"]))


@pytest.mark.parametrize("typed", ["/bind ABCD2345", "/bind abcd 2345", "/start ABCD2345"])
async def test_a_code_ties_the_chat_to_an_officer(
    typed: str, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.message(1, text=typed, entities=_command(typed)))
    assert office.bindings[0]["chat"] == "7"
    assert office.bindings[0]["code"].upper() == "ABCD2345"
    assert "绑定好了" in telegram.sent()[0]["text"]


async def test_a_wrong_code_is_told_kindly(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (404, "unknown_code", "绑定码不对")
    await staff.feed(updates.message(1, text="/bind ABCD2345", entities=_command("/bind")))
    assert "无效或者已经过期" in telegram.sent()[0]["text"]


async def test_an_unbound_chat_is_told_how_to_bind(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (401, "unbound_chat", "没有绑定")
    await staff.feed(updates.text(1, "我的待办"))
    assert "/bind" in telegram.sent()[0]["text"]


async def test_the_queue_lists_cases_with_a_button_each(
    staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(updates.message(1, text="/queue", entities=_command("/queue")))
    (message,) = telegram.sent()
    assert NUMBER in message["text"]
    assert "12月1日" in message["text"]
    assert keys_of(message) == {NUMBER: f"card:{NUMBER}"}


async def test_a_card_has_the_moves_that_a_chat_can_make(
    staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(updates.press(1, f"card:{NUMBER}"))
    (message,) = telegram.sent()
    assert list(keys_of(message)) == ["受理", "不予受理", "请对方补充", "回复对方"]
    assert "转办请在网页上办理" in message["text"]


async def test_a_merchants_name_is_shown_as_words_not_as_markup(
    staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(updates.text(1, NUMBER.lower()))
    assert "老陈记&lt;牛肉&gt;火锅" in telegram.sent()[0]["text"]


async def test_a_move_that_needs_nothing_is_made_at_once(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3", "受理"))
    ((chat, move),) = office.moves
    assert (chat, move["move"], move["seen"]) == ("7", "accept", 3)
    assert telegram.sent("answerCallbackQuery")[0]["text"] == "已办：受理"
    assert "已受理" in telegram.sent("editMessageText")[0]["text"]


async def test_a_repeated_press_has_the_same_key(staff: StaffBot, office: Office) -> None:
    for number in (1, 1, 2):
        await staff.feed(updates.press(number, f"move:accept:{NUMBER}:3"))
    assert len({move["key"] for _, move in office.moves}) == 1


async def test_a_press_under_a_notice_leaves_the_notice_and_shows_the_card(
    staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}"))
    assert telegram.sent("editMessageText") == []
    assert "已受理" in telegram.sent()[0]["text"]


async def test_a_refusal_is_guided_from_ground_to_words(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.press(1, f"move:refuse:{NUMBER}:3"))
    grounds = telegram.sent()[0]
    assert "2. 已经处理过" in grounds["text"]
    await staff.feed(updates.press(2, keys_of(grounds)["2"]))
    form = telegram.sent()[1]
    assert form["reply_markup"]["force_reply"] is True
    assert office.moves == []
    await staff.feed(updates.reply(3, "您已向法院起诉", to=plain(form)))
    ((_, move),) = office.moves
    assert (move["move"], move["ground"], move["text"]) == ("refuse", "C03-2", "您已向法院起诉")
    assert move["seen"] == 3


async def test_a_form_outlives_a_restart(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    """What it needs stands in its own first line, so a bot that never sent it can read it."""
    to = f"〔{NUMBER} · 请对方补充 · 记录3〕\n请回复这条消息"
    await staff.feed(updates.reply(1, "请补发小票", to=to))
    assert office.moves[0][1]["move"] == "ask"
    assert telegram.sent()[0]["text"] == "已办：请对方补充"


async def test_words_in_reply_to_a_card_go_to_the_citizen(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.text(1, NUMBER))
    await staff.feed(updates.reply(2, "我们明天上门", to=plain(telegram.sent()[0])))
    ((_, move),) = office.moves
    assert (move["move"], move["text"], move["ground"]) == ("reply", "我们明天上门", None)
    assert "已发给对方" in telegram.sent()[1]["text"]


@pytest.mark.parametrize(
    "quoted",
    [
        f"📎 有补充\n内容：〔{NUMBER} · 不予受理 · C03-1 · 记录3〕",
        f"📎 有补充：〔{NUMBER} · 不予受理 · C03-1 · 记录3〕 谢谢",
    ],
)
async def test_a_citizen_can_not_forge_a_form(
    quoted: str, staff: StaffBot, office: Office
) -> None:
    await staff.feed(updates.reply(1, "好的", to=quoted))
    assert [move["move"] for _, move in office.moves] in ([], ["reply"])


@pytest.mark.parametrize("to", ["我的待办 2 件\n· 投诉 SZ-20261121-0007", "随便一句"])
async def test_a_reply_to_something_else_reaches_nobody(
    to: str, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.reply(1, "好的", to=to))
    assert office.moves == []
    assert "案件编号" in telegram.sent()[0]["text"]


async def test_a_reply_to_ones_own_words_reaches_nobody(staff: StaffBot, office: Office) -> None:
    update = updates.reply(1, "好的", to=NUMBER)
    update["message"]["reply_to_message"]["from"] = {"id": 7, "is_bot": False, "first_name": "王"}
    await staff.feed(update)
    assert office.moves == []


async def test_a_newer_event_stops_the_move_and_shows_the_card(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (409, "changed", "案件刚刚有了新的动态")
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:2"))
    warning, card = telegram.sent()
    assert "没有提交" in warning["text"]
    assert NUMBER in card["text"]


async def test_a_move_that_is_not_lawful_any_more_shows_what_is(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.card = a_card(ASK, REPLY)
    office.refusal = (409, "unlawful", "案件当前的状态不允许这个操作。")
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3"))
    assert "办不了了" in telegram.sent()[0]["text"]
    assert "受理" not in keys_of(telegram.sent()[1])


async def test_a_press_that_was_made_before_a_crash_brings_its_result(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.card = office.after
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3"))
    assert telegram.sent("answerCallbackQuery")[0]["text"] == "已办"


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        ((403, "role", "您的角色不能做这个操作。"), "您的角色不能做这个操作"),
        ((400, "odd", "not for people"), "没有办成，请刷新"),
        ((404, "unknown_case", "没有这个案件。"), "没有找到这个案件"),
        ((500, "failed", ""), "不会重复办理"),
    ],
)
async def test_a_refusal_of_the_tracker_is_told_in_words(
    refusal: tuple[int, str, str],
    told: str,
    staff: StaffBot,
    telegram: Telegram,
    office: Office,
) -> None:
    office.refusal = refusal
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3"))
    assert told in telegram.sent()[0]["text"]


async def test_a_tracker_that_is_away_is_told(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.down = True
    await staff.feed(updates.text(1, "待办"))
    assert "暂时没有回应" in telegram.sent()[0]["text"]


@pytest.mark.parametrize("payload", ["", "move:dance:SZ-20261121-0007", "b|cmd:submit", "x:y:z"])
async def test_a_button_of_another_version_is_answered(
    payload: str, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.press(1, payload))
    assert "已经失效" in telegram.sent("answerCallbackQuery")[0]["text"]
    assert office.moves == []


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "a_kind_of_next_year": {"x": 1}},
        {"update_id": 5, "message": {"no": "chat"}},
        {"update_id": 5, "edited_message": updates.text(5, NUMBER)["message"]},
        updates.message(5, new_chat_title="标题"),
    ],
)
async def test_an_unknown_or_broken_update_is_passed_over(
    update: updates.Raw, staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(update)
    assert telegram.sent() == []


async def test_a_group_is_not_listened_to(staff: StaffBot, telegram: Telegram) -> None:
    update = updates.text(5, NUMBER)
    update["message"]["chat"] = {"id": -100, "type": "group", "title": "所里"}
    await staff.feed(update)
    assert telegram.sent() == []


async def test_a_photo_is_sent_to_the_desk(staff: StaffBot, telegram: Telegram) -> None:
    await staff.feed(updates.photo(5, "p"))
    assert "网页" in telegram.sent()[0]["text"]


async def test_an_unchanged_card_is_no_error(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    telegram.fail("editMessageText", 400, "Bad Request: message is not modified")
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3"))
    assert telegram.sent() == []
    assert len(office.moves) == 1


async def test_a_card_that_can_not_be_changed_is_sent_anew(
    staff: StaffBot, telegram: Telegram
) -> None:
    telegram.fail("editMessageText", 400, "Bad Request: message can't be edited")
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3"))
    assert "已受理" in telegram.sent()[0]["text"]


def _command(typed: str) -> list[dict[str, object]]:
    return [{"type": "bot_command", "offset": 0, "length": len(typed.split(maxsplit=1)[0])}]
