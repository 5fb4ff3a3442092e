"""Moves that need something: asked step by step, shown, confirmed, and never half sent."""

from typing import Any

import pytest

from api.contract.codes import Mark, Move
from api.contract.desk import LawfulMove
from bot.staff.bot import StaffBot
from tests.bot.staff.conftest import ASK, NUMBER, REFUSE, REPLY, Office, a_card
from tests.bot.staff.reading import keys_of, plain
from tests.fakes import updates
from tests.fakes.telegram import Telegram


class Talk:
    """An officer at the phone: says, presses what the last message offers, reads."""

    def __init__(self, staff: StaffBot, telegram: Telegram) -> None:
        self.staff, self.telegram, self._number = staff, telegram, 100

    @property
    def last(self) -> dict[str, Any]:
        return self.telegram.sent()[-1]

    async def say(self, words: str) -> str:
        self._number += 1
        await self.staff.feed(updates.text(self._number, words))
        return plain(self.last)

    async def answer(self, words: str, to: str) -> str:
        self._number += 1
        await self.staff.feed(updates.reply(self._number, words, to=to))
        return plain(self.last)

    async def press(self, label: str) -> str:
        return await self.press_payload(keys_of(self.last)[label])

    async def press_payload(self, payload: str) -> str:
        self._number += 1
        await self.staff.feed(updates.press(self._number, payload))
        return plain(self.last)


@pytest.fixture
def talk(staff: StaffBot, telegram: Telegram) -> Talk:
    return Talk(staff, telegram)


async def test_a_refusal_is_guided_from_ground_to_words_to_confirmation(
    talk: Talk, office: Office
) -> None:
    grounds = await talk.press_payload(f"move:refuse:{NUMBER}:3")
    assert "2. 已经处理过" in grounds
    asked = await talk.press("2")
    assert "请写下理由或结果" in asked
    shown = await talk.say("您已向法院起诉，可以等法院处理。")
    assert "依据：已经处理过" in shown
    assert "内容：您已向法院起诉" in shown
    assert office.moves == []
    after = await talk.press("确认提交")
    assert NUMBER in after
    ((chat, move),) = office.moves
    assert (chat, move["move"], move["ground"], move["seen"]) == ("7", "refuse", "C03-2", 3)
    assert move["text"] == "您已向法院起诉，可以等法院处理。"


async def test_a_ground_may_be_typed_and_a_wrong_one_is_asked_for_again(
    talk: Talk, office: Office
) -> None:
    await talk.press_payload(f"move:refuse:{NUMBER}:3")
    assert "没有这一项" in await talk.say("9")
    assert "请写下" in await talk.say("1")
    await talk.say("不归我们管")
    await talk.press("确认提交")
    assert office.moves[0][1]["ground"] == "C03-1"


async def test_an_office_is_chosen_or_found_by_its_name(talk: Talk, office: Office) -> None:
    assert "哪个办公室" in await talk.press_payload(f"move:transfer:{NUMBER}:3")
    assert set(keys_of(talk.last)) == {"南山局", "南头所", "取消"}
    assert "没有找到名称里有「火星」" in await talk.say("火星")
    assert "请写下" in await talk.say("南头所")
    shown = await talk.say("属于南头所辖区")
    assert "单位：南头所" in shown
    await talk.press("确认提交")
    assert office.moves[0][1]["office"] == "SZ-NS-001"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("12月1日", "2026-12-01"), ("2026-12-01", "2026-12-01"), ("1.5", "2027-01-05")],
)
async def test_a_day_is_read_as_officers_write_it(
    typed: str, day: str, talk: Talk, office: Office
) -> None:
    assert "哪一天" in await talk.press_payload(f"move:ask_papers:{NUMBER}:3")
    assert "没看懂" in await talk.say("尽快吧")
    assert "没看懂" in await talk.say("2026-11-20")
    assert "请写下" in await talk.say(typed)
    await talk.say("身份证正反面，交到景田所")
    await talk.press("确认提交")
    assert office.moves[0][1]["on"] == day


async def test_another_case_is_pressed_or_typed(talk: Talk, office: Office) -> None:
    asked = await talk.press_payload(f"move:link_repeat:{NUMBER}:3")
    assert "编号是什么" in asked
    assert "SZ-20261121-0008" in keys_of(talk.last)
    assert "不是案件编号" in await talk.say("上周那件")
    await talk.say("sz-20261120-0001")
    await talk.say("同一件事")
    await talk.press("确认提交")
    assert office.moves[0][1]["case"] == "SZ-20261120-0001"


async def test_what_was_filled_in_wrongly_is_asked_for_anew(talk: Talk, office: Office) -> None:
    await talk.press_payload(f"move:link_repeat:{NUMBER}:3")
    await talk.press("SZ-20261121-0008")
    await talk.say("同一件事")
    office.refusal = (409, "other_reporter", "先前的案件不是同一举报人提出的。")
    assert "编号是什么" in await talk.press("确认提交")
    assert "不是同一举报人" in plain(talk.telegram.sent()[-2])
    office.refusal = None
    assert "内容：同一件事" in await talk.say("SZ-20261119-0003")
    await talk.press("确认提交")
    assert office.moves[0][1]["case"] == "SZ-20261119-0003"


@pytest.mark.parametrize("step", ["ground", "text", "confirm"])
async def test_at_any_step_it_can_be_cancelled(step: str, talk: Talk, office: Office) -> None:
    await talk.press_payload(f"move:refuse:{NUMBER}:3")
    if step != "ground":
        await talk.press("1")
    if step == "confirm":
        await talk.say("理由")
    await talk.press("取消")
    assert "什么都没有提交" in plain(talk.telegram.sent("editMessageText")[-1])
    assert "案件编号" in await talk.say("后来想起来的话")
    assert office.moves == []


async def test_words_in_reply_to_a_card_are_shown_and_sent_after_a_press(
    talk: Talk, office: Office
) -> None:
    await talk.say(NUMBER)
    shown = await talk.answer("我们明天上门，带**证件**", to=plain(talk.last))
    assert "内容：我们明天上门，带＊＊证件＊＊" in shown
    assert "对方会在聊天里看到上面的原话" in shown
    assert office.moves == []
    await talk.press("发送")
    ((_, move),) = office.moves
    assert (move["move"], move["text"]) == ("reply", "我们明天上门，带**证件**")
    assert move["seen"] is None
    assert "回复已发给对方" in plain(talk.telegram.sent("editMessageText")[-1])


async def test_a_change_meanwhile_is_explained_and_what_was_written_is_kept(
    talk: Talk, office: Office
) -> None:
    await talk.press_payload(f"move:refuse:{NUMBER}:3")
    await talk.press("1")
    await talk.say("不归我们管")
    office.refusal = (409, "changed", "案件刚刚有了新的动态")
    office.card = a_card(REFUSE, ASK, seen=9)
    shown = await talk.press("确认提交")
    assert "内容：不归我们管" in shown
    explained = plain(talk.telegram.sent()[-3])
    assert "已经为您留着" in explained
    assert "李某，已受理（12:00）" in explained
    office.refusal = None
    await talk.press("确认提交")
    assert office.moves[0][1]["seen"] == 9


@pytest.mark.parametrize(
    "quoted",
    [
        f"📎 有补充：投诉 {NUMBER}\n内容：〔{NUMBER} · 不予受理〕",
        f"📎 有补充：〔{NUMBER} · 不予受理〕 谢谢",
    ],
)
async def test_a_citizen_can_not_forge_a_question(quoted: str, talk: Talk, office: Office) -> None:
    await talk.press_payload(f"move:refuse:{NUMBER}:3")
    await talk.press("1")
    shown = await talk.answer("好的", to=quoted)
    assert "原话" in shown
    assert office.moves == []


@pytest.mark.parametrize("to", ["我的待办 2 件\n· 投诉 SZ-20261121-0007", "随便一句"])
async def test_a_reply_to_something_else_reaches_nobody(
    to: str, talk: Talk, office: Office
) -> None:
    assert "案件编号" in await talk.answer("好的", to=to)
    assert office.moves == []


async def test_a_reply_to_ones_own_words_reaches_nobody(
    staff: StaffBot, telegram: Telegram
) -> None:
    update = updates.reply(1, "好的", to=NUMBER)
    update["message"]["reply_to_message"]["from"] = {"id": 7, "is_bot": False, "first_name": "王"}
    await staff.feed(update)
    assert "案件编号" in telegram.sent()[0]["text"]


async def test_a_reply_where_none_is_lawful_any_more_shows_what_is(
    talk: Talk, office: Office
) -> None:
    office.card = a_card(ASK)
    await talk.answer("好的", to=NUMBER)
    assert "办不了了" in plain(talk.telegram.sent()[0])
    assert office.moves == []


def objection(rule: str, severity: str, why: str) -> dict[str, Any]:
    return {"rule": rule, "name": "", "severity": severity, "start": 0, "end": 3, "why": why}


DOUBT = objection("Q51", "warn", "“你必须”像在命令对方。")
BLOCK = objection("Q62", "block", "里面有别人的手机号。")


async def test_what_the_check_blocks_goes_to_a_supervisor(talk: Talk, office: Office) -> None:
    await talk.press_payload(f"move:reply:{NUMBER}")
    await talk.say("店主 13912345678")
    office.objects_to("text_blocked", BLOCK, DOUBT)
    shown = await talk.press("发送")

    assert "【不能发】里面有别人的手机号。" in shown
    assert "仍然发送" not in keys_of(talk.last)
    office.after = a_card(REPLY, marks=(Mark.override_asked,))
    await talk.press("请主管放行")
    assert [body["override"] for _, body in office.moves] == [True]
    assert "已请主管放行" in plain(talk.telegram.sent("editMessageText")[-1])


@pytest.mark.parametrize(
    ("typed", "sent"), [("268", "268"), ("￥1,268.50 元", "1268.50"), ("0", "0")]
)
async def test_an_amount_is_read_as_officers_write_it(
    typed: str, sent: str, talk: Talk, office: Office
) -> None:
    recovery = LawfulMove(
        move=Move.record_recovery, label="登记挽回损失", needs=("amount",), article=""
    )
    office.card = a_card(recovery)
    assert "一共多少元" in await talk.press_payload(f"move:record_recovery:{NUMBER}:3")
    for wrong in ("没多少", "-5", "1.234", "99999999999"):
        assert "没有看懂" in await talk.say(wrong)
    shown = await talk.say(typed)
    assert f"金额：{float(sent):.2f} 元" in shown
    assert office.moves == []
    await talk.press("确认提交")
    assert office.moves[0][1]["amount"] == sent
