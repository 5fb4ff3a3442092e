"""A registration and a tip on Telegram: the same dialogue, through aiogram's real dispatcher."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest

from api.contract.codes import TipStanding, VolunteerKind, VolunteerStanding
from api.contract.volunteers import VolunteerOut
from bot.citizen.bot import CitizenBot
from bot.citizen.courier import TelegramCourier
from bot.dialogue.volunteering import told_standing
from bot.message import InboundMessage, Photo
from tests.bot.citizen.conftest import NOW, UNLIMITED, Inbox
from tests.bot.dialogue.player import Player, means
from tests.bot.dialogue.reading import understood
from tests.fakes import updates
from tests.fakes.telegram import TOKEN, AiogramWire, Telegram


class Chat(Inbox):
    """One person who taps and types; what is said goes out over the wire."""

    def __init__(self, bot: CitizenBot, telegram: Telegram) -> None:
        super().__init__()
        self.player = Player()
        self.telegram = telegram
        self.bot = bot
        self.answer = self._hear
        self._courier = TelegramCourier(bot.bot, bot.pace)
        self._numbers = count(10)

    async def take(self, message: InboundMessage) -> asyncio.Task[None]:
        answering = await super().take(message)
        await answering
        return answering

    async def _hear(self, message: InboundMessage) -> None:
        kept = tuple(Photo(ref=one.ref, evidence=f"e-{one.ref}") for one in message.photos)
        message = message.model_copy(update={"photos": kept})
        meant = means() if message.button or not message.text else understood(message)
        for reply in self.player.hear(message, meant):
            await self._courier.send(message.address, reply, f"answer-{next(self._numbers)}")

    async def say(self, words: str) -> str:
        return await self._feed(updates.text(next(self._numbers), words))

    async def show(self, ref: str, caption: str) -> str:
        return await self._feed(updates.photo(next(self._numbers), ref, caption=caption))

    async def tap(self, label: str) -> str:
        """Press the button of that label under the newest message that has one."""
        for sent in reversed(self.telegram.sent()):
            rows = sent.get("reply_markup", {}).get("inline_keyboard", ())
            for key in (key for row in rows for key in row):
                if key["text"].startswith(label):
                    number = next(self._numbers)
                    return await self._feed(updates.press(number, key["callback_data"], label))
        raise AssertionError(f"no button {label}")

    async def _feed(self, update: dict[str, Any]) -> str:
        before = len(self.telegram.sent())
        await self.bot.feed(update)
        return "\n".join(sent["text"] for sent in self.telegram.sent()[before:])


@pytest.fixture
async def chat(telegram: Telegram) -> AsyncIterator[Chat]:
    wire = AiogramWire(telegram)
    bot = CitizenBot(TOKEN, "https://api.invalid", lambda: NOW, session=wire, limits=UNLIMITED)
    chat = Chat(bot, telegram)
    await bot.start(chat)
    yield chat
    await bot.stop()


async def test_a_rider_registers_by_the_menu_and_taps(chat: Chat) -> None:
    assert "哪一类" in await chat.say("/volunteer")
    assert "哪个单位" in await chat.tap("外卖骑手")
    assert "真实姓名" in await chat.tap("橙袋外卖")
    await chat.say("张伟")
    assert "请核对" in await chat.say("13800138000")
    assert "审核" in await chat.tap("提交登记")
    assert chat.player.tracker.volunteer is not None
    assert chat.player.tracker.volunteer.kind is VolunteerKind.rider


async def test_a_tip_is_a_photo_a_name_and_two_taps(chat: Chat) -> None:
    rider = VolunteerOut(
        standing=VolunteerStanding.approved, kind=VolunteerKind.rider, number="0371"
    )
    chat.player.tracker.volunteer = rider
    chat.player.conversation = told_standing(chat.player.conversation, rider)

    assert "骑手志愿者 0371" in await chat.show("photo-1", "")
    assert "看到了什么" in await chat.say("罗湖区湘聚来米线铺")
    assert "老鼠蟑螂" in await chat.tap("老鼠蟑螂")
    assert "已交给" in await chat.tap("提交线索")

    (case,) = chat.player.tracker.cases.values()
    assert (case.facts.merchant, case.evidence) == ("湘聚来米线铺", 1)
    assert list(chat.player.tracker.tips.values()) == [TipStanding.checking]
    assert "共 1 条" in await chat.say("/tips")
