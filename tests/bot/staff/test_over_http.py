"""From start to stop against a Bot API of our own on the loopback address."""

import logging

import pytest

from api.contract.client import Tracker
from api.kit.database import Database
from api.kit.keys import Keyring
from tests.bot.staff.conftest import NUMBER, Office, a_bot
from tests.fakes import updates
from tests.fakes.clock import SettableClock
from tests.fakes.patience import until
from tests.fakes.telegram import TOKEN, Telegram, served


async def test_an_officer_is_served_from_start_to_stop(
    telegram: Telegram,
    tracker: Tracker,
    office: Office,
    storage: Database,
    keys: Keyring,
    clock: SettableClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    telegram.updates = [
        updates.text(5, "我的待办"),
        {"update_id": 6, "a_kind_of_next_year": {}},
        updates.press(7, f"move:accept:{NUMBER}:3"),
    ]
    async with served(telegram) as base:
        bot = a_bot(tracker, storage, keys, clock, base=f"{base}/")
        await bot.start()
        await until(lambda: not telegram.updates and bool(telegram.sent("setMyCommands")))
        await bot.stop()
    assert NUMBER in telegram.sent()[0]["text"]
    assert len(office.moves) == 1
    asked = telegram.sent("getUpdates")[0]
    assert asked["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    commands = [c["command"] for c in telegram.sent("setMyCommands")[0]["commands"]]
    assert commands == ["queue", "bind", "unbind", "help"]
    assert TOKEN.partition(":")[2] not in caplog.text
    assert "老陈记" not in caplog.text


async def test_a_rejected_token_is_not_written_down(
    telegram: Telegram,
    tracker: Tracker,
    storage: Database,
    keys: Keyring,
    clock: SettableClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    wrong = "4242:wrongwrongwrongwrongwrong"
    async with served(telegram) as base:
        bot = a_bot(tracker, storage, keys, clock, base=base, token=wrong)
        await bot.start()
        await until(lambda: "InvalidToken" in caplog.text)
        await bot.stop()
    assert "wrong" not in caplog.text
