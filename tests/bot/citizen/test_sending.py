"""Replies as they leave, through aiogram."""

import pytest
from aiogram.exceptions import TelegramRetryAfter

from bot.citizen.bot import CitizenBot
from bot.citizen.sending import send
from bot.message import Button, Reply
from tests.fakes.telegram import Telegram


async def test_a_reply_is_html_with_buttons_that_come_back(
    citizen: CitizenBot, telegram: Telegram
) -> None:
    buttons = (Button(label="提交", payload="cmd:submit"),)
    await send(citizen.bot, citizen.pace, "7", Reply(text="**好** <b>", buttons=buttons))
    (sent,) = telegram.sent()
    assert (sent["chat_id"], sent["parse_mode"]) == ("7", "HTML")
    assert sent["text"] == "<b>好</b> &lt;b&gt;"
    keys = [[{"text": "提交", "callback_data": "b|cmd:submit"}]]
    assert sent["reply_markup"]["inline_keyboard"] == keys


async def test_the_longest_payload_fits_a_button(citizen: CitizenBot, telegram: Telegram) -> None:
    button = Button(label="长", payload="x" * 60)
    await send(citizen.bot, citizen.pace, "7", Reply(text="好", buttons=(button,)))
    ((key,),) = telegram.sent()[0]["reply_markup"]["inline_keyboard"]
    assert len(key["callback_data"].encode()) <= 64


async def test_a_long_reply_has_its_buttons_under_the_last_part(
    citizen: CitizenBot, telegram: Telegram
) -> None:
    await send(
        citizen.bot,
        citizen.pace,
        "7",
        Reply(text="字" * 5000, buttons=(Button(label="好", payload="x"),)),
    )
    first, second = telegram.sent()
    assert "reply_markup" not in first
    assert "reply_markup" in second
    assert len(first["text"]) == 4096


async def test_a_flood_limit_at_the_start_is_left_to_the_courier(
    citizen: CitizenBot, telegram: Telegram
) -> None:
    telegram.fail("sendMessage", 429, "Too Many Requests", retry_after=7)
    with pytest.raises(TelegramRetryAfter):
        await send(citizen.bot, citizen.pace, "7", Reply(text="好"))


async def test_a_flood_limit_in_the_middle_is_waited_for(
    citizen: CitizenBot, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited = iter([0.0, 1])
    answer = telegram.answer

    def once_limited(method: str, params: dict[str, object]) -> tuple[int, dict[str, object]]:
        if method == "sendMessage" and next(limited, 0):
            telegram.fail("sendMessage", 429, "Too Many Requests", retry_after=1)
        return answer(method, params)

    monkeypatch.setattr(telegram, "answer", once_limited)
    await send(citizen.bot, citizen.pace, "7", Reply(text="甲" * 4096 + "乙"))
    assert [sent["text"][0] for sent in telegram.sent()] == ["甲", "乙", "乙"]
