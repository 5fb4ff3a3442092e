"""The real dispatcher over a wire of our own."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.citizen.bot import CitizenBot
from bot.message import InboundMessage
from tests.fakes.telegram import TOKEN, AiogramWire, Telegram

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


class Inbox:
    """Takes messages, each once, as the real one does."""

    def __init__(self) -> None:
        self.messages: list[InboundMessage] = []
        self.error: Exception | None = None

    async def receive(self, message: InboundMessage) -> None:
        if self.error is not None:
            raise self.error
        known = {m.external_id for m in self.messages}
        if message.external_id not in known:
            self.messages.append(message)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def citizen(telegram: Telegram, inbox: Inbox) -> AsyncIterator[CitizenBot]:
    bot = CitizenBot(
        TOKEN, "https://api.invalid", lambda: NOW, session=AiogramWire(telegram), quiet=0.02
    )
    await bot.start(inbox.receive)
    yield bot
    await bot.stop()
