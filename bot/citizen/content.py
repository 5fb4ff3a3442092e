"""What one Telegram message holds, without Telegram's types."""

from dataclasses import dataclass

from aiogram.enums import ContentType
from aiogram.types import Contact, Message, PhotoSize

from api.contract.models import Location

_STRANGE = frozenset(
    {
        ContentType.CHECKLIST,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.INVOICE,
        ContentType.PAID_MEDIA,
        ContentType.POLL,
        ContentType.STORY,
        ContentType.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of a message that a dialogue can use."""

    text: str = ""
    file: str | None = None
    """Telegram's id of a photo, document, voice note or video."""
    location: Location | None = None
    phone: str | None = None


def content_of(message: Message) -> Content | None:
    """Read a message, or None where nothing in it can be told further."""
    if message.contact is not None:
        return _contact(message, message.contact)
    if message.location is not None:
        place = Location(lat=message.location.latitude, lon=message.location.longitude)
        venue = message.venue
        return Content(f"{venue.title} {venue.address}".strip() if venue else "", location=place)
    if message.sticker is not None:
        return Content(message.sticker.emoji or "🙂")
    file = _file(message)
    words = words_of(message)
    if file is None and words is None:
        return None
    return Content(_command(words or ""), file=file)


def words_of(message: Message) -> str | None:
    """What a person wrote, alone or beside a file."""
    return message.text if message.text is not None else message.caption


def is_of_person(message: Message) -> bool:
    """Did a person send this, though it can't be read? Pins, titles and joins are nobody's."""
    return message.content_type in _STRANGE


def _contact(message: Message, contact: Contact) -> Content:
    """One's own card is an answer; somebody else's (the trader's) must not become one's own.

    A card out of the phone book, of somebody who is not on Telegram, names no user.
    """
    sender = message.from_user.id if message.from_user else None
    if contact.user_id is not None and contact.user_id == sender:
        return Content(phone=contact.phone_number)
    name = " ".join(filter(None, (contact.last_name, contact.first_name)))
    return Content(f"{name} {contact.phone_number}".strip())


def _command(words: str) -> str:
    """`/help@name_of_bot` is `/help`; what follows a `/start` is no message."""
    if not words.startswith("/"):
        return words
    first, _, rest = words.partition(" ")
    verb = first.partition("@")[0]
    return verb if verb == "/start" else f"{verb} {rest}".strip()


def _file(message: Message) -> str | None:
    if message.photo:
        return max(message.photo, key=_area).file_id
    held = (
        message.document
        or message.voice
        or message.audio
        or message.video
        or message.video_note
        or message.animation
    )
    return None if held is None else held.file_id


def _area(size: PhotoSize) -> int:
    return size.width * size.height
