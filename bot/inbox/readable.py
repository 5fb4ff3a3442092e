"""What can be read of a message, the same for all channels."""

import unicodedata

from bot.inbox import sentences
from bot.inbox.message import InboundMessage

LONGEST = 20_000
"""Characters of one message; the tracker takes no more."""

_KEPT_CONTROLS = frozenset("\n\t")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that show a text in another order than it is stored."""


class UnacceptableError(Exception):
    """A message that is not stored; `detail` is Chinese and for its writer."""

    def __init__(self, code: str, detail: str) -> None:
        """Refuse with a stable code: `empty`, `too_long` or `unreadable`."""
        super().__init__(code)
        self.code = code
        self.detail = detail


def readable(message: InboundMessage) -> InboundMessage:
    """The message without what nobody can read.

    Raises:
        UnacceptableError: Nothing is left, or it is too long.
    """
    if len(message.text) > LONGEST:
        raise UnacceptableError("too_long", sentences.TOO_LONG)
    text = clean(message.text)
    if not text.strip() and not _says_otherwise(message):
        blank = not message.text.strip()
        raise (
            UnacceptableError("empty", sentences.EMPTY)
            if blank
            else UnacceptableError("unreadable", sentences.UNREADABLE)
        )
    return message.model_copy(update={"text": text})


def clean(text: str) -> str:
    """Line ends as LF, no control characters, no half characters, nothing that turns text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in _KEPT_CONTROLS or not _unreadable(c))


def _unreadable(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")


def _says_otherwise(message: InboundMessage) -> bool:
    return bool(message.photos or message.location or message.phone or message.button)
