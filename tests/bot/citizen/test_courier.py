import pytest

from api.contract.codes import Platform
from bot.citizen.bot import CitizenBot
from bot.citizen.courier import TelegramCourier
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply
from tests.bot.citizen.conftest import NOW
from tests.fakes.telegram import TOKEN, Telegram


async def test_a_message_is_delivered(citizen: CitizenBot, telegram: Telegram) -> None:
    assert TelegramCourier(citizen.bot, citizen.pace).platform is Platform.telegram
    assert (
        await TelegramCourier(citizen.bot, citizen.pace).send(
            "7", Reply(text="您的投诉**已受理**"), "d1"
        )
        == DELIVERED
    )
    assert telegram.sent()[0]["text"] == "您的投诉<b>已受理</b>"


@pytest.mark.parametrize(
    ("status", "description", "after", "expected"),
    [
        (
            403,
            "Forbidden: bot was blocked by the user",
            {},
            Outcome(dead=True, reason="blocked by the person"),
        ),
        (400, "Bad Request: chat not found", {}, Outcome(dead=True, reason="unknown chat")),
        (400, "Bad Request: odd", {}, Outcome(refused=True, reason="refused by the platform")),
        (
            429,
            "Too Many Requests",
            {"retry_after": 17},
            Outcome(retry_after=17, reason="flood limit"),
        ),
        (502, "Bad Gateway", {}, Outcome(reason="TelegramServerError")),
        (401, "Unauthorized", {}, Outcome(reason="TelegramUnauthorizedError")),
    ],
)
async def test_each_fault_of_telegram_has_its_outcome(
    status: int,
    description: str,
    after: dict[str, int],
    expected: Outcome,
    citizen: CitizenBot,
    telegram: Telegram,
) -> None:
    telegram.fail("sendMessage", status, description, **after)
    assert (
        await TelegramCourier(citizen.bot, citizen.pace).send("7", Reply(text="好"), "d1")
        == expected
    )


async def test_an_unreachable_telegram_is_tried_again_later() -> None:
    bot = CitizenBot(TOKEN, "http://127.0.0.1:9", lambda: NOW)
    outcome = await TelegramCourier(bot.bot, bot.pace).send("7", Reply(text="好"), "d1")
    await bot.stop()
    assert outcome == Outcome(reason="TelegramNetworkError")
