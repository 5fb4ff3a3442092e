"""What a callback means: a message for the inbox, a coming or going, or nothing of ours."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from api.contract.codes import Platform
from api.contract.models import Location
from bot.message import InboundMessage, Photo
from bot.wechat.gcj import to_wgs84
from bot.wechat.pictures import ref_of
from bot.wechat.xml import Fields
from bot.wording import wechat as sentences

HELLO = "/start"
"""What a person says by coming: the same word that Telegram's start button sends."""
_PAYLOAD = re.compile(r"(?:cmd|kind):[a-z_]{1,40}")
_LABELS = dict(sentences.MENU)
_OLDEST = timedelta(days=1)
_NAME = re.compile(r"[A-Za-z0-9_@.-]{1,64}")


class NobodyError(ValueError):
    """A callback that does not say whom it is from."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The person no longer follows the account."""

    address: str


@dataclass(frozen=True, slots=True)
class Puzzling:
    """Something that can't be taken, and what is answered to it."""

    answer: str


Meaning = InboundMessage | Gone | Puzzling | None


def meaning_of(fields: Fields, now: datetime) -> Meaning:
    """Read the fields of a callback; None is an event that nobody has to hear of.

    Raises:
        NobodyError: The sender is missing.
    """
    address = fields.get("FromUserName", "")
    if not _NAME.fullmatch(address):
        raise NobodyError("no sender")
    sent = _Sent(address, _at(fields.get("CreateTime", ""), now), fields)
    if sent.kind == "event":
        return _event(sent)
    return _READ.get(sent.kind, _unsupported)(sent)


@dataclass(frozen=True, slots=True)
class _Sent:
    address: str
    at: datetime
    fields: Fields

    @property
    def kind(self) -> str:
        return self.fields.get("MsgType", "").strip().lower()

    def message(self, external_id: str, **content: object) -> InboundMessage:
        known = {"platform": Platform.wechat, "address": self.address, "at": self.at}
        return InboundMessage.model_validate({**known, "external_id": external_id, **content})

    def said(self, **content: object) -> InboundMessage:
        """A message; WeChat sends it again with the same id until we answer."""
        created = self.fields.get("CreateTime", "")
        number = self.fields.get("MsgId") or f"{created}:{self.kind}"
        return self.message(number[:_LONGEST_ID], **content)

    def done(self, what: str = "", **content: object) -> InboundMessage:
        """An event; it has no id, but nobody does the same thing twice in one second."""
        created, event = self.fields.get("CreateTime", ""), self.fields.get("Event", "").lower()
        return self.message(
            ":".join(filter(None, (created, event, what)))[:_LONGEST_ID], **content
        )


_LONGEST_ID = 120


def _event(sent: _Sent) -> Meaning:
    match sent.fields.get("Event", "").strip().lower():
        case "subscribe" | "scan":
            return sent.done(text=HELLO)
        case "unsubscribe":
            return Gone(sent.address)
        case "click":
            key = sent.fields.get("EventKey", "").strip()
            if _PAYLOAD.fullmatch(key):
                return sent.done(key, text=_LABELS.get(key, ""), button=key)
            return sent.done(key, text=key) if key else None
        case _:  # LOCATION tells where somebody opens the chat: nothing they meant to say
            return None


def _text(sent: _Sent) -> Meaning:
    return sent.said(text=sent.fields.get("Content", ""))


def _image(sent: _Sent) -> Meaning:
    ref = ref_of(sent.fields.get("MediaId", ""), sent.fields.get("PicUrl", ""))
    return sent.said(photos=(Photo(ref=ref),)) if ref else _unsupported(sent)


def _voice(sent: _Sent) -> Meaning:
    """The words that WeChat heard, with what was said as evidence."""
    heard = sent.fields.get("Recognition", "").strip()
    ref = ref_of(sent.fields.get("MediaId", ""), "")
    if not heard and not ref:
        return Puzzling(sentences.NOT_HEARD)
    return sent.said(text=heard, photos=(Photo(ref=ref),) if ref else ())


def _location(sent: _Sent) -> Meaning:
    place = _point(sent.fields.get("Location_X", ""), sent.fields.get("Location_Y", ""))
    if place is None:
        return Puzzling(sentences.OFF_THE_MAP)
    return sent.said(text=sent.fields.get("Label", "").strip(), location=place)


def _unsupported(_: _Sent) -> Meaning:
    return Puzzling(sentences.UNSUPPORTED)


_READ = {"text": _text, "image": _image, "voice": _voice, "location": _location}


def _point(lat: str, lon: str) -> Location | None:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return None
    if not (math.isfinite(north) and abs(north) <= 90 and abs(east) <= 180):  # noqa: PLR2004 - degrees
        return None
    return to_wgs84(north, east)


def _at(created: str, now: datetime) -> datetime:
    """When it was sent by WeChat's clock; what is not of today's dealings is of now."""
    if not created.isdecimal() or len(created) > len(str(2**40)):
        return now
    at = datetime.fromtimestamp(int(created), UTC)
    return at if now - _OLDEST <= at <= now else now
