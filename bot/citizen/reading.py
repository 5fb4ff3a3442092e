"""An update as the framework reads it, or as much of it as we need ourselves."""

from typing import Any

from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

_MESSAGES = ("message", "edited_message")
_READ = frozenset(
    {
        "message_id",
        "date",
        "edit_date",
        "chat",
        "from",
        "media_group_id",
        "text",
        "caption",
        "photo",
        "document",
        "voice",
        "audio",
        "video",
        "video_note",
        "animation",
        "sticker",
        "location",
        "venue",
        "contact",
    }
)
"""What `bot.citizen.content` looks at, and whose message it is."""


def read(bot: Bot, update: dict[str, Any]) -> Update | None:
    """Read an update; None when not even what we need of it can be read.

    Telegram goes on while the framework stays: what we never look at, such as a message that
    was answered, must not cost the words beside it.
    """
    for tried in (update, _needed(update)):
        try:
            return Update.model_validate(tried, context={"bot": bot})
        except ValidationError:
            continue
    return None


def _needed(update: dict[str, Any]) -> dict[str, Any]:
    slim = dict(update)
    for kind in _MESSAGES:
        if isinstance(slim.get(kind), dict):
            slim[kind] = {name: slim[kind][name] for name in slim[kind] if name in _READ}
    if isinstance(slim.get("callback_query"), dict):
        # A button's message gives its label alone.
        slim["callback_query"] = {**slim["callback_query"], "message": None}
    return slim
