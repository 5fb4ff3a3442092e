"""Photos and files are fetched from Telegram when the inbox asks for them."""

from http import HTTPStatus
from pathlib import PurePosixPath

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNotFound
from aiohttp import ClientError, ClientResponseError

LARGEST = 20 * 1024 * 1024
"""Bytes that the Bot API lets a bot download (its documentation, `getFile`)."""

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""A file that left the server; any other refusal of one that Telegram named is an outage."""


async def fetch(bot: Bot, ref: str) -> tuple[str, bytes]:
    """Get a file by Telegram's id of it.

    Returns:
        The name that Telegram gave it, and its content.

    Raises:
        OSError: Telegram did not answer; the same file may be asked for again.
        ValueError: The file is gone, or larger than bots may download.
    """
    try:
        return await _fetch(bot, ref)
    except ClientResponseError as error:
        # The chain is cut because the message of an HTTP error holds the URL with the token.
        gone = error.status in _GONE
        raise (ValueError if gone else ConnectionError)(type(error).__name__) from None
    except (TelegramBadRequest, TelegramNotFound) as error:
        # Telegram says "file is too big" with a bad request.
        raise ValueError(type(error).__name__) from None
    except (TelegramAPIError, ClientError) as error:
        raise ConnectionError(type(error).__name__) from None


async def _fetch(bot: Bot, ref: str) -> tuple[str, bytes]:
    there = await bot.get_file(ref)
    if there.file_path is None or (there.file_size or 0) > LARGEST:
        raise ValueError("too large for bots")
    buffer = await bot.download_file(there.file_path)
    if buffer is None:
        raise ValueError("nothing was downloaded")
    return PurePosixPath(there.file_path).name, buffer.read()
