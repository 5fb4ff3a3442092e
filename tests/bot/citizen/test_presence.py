"""What is set at every start, whatever Telegram says to it."""

import pytest
from aiogram import Bot

from bot.citizen.bot import CitizenBot
from bot.citizen.presence import Webhook, hooking, introduction, settle
from tests.bot.citizen.conftest import NOW, UNLIMITED, Inbox
from tests.fakes import updates
from tests.fakes.patience import until
from tests.fakes.telegram import TOKEN, AiogramWire, Telegram

HOOK = Webhook(url="https://jiesu.example/telegram/citizen", secret="s-e_cret")


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(TOKEN, session=AiogramWire(telegram))


class Sleeps:
    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


async def test_the_webhook_is_asked_for_with_its_secret_and_the_updates_we_read(
    bot: Bot, telegram: Telegram
) -> None:
    await settle(bot, [hooking(HOOK)])
    assert telegram.sent("setWebhook") == [
        {
            "url": HOOK.url,
            "secret_token": HOOK.secret,
            "allowed_updates": [
                "message",
                "edited_message",
                "callback_query",
                "my_chat_member",
            ],
            "drop_pending_updates": "false",
        }
    ]
    assert HOOK.secret not in repr(HOOK)


async def test_a_refusal_stops_neither_the_bot_nor_the_other_settings(
    bot: Bot, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    await settle(bot, introduction())
    assert "Telegram refused setMyCommands: TelegramBadRequest" in caplog.text
    for method in ("setMyDescription", "setMyShortDescription", "setChatMenuButton"):
        assert len(telegram.sent(method)) == 1


async def test_an_absent_telegram_is_asked_again_as_it_wishes(
    bot: Bot, telegram: Telegram
) -> None:
    sleeps = Sleeps()
    telegram.fail("setMyCommands", 429, "Too Many Requests", retry_after=40)
    telegram.fail("setMyCommands", 502, "Bad Gateway")
    await settle(bot, introduction(), sleeps)
    assert len(telegram.sent("setMyCommands")) == 3
    assert 40 <= sleeps.slept[0] <= 41
    assert sleeps.slept[1] > 0


async def test_a_webhook_that_somebody_set_meanwhile_is_taken_away_again(
    telegram: Telegram, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.inbox.polling._FIRST_PAUSE", 0.01)
    telegram.fail("getUpdates", 409, "Conflict: can't use getUpdates while webhook is active")
    telegram.updates = [updates.text(5, "牛奶是酸的")]
    wire = AiogramWire(telegram)
    bot = CitizenBot(TOKEN, "https://api.invalid", lambda: NOW, session=wire, limits=UNLIMITED)
    await bot.start(inbox)
    await until(lambda: not telegram.updates)
    await bot.stop()
    assert len(telegram.sent("deleteWebhook")) == 2
    assert [message.text for message in inbox.messages] == ["牛奶是酸的"]


async def test_with_a_webhook_nothing_is_fetched_and_what_is_brought_is_taken(
    telegram: Telegram, inbox: Inbox
) -> None:
    wire = AiogramWire(telegram)
    bot = CitizenBot(
        TOKEN, "https://api.invalid", lambda: NOW, hook=HOOK, session=wire, limits=UNLIMITED
    )
    await bot.start(inbox)
    await until(lambda: bool(telegram.sent("setChatMenuButton")))
    await bot.feed(updates.text(5, "牛奶是酸的"))
    await bot.stop()
    assert telegram.sent("getUpdates") == telegram.sent("deleteWebhook") == []
    assert [message.text for message in inbox.messages] == ["牛奶是酸的"]
