"""The real dispatcher over a wire of our own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import pytest

from api.contract.codes import Platform
from bot.citizen.bot import CitizenBot
from bot.delivery.pace import Limits
from bot.message import InboundMessage, Reply
from tests.fakes.telegram import TOKEN, AiogramWire, Telegram

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


UNLIMITED = Limits(a_second=1e6, pause=0)


class Inbox:
    """Takes messages, each once, as the real one does; answers nothing itself."""

    def __init__(self) -> None:
        self.messages: list[InboundMessage] = []
        self.answered: list[tuple[InboundMessage, Reply]] = []
        self.gone: list[str] = []
        self.error: Exception | None = None
        self.answer: Callable[[InboundMessage], Coroutine[Any, Any, None]] = _nothing

    async def take(self, message: InboundMessage) -> asyncio.Task[None]:
        if self.error is not None:
            raise self.error
        known = {m.external_id for m in self.messages}
        if message.external_id not in known:
            self.messages.append(message)
        return asyncio.create_task(self.answer(message))

    async def take_answered(self, message: InboundMessage, reply: Reply) -> None:
        known = {m.external_id for m, _ in self.answered}
        if message.external_id not in known:
            self.answered.append((message, reply))

    async def left(self, platform: Platform, address: str) -> None:
        assert platform is Platform.telegram
        self.gone.append(address)


async def _nothing(_: InboundMessage) -> None:
    return


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def citizen(telegram: Telegram, inbox: Inbox) -> AsyncIterator[CitizenBot]:
    bot = CitizenBot(
        TOKEN,
        "https://api.invalid",
        lambda: NOW,
        session=AiogramWire(telegram),
        limits=UNLIMITED,
    )
    await bot.start(inbox)
    yield bot
    await bot.stop()
