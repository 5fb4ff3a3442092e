"""From start to stop against a Bot API of our own on the loopback address."""

import logging

import pytest
from aiogram.exceptions import TelegramServerError

from bot.citizen.bot import CitizenBot
from bot.citizen.sending import send
from bot.message import InboundMessage, Photo, Reply
from bot.wording.telegram import DESCRIPTION
from tests.bot.citizen.conftest import NOW, UNLIMITED, Inbox
from tests.fakes import updates
from tests.fakes.patience import until
from tests.fakes.telegram import TOKEN, Telegram, served


async def test_a_message_comes_in_and_an_answer_goes_out(
    telegram: Telegram, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    telegram.files["large"] = ("photos/file_3.jpg", b"\xff\xd8 a photo")
    telegram.updates = [updates.text(5, "牛奶是酸的"), updates.photo(6, "large")]
    async with served(telegram) as base:
        bot = CitizenBot(TOKEN, f"{base}/", lambda: NOW, limits=UNLIMITED)

        async def answer(message: InboundMessage) -> None:
            await send(bot.bot, bot.pace, message.address, Reply(text="**收到**"))

        inbox.answer = answer
        await bot.start(inbox)
        await until(lambda: not telegram.updates and len(telegram.sent()) == 2)
        await until(lambda: bool(telegram.sent("setChatMenuButton")))
        assert await bot.fetch("large") == ("file_3.jpg", b"\xff\xd8 a photo")
        await bot.stop()
    assert [m.text for m in inbox.messages] == ["牛奶是酸的", ""]
    assert inbox.messages[1].photos == (Photo(ref="large"),)
    assert [sent["text"] for sent in telegram.sent()] == ["<b>收到</b>", "<b>收到</b>"]
    asked = telegram.sent("getUpdates")[0]
    kinds = ["message", "edited_message", "callback_query", "my_chat_member"]
    assert asked["allowed_updates"] == kinds
    assert len(telegram.sent("deleteWebhook")) == 1
    commands = [c["command"] for c in telegram.sent("setMyCommands")[0]["commands"]]
    assert commands == ["start", "progress", "tips", "volunteer", "mydata", "help"]
    assert telegram.sent("setMyDescription")[0]["description"] == DESCRIPTION
    assert len(DESCRIPTION) <= 512
    assert len(telegram.sent("setMyShortDescription")[0]["short_description"]) <= 120
    assert TOKEN.partition(":")[2] not in caplog.text
    assert "牛奶" not in caplog.text


async def test_a_file_that_telegram_does_not_give_is_a_value_error(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.files["gone"] = ("photos/file_4.jpg", b"")
    async with served(telegram) as base:
        bot = CitizenBot(TOKEN, base, lambda: NOW)
        with pytest.raises(ValueError, match="TelegramBadRequest"):
            await bot.fetch("too-big")
        monkeypatch.setattr(telegram, "content", lambda _path: None)  # it left the server
        with pytest.raises(ValueError, match="ClientResponseError") as caught:
            await bot.fetch("gone")
        await bot.stop()
    assert TOKEN not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_an_outage_that_answers_with_a_page_is_waited_for(
    telegram: Telegram, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.waiting._FIRST", 0.01)
    telegram.files["photo"] = ("photos/file_5.jpg", b"\xff\xd8 a photo")
    telegram.outages.update({"setMyCommands": 2, "getFile": 1, "sendMessage": 1})
    async with served(telegram) as base:
        bot = CitizenBot(TOKEN, base, lambda: NOW, limits=UNLIMITED)
        await bot.start(inbox)
        await until(lambda: bool(telegram.sent("setChatMenuButton")))
        with pytest.raises(ConnectionError):
            await bot.fetch("photo")
        telegram.outages["file"] = 1
        with pytest.raises(ConnectionError):
            await bot.fetch("photo")
        assert await bot.fetch("photo") == ("file_5.jpg", b"\xff\xd8 a photo")
        with pytest.raises(TelegramServerError):
            await send(bot.bot, bot.pace, "7", Reply(text="收到"))
        await bot.stop()
    assert len(telegram.sent("setMyCommands")) == 1


async def test_an_unreachable_telegram_is_an_os_error_and_no_reason_not_to_start(
    caplog: pytest.LogCaptureFixture, inbox: Inbox
) -> None:
    caplog.set_level(logging.INFO)
    bot = CitizenBot(TOKEN, "http://127.0.0.1:9", lambda: NOW)
    await bot.start(inbox)
    with pytest.raises(ConnectionError):
        await bot.fetch("photo")
    await bot.stop()
    assert TOKEN.partition(":")[2] not in caplog.text


def test_a_malformed_token_is_refused_without_being_repeated() -> None:
    with pytest.raises(ValueError, match="malformed") as caught:
        CitizenBot("no token", "https://api.invalid", lambda: NOW)
    assert "no token" not in str(caught.value)
