"""An officer's queue, cards and moves, through python-telegram-bot's real dispatcher."""

import pytest

from bot.staff.bot import StaffBot
from tests.bot.staff.conftest import ASK, NUMBER, REPLY, Office, a_card, an_item
from tests.bot.staff.reading import command, keys_of, plain
from tests.fakes import updates
from tests.fakes.telegram import Telegram


@pytest.mark.parametrize("typed", ["/bind ABCD2345", "/bind abcd 2345", "/start ABCD2345"])
async def test_a_code_ties_the_chat_to_an_officer(
    typed: str, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.message(1, text=typed, entities=command(typed)))
    assert office.bindings[0]["chat"] == "7"
    assert office.bindings[0]["code"].upper() == "ABCD2345"
    assert office.bindings[0]["title"] == "林"
    assert "绑定好了" in telegram.sent()[0]["text"]


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        ((404, "unknown_code", "绑定码不对"), "无效或者已经过期"),
        ((429, "too_many_attempts", "尝试次数过多，请 40 秒后再试。"), "请 40 秒后再试"),
    ],
)
async def test_a_wrong_code_is_told_kindly(
    refusal: tuple[int, str, str],
    told: str,
    staff: StaffBot,
    telegram: Telegram,
    office: Office,
) -> None:
    office.refusal = refusal
    await staff.feed(updates.message(1, text="/bind ABCD2345", entities=command("/bind")))
    assert told in telegram.sent()[0]["text"]


@pytest.mark.parametrize(
    "update",
    [
        updates.text(1, "我的待办"),
        updates.text(1, "你好"),
        updates.text(1, "取消"),
        updates.text(1, NUMBER),
        updates.reply(1, "好", to=f"〔{NUMBER} · 不予受理〕"),
        updates.press(1, "send:12345678"),
        updates.message(1, text="/start", entities=command("/start")),
        updates.message(1, text="/unbind", entities=command("/unbind")),
    ],
)
async def test_whoever_is_no_officer_is_told_how_to_bind_and_nothing_else(
    update: updates.Raw, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (401, "unbound_chat", "没有绑定")
    await staff.feed(update)
    (said,) = telegram.sent()
    assert "只给本单位工作人员用" in said["text"]


async def test_a_chat_is_untied_only_after_a_second_word(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.message(1, text="/unbind", entities=command("/unbind")))
    keys = keys_of(telegram.sent()[0])
    await staff.feed(updates.press(2, keys["不解除"]))
    assert office.unbound == []
    await staff.feed(updates.press(3, keys["解除绑定"]))
    assert office.unbound == [""]
    assert "已解除绑定" in telegram.sent("editMessageText")[1]["text"]


async def test_the_queue_lists_cases_with_a_button_each(
    staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(updates.message(1, text="/queue", entities=command("/queue")))
    (message,) = telegram.sent()
    assert NUMBER in message["text"]
    assert "12月1日" in message["text"]
    assert keys_of(message) == {
        NUMBER: f"card:{NUMBER}",
        "本所 4": "queue:office:1",
        "全部 9": "queue:all:1",
    }


async def test_the_queue_is_turned_in_its_own_place(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.pages, office.items = 3, [an_item(f"SZ-20261121-{n:04d}") for n in range(8)]
    await staff.feed(updates.press(1, "queue:mine:2"))
    (shown,) = telegram.sent("editMessageText")
    assert "第 2/3 页" in shown["text"]
    keys = keys_of(shown)
    assert (keys["上一页"], keys["下一页"]) == ("queue:mine:1", "queue:mine:3")
    assert telegram.sent() == []


async def test_a_card_has_exactly_the_moves_that_are_lawful_now_and_a_link(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.press(1, f"card:{NUMBER}"))
    (message,) = telegram.sent()
    keys = keys_of(message)
    assert [*keys][:-1] == [move.label for move in office.card.moves]
    assert keys["打开页面"] == f"https://jiesu.example/desk/cases/{NUMBER}"
    assert "投诉人 林＊" in plain(message)


async def test_a_move_that_needs_nothing_is_made_at_once(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3", "受理"))
    ((chat, move),) = office.moves
    assert (chat, move["move"], move["seen"]) == ("7", "accept", 3)
    assert telegram.sent("answerCallbackQuery")[0]["text"] == "已办：受理"
    (card,) = telegram.sent("editMessageText")
    assert "已受理，对方会收到通知" in card["text"]
    assert "受理" not in keys_of(card)


async def test_a_repeated_press_has_the_same_key(staff: StaffBot, office: Office) -> None:
    for number in (1, 2, 3):
        await staff.feed(updates.press(number, f"move:accept:{NUMBER}:3"))
    assert len(office.moves) == 3
    assert len({move["key"] for _, move in office.moves}) == 1


async def test_a_press_under_a_notice_leaves_the_notice_and_shows_the_card(
    staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}"))
    assert telegram.sent("editMessageText") == []
    assert "已受理" in telegram.sent()[0]["text"]


async def test_a_newer_event_stops_the_move_and_says_who_did_what(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (409, "changed", "案件刚刚有了新的动态")
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:2"))
    warning, card = telegram.sent()
    assert "没有提交" in warning["text"]
    assert "李某，已受理（12:00）" in warning["text"]
    assert NUMBER in card["text"]


async def test_a_move_that_is_not_lawful_any_more_shows_what_is(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.card = a_card(ASK, REPLY)
    office.refusal = (409, "unlawful", "案件当前的状态不允许这个操作。")
    await staff.feed(updates.press(1, f"move:accept:{NUMBER}:3"))
    assert "办不了了" in telegram.sent()[0]["text"]
    assert "李某，已受理" in telegram.sent()[0]["text"]
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


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "move:dance:SZ-20261121-0007",
        "b|cmd:submit",
        "x:y:z",
        "queue:theirs:1",
        "queue:mine:-1",
        "fill:12345678:ground:C03-1",
        "fill:1",
        "send:12345678",
        "again:12345678",
        "drop:12345678",
        "ground:refuse:C03-1:SZ-20261121-0007:3",
    ],
)
async def test_a_button_of_another_version_or_step_is_answered(
    payload: str, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(updates.press(1, payload))
    assert "已经失效" in telegram.sent("answerCallbackQuery")[0]["text"]
    assert office.moves == []


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
