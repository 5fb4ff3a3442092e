"""Plays a story as Telegram does: through aiogram's dispatcher, the inbox and the courier."""

import asyncio
import html
import re
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from api.contract.codes import Platform
from api.contract.delivery import Notice
from api.contract.understood import Understood
from bot.citizen.bot import CitizenBot
from bot.citizen.courier import TelegramCourier
from bot.citizen.keyboard import Pressed
from bot.delivery.replies import Replies
from bot.inbox.receive import Receiver
from bot.message import Button, InboundMessage, Reply
from bot.wording.notices import render
from tests.bot.citizen.conftest import UNLIMITED
from tests.bot.dialogue.on_channel import OnChannel
from tests.bot.dialogue.player import Player, means
from tests.fakes import updates
from tests.fakes.telegram import TOKEN, AiogramWire, Telegram

CHAT = 7
_BOLD = re.compile(r"</?b>")


class OnTelegram(OnChannel):
    """One person in one chat on Telegram; to a story the same as `Player`."""

    platform, where = Platform.telegram, str(CHAT)

    def __init__(self, database: Path) -> None:
        super().__init__(database, Player(platform=Platform.telegram))
        self._loop = asyncio.Runner()
        self._telegram = Telegram()
        self._updates = iter(range(1, 10**6))
        self._loop.run(self._begin())

    async def _begin(self) -> None:
        wire = AiogramWire(self._telegram)
        now = self._now
        self._bot = CitizenBot(TOKEN, "https://api.invalid", now, session=wire, limits=UNLIMITED)
        ways = {Platform.telegram: self._bot.fetch}
        self._receiver = Receiver(
            self._database, self._keys, self._client, now, ways, album_quiet=0.01
        )
        self._courier = TelegramCourier(self._bot.bot, self._bot.pace)
        self._outbox = Replies(self._receiver, [self._courier], now)
        await self._bot.start(self._outbox)
        await self._bot.rest()  # the story feeds the updates itself

    def message(self, text: str = "", **more: Any) -> InboundMessage:
        self._client.refusals = list(more.get("refused", ()))
        return self._words.message(text, **more)

    def hear(self, message: InboundMessage, understood: Understood) -> tuple[Reply, ...]:
        self._client.understood = understood
        return self._feed([*self._sent(message)])

    def press(self, label: str) -> tuple[Reply, ...]:
        for reply in reversed(self.replies):
            for button in reply.buttons:
                if button.label.startswith(label):
                    self._words.message()  # time goes on
                    self._client.understood = means()
                    return self._feed([self._pressed(button.payload, button.label)])
        raise AssertionError(f"no button {label} in {self.replies}")

    def delivered(self, notice: Notice) -> None:
        reply = render(notice)
        name = f"notice-{next(self._updates)}"
        self._loop.run(self._courier.send(str(CHAT), reply, name))
        noted = self._receiver.note(Platform.telegram, str(CHAT), name, reply, notice)
        assert self._loop.run(noted)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.run(self._bot.stop())
        self._loop.close()
        self._database.close()

    def _now(self) -> datetime:
        return self._words.at

    def _sent(self, message: InboundMessage) -> list[updates.Raw]:
        """A message as Telegram brings it: a button pressed, pictures one by one, words."""
        if message.button is not None:
            return [self._pressed(message.button, message.text)]
        if message.location is not None:
            place = {"latitude": message.location.lat, "longitude": message.location.lon}
            return [self._update(location=place)]
        if message.phone is not None:
            card = {"phone_number": message.phone, "first_name": "林", "user_id": CHAT}
            return [self._update(contact=card)]
        if message.photos:
            return [self._picture(n, message) for n in range(len(message.photos))]
        return [self._update(text=message.text)]

    def _picture(self, number: int, message: InboundMessage) -> updates.Raw:
        ref = f"p{next(self._updates)}"
        self._telegram.files[ref] = (f"photos/{ref}.jpg", b"\xff\xd8")
        caption = {"caption": message.text} if message.text and not number else {}
        group = {"media_group_id": message.external_id} if len(message.photos) > 1 else {}
        return updates.photo(next(self._updates), ref, CHAT, **caption, **group, **self._date())

    def _update(self, **content: object) -> updates.Raw:
        return updates.message(next(self._updates), CHAT, **content, **self._date())

    def _pressed(self, payload: str, label: str) -> updates.Raw:
        return updates.press(next(self._updates), Pressed(payload=payload).pack(), label, CHAT)

    def _date(self) -> dict[str, int]:
        return {"date": int(self.at.timestamp())}

    def _feed(self, sent: list[updates.Raw]) -> tuple[Reply, ...]:
        before = len(self._telegram.sent())

        async def bring() -> None:
            await asyncio.gather(*(self._bot.feed(update) for update in sent))
            await self._outbox.finish()

        self._loop.run(bring())
        self.replies = tuple(_read(one) for one in self._telegram.sent()[before:])
        return self.replies


def _read(sent: dict[str, Any]) -> Reply:
    rows = (sent.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = (
        Button(label=key["text"], payload=Pressed.unpack(key["callback_data"]).payload)
        for row in rows
        for key in row
    )
    return Reply(text=html.unescape(_BOLD.sub("**", sent["text"])), buttons=tuple(buttons))
