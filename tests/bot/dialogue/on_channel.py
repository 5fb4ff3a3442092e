"""What the ways of playing a story over a real inbox have in common."""

from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import event

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.codes import Platform
from api.contract.models import CityInfo, EvidenceOut
from api.contract.understood import UnderstandRequest, Understood
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.dialogue import Conversation
from bot.dialogue.requests import Request
from bot.inbox.answering import remembered
from bot.inbox.envelope import Envelope
from bot.inbox.receive import Receiver
from bot.inbox.tables import ConversationRow
from bot.inbox.work import state_of
from bot.message import InboundMessage, Reply
from tests.bot.dialogue.player import CITY, Player, means
from tests.bot.dialogue.tracker import MemoryTracker


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


class OnChannel:
    """One person in one chat whose words are kept by the inbox."""

    platform: Platform
    where: str
    """The address of the chat on its platform."""
    _receiver: Receiver

    def __init__(self, database: Path, words: Player) -> None:
        self.tracker = MemoryTracker()
        self.replies: tuple[Reply, ...] = ()
        self._words = words
        self._database = Database(f"sqlite:///{database}")
        # A story survives no crash; waiting for the disk at every line would take minutes.
        event.listen(self._database.engine, "connect", _hurry)
        self._keys = Keyring(bytes(range(32)))
        self._client = Client()

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
        self._receiver.arrivals.begin(self.platform, self.where, self.at)
        row = self._row()
        assert row is not None
        with self._database.write() as session:
            row.state = Envelope(self._keys, row).seal(value.model_dump_json(), "state")
            session.merge(row)

    def message(self, text: str = "", **more: Any) -> InboundMessage:
        return self._words.message(text, **more)

    def _row(self) -> ConversationRow | None:
        found = self._receiver.transcript.find(self.platform, self.where)
        with self._database.read() as session:
            return None if found is None else session.get(ConversationRow, found)


def _hurry(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
