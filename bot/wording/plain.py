"""Words of strangers made safe to stand inside ours."""

import re
import unicodedata

REPLY_LIMIT = 4096
"""Telegram's limit of characters in one message, the smallest of all channels."""

_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{6}\d{8,11}[0-9Xx]?(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def clean(words: str, limit: int = 60) -> str:
    """Make a stranger's words one harmless line.

    Control and direction marks go, `**` can't start bold, an ID or card number is masked.

    Args:
        words: As typed or as stored.
        limit: Longest result, in characters.
    """
    seen = (" " if c in "\n\r\t" else c for c in words if c in "\n\r\t" or _visible(c))
    line = " ".join("".join(seen).replace("*", "＊").split())
    line = _ID_NUMBER.sub("（证件号已隐去）", line)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def clean_lines(words: str, limit: int = 1500) -> str:
    """The same for a text whose line breaks matter, such as an officer's result."""
    lines = (clean(line, limit) for line in words.splitlines())
    text = "\n".join(line for line in lines if line)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def strip_bold(text: str) -> str:
    """For terminals, which show the marks of bold as they stand."""
    return text.replace("**", "")


def mask_phone(phone: str) -> str:
    """Enough of a number to recognise one's own: 138××××5678, without a sign that means bold."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 7:  # noqa: PLR2004 - shorter numbers have no middle to hide
        return "××××"
    return f"{digits[:3]}××××{digits[-4:]}"


def hide_phones(text: str) -> str:
    """For officers, who see a reporter's number only at the desk, with a reason."""
    return _PHONE.sub(lambda found: mask_phone(found[0]), text)


def fit(text: str) -> str:
    """Keep a whole reply under the limit of every platform."""
    return text if len(text) <= REPLY_LIMIT else text[: REPLY_LIMIT - 1] + "…"


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in _HIDDEN
