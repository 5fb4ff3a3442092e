"""Photos are fetched from Telegram when an officer sends one."""

from pathlib import PurePosixPath

from telegram import Bot, Message
from telegram.error import BadRequest, NetworkError

LARGEST = 20 * 1024 * 1024
"""Bytes that the Bot API lets a bot download (its documentation, `getFile`)."""


class TooLargeError(ValueError):
    """More than a bot may download."""


def ref_of(message: Message) -> str | None:
    """Telegram's id of the picture in a message: of the largest size, or of a picture file."""
    if message.photo:
        return max(message.photo, key=lambda size: size.width * size.height).file_id
    document = message.document
    if document is not None and (document.mime_type or "").startswith("image/"):
        return document.file_id
    return None


async def fetch(bot: Bot, ref: str) -> tuple[str, bytes]:
    """Get a picture by Telegram's id of it: name and content.

    Raises:
        TooLargeError: It is larger than bots may download, or gone.
        TelegramError: Telegram did not give it.
    """
    try:
        there = await bot.get_file(ref)
    except NetworkError as error:
        # A bad request is a kind of network error to the library; "file is too big" is one.
        if isinstance(error, BadRequest):
            raise TooLargeError from None
        raise
    if (there.file_size or 0) > LARGEST:
        raise TooLargeError
    data = bytes(await there.download_as_bytearray())
    return PurePosixPath(there.file_path or "photo").name, data
