"""Reads what the bot sent, as an officer's app shows it."""

import html
import re
from typing import Any


def keys_of(message: dict[str, Any]) -> dict[str, str]:
    """Label and payload of each button; of a link its address."""
    rows = message["reply_markup"]["inline_keyboard"]
    return {key["text"]: key.get("callback_data") or key["url"] for row in rows for key in row}


def plain(message: dict[str, Any]) -> str:
    """What the officer's app shows and quotes."""
    return html.unescape(re.sub(r"</?b>", "", str(message["text"])))


def command(typed: str) -> list[dict[str, object]]:
    """Telegram's mark of a command at the beginning of a message."""
    return [{"type": "bot_command", "offset": 0, "length": len(typed.split(maxsplit=1)[0])}]
