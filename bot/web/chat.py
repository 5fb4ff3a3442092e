"""What the page and the JSON API have in common: messages and photos of one visitor."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from anyio.to_thread import run_sync
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.codes import Platform
from api.contract.models import CaseView, ChannelQuery, ChannelRef, EvidenceOut, Location
from bot.inbox.receive import Receiver
from bot.inbox.received import Received
from bot.inbox.tables import ChatPhoto
from bot.inbox.turns import Now
from bot.message import InboundMessage, Line, Photo
from bot.web.pace import Manners
from bot.web.refusal import PHOTO_BYTES, Refused
from bot.wording import web as sentences

ReadPhoto = Callable[[str], Awaitable[tuple[str, bytes]]]
"""Gives media type and bytes of a piece of evidence by its id; raises `LookupError`."""

MOST_PHOTOS = 9
_LABELS_WITHIN = 20


EvidenceId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class ChatMessage(BaseModel):
    """One message of a chat."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
    """The writer's own id; sending the same id again repeats the answer and nothing else."""
    text: str = ""
    """At most 20,000 characters."""
    button: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,60}$")] | None = None
    """Payload of a pressed quick reply."""
    location: Location | None = None
    photos: Annotated[list[EvidenceId], Field(max_length=MOST_PHOTOS)] = []
    """Evidence ids from `POST /chat/photos`."""


class PhotoOut(BaseModel):
    """A photo that was stored for this chat."""

    evidence: str
    media_type: str
    bytes: int


class Chat:
    """Takes messages and photos of the web, within its manners."""

    def __init__(
        self, receiver: Receiver, tracker: Tracker, manners: Manners, read: ReadPhoto, now: Now
    ) -> None:
        """Bind what a chat needs."""
        self.receiver = receiver
        self._tracker = tracker
        self._manners = manners
        self._read = read
        self._now = now

    async def conversation(self, address: str) -> str | None:
        """Id of a visitor's conversation, if it has begun."""
        return await run_sync(self.receiver.transcript.find, Platform.web, address)

    async def lines(self, address: str, after: int, limit: int) -> tuple[Line, ...]:
        """A visitor's transcript after a line."""
        conversation = await self.conversation(address)
        if conversation is None:
            return ()
        return await run_sync(self.receiver.transcript.lines, conversation, after, limit)

    async def latest(self, address: str, limit: int) -> tuple[Line, ...]:
        """The last lines of a visitor's transcript."""
        conversation = await self.conversation(address)
        if conversation is None:
            return ()
        return await run_sync(self.receiver.transcript.latest, conversation, limit)

    async def say(self, address: str, message: ChatMessage) -> Received:
        """Receive a message.

        Raises:
            Refused: 429 `too_fast`, 404 `unknown_evidence`.
            UnacceptableError: `empty`, `too_long` or `unreadable`.
        """
        self._manners.message(address)
        if message.photos:
            await self._own(address, message.photos)
        text = message.text
        if message.button and not text:
            text = await self._label(address, message.button)
        inbound = InboundMessage(
            platform=Platform.web,
            address=address,
            external_id=message.id,
            at=self._now(),
            text=text,
            photos=tuple(Photo(ref="", evidence=photo) for photo in message.photos),
            location=message.location,
            button=message.button,
        )
        return await self.receiver.receive(inbound)

    async def add_photo(self, address: str, upload: UploadFile) -> PhotoOut:
        """Store a photo as evidence of this chat.

        Raises:
            Refused: 413 `too_large`, 415 `not_accepted`, 503 `away`, 429 `too_fast`.
        """
        self._manners.photo(address)
        data = await upload.read(PHOTO_BYTES + 1)
        if len(data) > PHOTO_BYTES:
            raise Refused(413, "too_large", sentences.PHOTO_TOO_LARGE)
        if not data:
            raise Refused(422, "empty", sentences.NO_PHOTO)
        stored = await self._hand_over(upload.filename or "photo", data)
        now = self._now()
        conversation = await run_sync(self.receiver.arrivals.begin, Platform.web, address, now)
        photo = ChatPhoto(
            evidence_id=stored.id,
            conversation_id=conversation,
            media_type=stored.media_type,
            at=now,
        )
        await run_sync(self.receiver.transcript.keep_photo, photo)
        return PhotoOut(evidence=stored.id, media_type=stored.media_type, bytes=stored.bytes)

    async def cases(self, address: str) -> list[CaseView]:
        """The open cases that were filed from this chat.

        Raises:
            Refused: 503 `away`.
        """
        channel = ChannelRef(platform=Platform.web, address=address)
        try:
            return await self._tracker.mine(ChannelQuery(channel=channel))
        except TrackerError as absence:
            raise Refused(503, "away", sentences.NO_CASES_NOW, 10) from absence

    async def photo(self, address: str, evidence: str) -> tuple[str, bytes]:
        """Media type and bytes of a photo of this chat.

        Raises:
            Refused: 404 `unknown_evidence`, also when it is another chat's.
        """
        await self._own(address, [evidence])
        try:
            return await self._read(evidence)
        except TrackerUnreachableError as absence:
            raise Refused(503, "away", sentences.AWAY, 10) from absence
        except (LookupError, TrackerError) as error:
            raise Refused(404, "unknown_evidence", sentences.FOREIGN_PHOTO) from error

    async def _own(self, address: str, photos: Sequence[str]) -> None:
        conversation = await self.conversation(address)
        own = (
            {}
            if conversation is None
            else await run_sync(self.receiver.transcript.photos, conversation, photos)
        )
        if any(photo not in own for photo in photos):
            raise Refused(404, "unknown_evidence", sentences.FOREIGN_PHOTO)

    async def _hand_over(self, name: str, data: bytes) -> EvidenceOut:
        try:
            return await self._tracker.add_evidence(name, data)
        except TrackerUnreachableError as absence:
            raise Refused(503, "away", sentences.AWAY, 10) from absence
        except TrackerError as refusal:
            detail = refusal.detail or sentences.INVALID
            raise Refused(refusal.status, refusal.code, detail) from refusal

    async def _label(self, address: str, payload: str) -> str:
        for line in reversed(await self.latest(address, _LABELS_WITHIN)):
            for button in line.buttons:
                if button.payload == payload:
                    return button.label
        return ""
