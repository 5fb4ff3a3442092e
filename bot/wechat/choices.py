"""Answered numbers and labels are the buttons they stand for."""

import re
import unicodedata
from collections.abc import Sequence

from bot.message import Button, InboundMessage, Line

LINES = 20
"""As many of the last lines can hold the newest choice."""
_NUMBER = re.compile(r"(?:选|第)?(\d{1,2})[.、,，。)）个]?")


def with_button(message: InboundMessage, lines: Sequence[Line]) -> InboundMessage:
    """The message, as a pressed button where it answers the newest choice.

    Args:
        message: Words of the person.
        lines: The end of the transcript before them.
    """
    if message.button is not None or not may_choose(message.text):
        return message
    button = _chosen(_since_person(lines), _plain(message.text))
    if button is None:
        return message
    return message.model_copy(update={"text": button.label, "button": button.payload})


def may_choose(text: str) -> bool:
    """Whether words are short enough to be a number or a label."""
    return 0 < len(text) <= _LONGEST


_LONGEST = 60


def _since_person(lines: Sequence[Line]) -> list[Line]:
    """What we said since the person last wrote, newest first."""
    ours: list[Line] = []
    for line in reversed(lines):
        if line.from_citizen:
            break
        ours.append(line)
    return ours


def _chosen(ours: Sequence[Line], said: str) -> Button | None:
    for line in ours:
        for button in line.buttons:
            if _plain(button.label) == said:
                return button
    number = _NUMBER.fullmatch(said)
    numbered = next((line.buttons for line in ours if len(line.buttons) > 1), ())
    if number is None or not 1 <= int(number[1]) <= len(numbered):
        return None  # a single button has no number: 3 may be how many people are ill
    return numbered[int(number[1]) - 1]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
