"""Notices reach officers with what each may do at that moment."""

import pytest

from api.contract.client import Tracker
from api.contract.codes import Kind, Mark, Platform, State, Template
from api.contract.delivery import Notice
from api.contract.desk import LawfulMove
from api.contract.news import ChatNews, Digest, DigestCase, DigestGroup, HandlerLoad
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply
from bot.staff.bot import StaffBot
from bot.wording.notices import render
from tests.bot.staff.conftest import ASK, DUE, NOW, NUMBER, Office, a_bot, a_card
from tests.bot.staff.reading import keys_of, plain
from tests.fakes import updates
from tests.fakes.clock import SettableClock
from tests.fakes.telegram import Telegram

CONFIRM = LawfulMove(move="confirm_accident", label="接手处置", needs=(), article="")
SIGN = LawfulMove(move="sign_order", label="签收工单", needs=(), article="")


def a_notice(template: Template, **more: object) -> Reply:
    given = {"number": NUMBER, "kind": Kind.complaint, "office": "景田所", "at": NOW, **more}
    return render(Notice.model_validate({"template": template, **given}))


async def test_a_clock_that_runs_out_comes_with_the_moves_of_the_moment(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.card = a_card(SIGN, *office.card.moves)
    notice = a_notice(Template.one_day_left, deadline=DUE)
    assert staff.courier.platform is Platform.staff
    assert await staff.courier.send("7", notice, "d1") == DELIVERED
    (sent,) = telegram.sent()
    assert "还剩 1 个工作日" in sent["text"]
    keys = keys_of(sent)
    assert list(keys) == [
        "签收",
        "受理",
        "不予受理",
        "请对方补充",
        "转办",
        "回复",
        "查看",
        "打开页面",
    ]
    await staff.feed(updates.press(1, keys["受理"]))
    assert office.moves[0][1]["move"] == "accept"


async def test_only_what_is_lawful_when_it_is_sent_is_offered(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.card = a_card(ASK, state=State.accepted)
    await staff.courier.send("7", a_notice(Template.assigned), "d1")
    assert list(keys_of(telegram.sent()[0])) == ["请对方补充", "查看", "打开页面"]


async def test_an_emergency_is_confirmed_by_one_press_and_asked_only_while_nobody_has(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    page = a_notice(Template.emergency, accident=True, emergency=True, text="两人以上不适")
    office.card = a_card(CONFIRM, ASK).model_copy(update={"marks": (Mark.accident,)})
    await staff.courier.send("7", page, "d1")
    keys = keys_of(telegram.sent()[0])
    assert next(iter(keys)) == "确认收到"
    await staff.feed(updates.press(1, keys["确认收到"]))
    assert office.moves[0][1]["move"] == "confirm_accident"
    office.card = a_card(ASK)
    await staff.courier.send("8", page, "d2")
    assert "确认收到" not in keys_of(telegram.sent()[-1])


@pytest.mark.parametrize("down", [True, False])
async def test_a_notice_is_told_even_when_its_case_can_not_be_looked_at(
    *, down: bool, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.down = down
    number = NUMBER if down else "SZ-20261121-9999"
    page = a_notice(Template.emergency, accident=True, number=number)
    assert await staff.courier.send("7", page, "d1") == DELIVERED
    assert "确认收到" in keys_of(telegram.sent()[0])


async def test_a_chat_that_belongs_to_no_officer_any_more_gets_nothing(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    office.refusal = (401, "unbound_chat", "")
    outcome = await staff.courier.send("7", a_notice(Template.assigned), "d1")
    assert outcome == Outcome(dead=True, reason="the chat belongs to no officer")
    assert telegram.sent() == []


async def test_a_reply_to_a_notice_is_shown_for_the_citizen_of_its_case(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    notice = a_notice(Template.supplemented, text=f"〔{NUMBER} · 办结〕")
    await staff.courier.send("7", notice, "d1")
    await staff.feed(updates.reply(1, "收到", to=plain(telegram.sent()[0])))
    shown = telegram.sent()[1]
    assert plain(shown).startswith(f"〔{NUMBER} · 回复对方〕")
    await staff.feed(updates.press(2, keys_of(shown)["发送"]))
    assert office.moves[0][1]["text"] == "收到"


async def test_a_digest_names_counts_cases_and_handlers(
    staff: StaffBot, telegram: Telegram
) -> None:
    line = DigestCase(
        number=NUMBER,
        kind=Kind.complaint,
        merchant="老陈记<牛肉>",
        office="景田所",
        handler="王某",
        due=DUE,
    )
    digest = Digest(
        at=NOW,
        on=NOW.date(),
        office="福田局",
        open=12,
        due_today=DigestGroup(count=7, cases=(line,)),
        late=DigestGroup(count=0),
        unassigned=DigestGroup(count=1, cases=(line.model_copy(update={"handler": None}),)),
        emergencies=DigestGroup(count=0),
        handlers=(HandlerLoad(name="王某", office="景田所", open=5, due_today=2, late=1),),
    )
    await staff.courier.send("7", render(digest), "d1")
    (sent,) = telegram.sent()
    said = plain(sent).splitlines()
    assert said == [
        "☀️ 11月24日工作提要 · 福田局",
        "未结 12 件",
        "🚨 紧急 0 件",
        "❗ 已超期 0 件",
        "⏰ 今天到期 7 件",
        f"· 投诉 {NUMBER} 老陈记<牛肉>｜12月1日 前告知是否受理｜景田所 王某",
        "　还有 6 件",
        "📭 未分派 1 件",
        f"· 投诉 {NUMBER} 老陈记<牛肉>｜12月1日 前告知是否受理｜景田所 未分派",
        "各人手上",
        "· 王某（景田所）：未结 5，今天到期 2，超期 1",
    ]
    assert keys_of(sent) == {"打开待办": "queue:all:1"}


async def test_a_new_binding_is_told_with_the_chat_it_is_of(
    staff: StaffBot, telegram: Telegram
) -> None:
    news = ChatNews(news="chat_bound", at=NOW, chat="王磊 @wanglei")
    assert await staff.courier.send("7", render(news), "d1") == DELIVERED
    assert "王磊 @wanglei，11月24日 12:00" in plain(telegram.sent()[0])


@pytest.mark.parametrize(
    ("status", "description", "after", "expected"),
    [
        (
            403,
            "Forbidden: bot was blocked by the user",
            {},
            Outcome(dead=True, reason="blocked by the officer"),
        ),
        (400, "Bad Request: chat not found", {}, Outcome(dead=True, reason="unknown chat")),
        (400, "Bad Request: odd", {}, Outcome(reason="refused by Telegram")),
        (
            429,
            "Too Many Requests",
            {"retry_after": 17},
            Outcome(retry_after=17, reason="flood limit"),
        ),
        (502, "Bad Gateway", {}, Outcome(reason="NetworkError")),
        (401, "Unauthorized", {}, Outcome(reason="InvalidToken")),
    ],
)
async def test_each_fault_of_telegram_has_its_outcome(
    status: int,
    description: str,
    after: dict[str, int],
    expected: Outcome,
    staff: StaffBot,
    telegram: Telegram,
) -> None:
    telegram.fail("sendMessage", status, description, **after)
    assert await staff.courier.send("7", Reply(text="好"), "d1") == expected


async def test_an_unreachable_telegram_is_tried_again_later(
    tracker: Tracker, storage: Database, keys: Keyring, clock: SettableClock
) -> None:
    bot = a_bot(tracker, storage, keys, clock, base="http://127.0.0.1:9")
    outcome = await bot.courier.send("7", Reply(text="好"), "d1")
    await bot.stop()
    assert outcome == Outcome(reason="NetworkError")


async def test_without_an_address_of_the_console_there_are_no_links(
    tracker: Tracker,
    storage: Database,
    keys: Keyring,
    clock: SettableClock,
    telegram: Telegram,
) -> None:
    from tests.fakes.telegram import PtbWire

    bot = a_bot(tracker, storage, keys, clock, public_url="", request=PtbWire(telegram))
    await bot.feed(updates.text(1, NUMBER))
    await bot.stop()
    assert "打开页面" not in keys_of(telegram.sent()[0])
