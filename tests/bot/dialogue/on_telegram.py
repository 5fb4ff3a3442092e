"""Plays a story as Telegram does: through aiogram's dispatcher, the inbox and the courier."""

import asyncio
import html
import re
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from sqlalchemy import event

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.codes import Platform
from api.contract.delivery import Notice
from api.contract.models import CityInfo, EvidenceOut
from api.contract.understood import UnderstandRequest, Understood
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.citizen.bot import CitizenBot
from bot.citizen.courier import TelegramCourier
from bot.citizen.keyboard import Pressed
from bot.delivery.replies import Replies
from bot.dialogue import Conversation
from bot.dialogue.requests import Request
from bot.inbox.answering import remembered
from bot.inbox.envelope import Envelope
from bot.inbox.receive import Receiver
from bot.inbox.tables import ConversationRow
from bot.inbox.work import state_of
from bot.message import Button, InboundMessage, Reply
from bot.wording.notices import render
from tests.bot.citizen.conftest import UNLIMITED
from tests.bot.dialogue.player import CITY, Player, means
from tests.bot.dialogue.tracker import MemoryTracker
from tests.fakes import updates
from tests.fakes.telegram import TOKEN, AiogramWire, Telegram

CHAT = 7
_BOLD = re.compile(r"</?b>")


class Client(Tracker):
    """The tracker's client, which keeps photos and knows what the next words mean."""

    def __init__(self) -> None:
        super().__init__(httpx.AsyncClient())
        self.understood = means()
        self.refusals: list[str] = []

    async def city(self) -> CityInfo:
        return CITY

    async def understand(self, _: UnderstandRequest) -> Understood:
        return self.understood

    async def add_file(self, name: str, data: bytes) -> EvidenceOut:
        if self.refusals:
            raise TrackerError(415, self.refusals.pop(0), "")
        ref = Path(name).stem
        return EvidenceOut(id=f"evidence-{ref}", media_type="image/jpeg", bytes=len(data))

    async def add_evidence(self, name: str, data: bytes, *, consent: bool = False) -> EvidenceOut:
        assert not consent
        return await self.add_file(name, data)


class OnTelegram:
    """One person in one chat on Telegram; to a story the same as `Player`."""

    def __init__(self, database: Path) -> None:
        self.tracker = MemoryTracker()
        self.replies: tuple[Reply, ...] = ()
        self._words = Player(platform=Platform.telegram)
        self._database = Database(f"sqlite:///{database}")
        # A story survives no crash; waiting for the disk at every line would take minutes.
        event.listen(self._database.engine, "connect", hurry)
        self._keys = Keyring(bytes(range(32)))
        self._loop = asyncio.Runner()
        self._telegram = Telegram()
        self._client = Client()
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

    async def perform(self, _: Tracker, request: Request) -> object:
        """Stands for `bot.inbox.perform`."""
        result = self.tracker.perform(request)
        if isinstance(result, TrackerUnreachableError):
            raise result
        return result

    @property
    def at(self) -> datetime:
        return self._words.at

    @property
    def conversation(self) -> Conversation:
        row = self._row()
        return Conversation() if row is None else remembered(state_of(self._keys, row))

    @conversation.setter
    def conversation(self, value: Conversation) -> None:
        self._receiver.arrivals.begin(Platform.telegram, str(CHAT), self.at)
        row = self._row()
        assert row is not None
        with self._database.write() as session:
            row.state = Envelope(self._keys, row).seal(value.model_dump_json(), "state")
            session.merge(row)

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

    def _row(self) -> ConversationRow | None:
        found = self._receiver.transcript.find(Platform.telegram, str(CHAT))
        with self._database.read() as session:
            return None if found is None else session.get(ConversationRow, found)

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


def hurry(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _read(sent: dict[str, Any]) -> Reply:
    rows = (sent.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = (
        Button(label=key["text"], payload=Pressed.unpack(key["callback_data"]).payload)
        for row in rows
        for key in row
    )
    return Reply(text=html.unescape(_BOLD.sub("**", sent["text"])), buttons=tuple(buttons))
