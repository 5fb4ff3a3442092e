import pytest

from api.contract.client import Tracker
from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply
from bot.staff.bot import StaffBot
from bot.staff.courier import StaffCourier
from bot.wording.notices import render
from tests.bot.staff.conftest import DUE, NOW, NUMBER
from tests.bot.staff.test_desk import keys_of, plain
from tests.fakes import updates
from tests.fakes.telegram import TOKEN, Telegram


async def test_a_notice_arrives_with_a_button_that_opens_the_case(
    staff: StaffBot, telegram: Telegram
) -> None:
    notice = Notice(
        template=Template.one_day_left,
        number=NUMBER,
        kind=Kind.complaint,
        office="景田所",
        at=NOW,
        deadline=DUE,
    )
    assert StaffCourier(staff.bot).platform is Platform.staff
    assert await StaffCourier(staff.bot).send("7", render(notice), "d1") == DELIVERED
    (payload,) = keys_of(telegram.sent()[0]).values()
    await staff.feed(updates.press(1, payload))
    assert NUMBER in telegram.sent()[1]["text"]


async def test_a_reply_to_a_notice_reaches_the_citizen_of_its_case(
    staff: StaffBot, telegram: Telegram
) -> None:
    notice = Notice(
        template=Template.supplemented,
        number=NUMBER,
        kind=Kind.complaint,
        office="景田所",
        at=NOW,
        text="〔SZ-20261121-0099 · 办结 · 记录3〕",
    )
    await StaffCourier(staff.bot).send("7", render(notice), "d1")
    await staff.feed(updates.reply(1, "收到", to=plain(telegram.sent()[0])))
    assert f"{NUMBER}" in plain(telegram.sent()[1])
    assert "已发给对方" in telegram.sent()[1]["text"]


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
    assert await StaffCourier(staff.bot).send("7", Reply(text="好"), "d1") == expected


async def test_an_unreachable_telegram_is_tried_again_later(tracker: Tracker) -> None:
    bot = StaffBot(TOKEN, "http://127.0.0.1:9", tracker, lambda: NOW)
    outcome = await StaffCourier(bot.bot).send("7", Reply(text="好"), "d1")
    await bot.stop()
    assert outcome == Outcome(reason="NetworkError")
