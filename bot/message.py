"""What comes in and what goes out, the same for all channels."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.contract.codes import Platform
from api.contract.models import Location


class Frozen(BaseModel):
    """The base of messages and replies."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Photo(Frozen):
    """A photo or file, as its channel names it, and as the tracker does once it is stored."""

    ref: str
    """The channel's own name of the file; empty where the channel stored it already."""
    evidence: str | None = None
    """The tracker's id."""
    media: str = "image/jpeg"
    """What it is, as the tracker found."""
    refused: str | None = None
    """Why the tracker did not take it: `too_large`, `not_accepted`."""


class InboundMessage(Frozen):
    """One message of one person."""

    platform: Platform
    address: str
    """The chat's id on its platform: personal data, never logged, never stored in clear."""
    external_id: Annotated[str, Field(min_length=1, max_length=120)]
    """The channel's own id; the same id twice is the same message."""
    at: AwareDatetime
    text: str = ""
    written: str | None = None
    """All that was written, where `text` is no more than what the message is about."""
    photos: tuple[Photo, ...] = ()
    location: Location | None = None
    phone: str | None = None
    """A contact card's number."""
    button: str | None = None
    """The payload of a pressed button; `text` then holds its label."""
    album: str | None = None
    """The channel's id of the album that a picture came in; its pictures are one message."""


class Button(Frozen):
    """A quick reply: what the person reads, and what comes back when it is pressed."""

    label: str
    payload: Annotated[str, Field(max_length=60)]
    """At most 60 ASCII characters, so that every platform carries it."""


class Look(StrEnum):
    """What a message of ours is, where a channel can show it."""

    plain = "plain"
    emergency = "emergency"
    """Somebody is ill: what to do now."""
    receipt = "receipt"
    """It tells a receipt code, which has to be kept."""


class Reply(Frozen):
    """One message to the person: plain text with `**bold**` and line breaks, and buttons."""

    text: str
    buttons: tuple[Button, ...] = ()
    look: Look = Look.plain


class Line(Frozen):
    """One line of a conversation's transcript."""

    seq: int
    at: datetime
    from_citizen: bool
    text: str
    buttons: tuple[Button, ...] = ()
    look: Look = Look.plain
    photos: tuple[str, ...] = ()
    """Evidence ids."""
    external_id: str | None = None
    """Of a citizen's message: the channel's own id."""
