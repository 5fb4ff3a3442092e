"""Photos that a channel holds are handed to the tracker, which keeps them as evidence."""

from collections.abc import Awaitable, Callable

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from bot.message import InboundMessage, Photo

Fetch = Callable[[str], Awaitable[tuple[str, bytes]]]
"""Gets a file from its channel by the channel's own name of it: file name and bytes.

Raises `OSError` or a subclass when the channel can't be reached, and `ValueError` when the
file is gone or larger than the channel gives out.
"""


async def kept(tracker: Tracker, message: InboundMessage, fetch: Fetch) -> InboundMessage:
    """The message with every photo stored as evidence, or refused with the reason.

    Raises:
        TrackerUnreachableError: It is not known what became of a photo.
        OSError: The channel did not give a photo.
    """
    photos = tuple([await _keep(tracker, photo, fetch) for photo in message.photos])
    return message.model_copy(update={"photos": photos})


def waits(message: InboundMessage) -> bool:
    """Is a photo of this message still with its channel?"""
    return any(p.evidence is None and p.refused is None for p in message.photos)


async def _keep(tracker: Tracker, photo: Photo, fetch: Fetch) -> Photo:
    if photo.evidence is not None or photo.refused is not None:
        return photo
    try:
        name, data = await fetch(photo.ref)
        stored = await tracker.add_file(name, data)
    except TrackerUnreachableError:
        raise
    except TrackerError as refusal:
        return photo.model_copy(update={"refused": refusal.code})
    except ValueError:
        return photo.model_copy(update={"refused": "too_large"})
    return photo.model_copy(update={"evidence": stored.id, "media": stored.media_type})
