"""What can be read of a message, the same for all channels."""

import re

from bot.message import InboundMessage
from bot.wording import inbox as sentences

LONGEST = 20_000
"""Characters of one message; the tracker takes no more."""

_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but line feed and tab
    "\ud800-\udfff"  # halves of characters
    "\u202a-\u202e\u2066-\u2069]"  # marks that show a text in another order than it is stored
)


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
    return _UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _says_otherwise(message: InboundMessage) -> bool:
    return bool(message.photos or message.location or message.phone or message.button)
