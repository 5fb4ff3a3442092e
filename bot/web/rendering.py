"""What a transcript looks like on the page, without script."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.message import Button, Line

_ZONE = ZoneInfo("Asia/Shanghai")
_INDENT = "\u3000"
_CASE_NUMBER = re.compile(r"(?<![A-Z0-9-])([A-Z]{1,6}-[0-9]{8}-[0-9]{3,6})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One line of the transcript, ready for the template."""

    line: Line
    body: Markup
    time: str
    day: str | None
    """Set where a new day begins."""


def rich(text: str) -> Markup:
    """Escaped text in which `**bold**` is bold and each line a row; nothing else is markup.

    A line that begins with a wide space is indented as a whole, and a case number stays whole.
    """
    parts = text.split("**")
    if len(parts) % 2 == 0:  # an unpaired mark is text
        parts[-2:] = ["**".join(parts[-2:])]
    rows: list[list[tuple[str, bool]]] = [[]]
    for at, part in enumerate(parts):
        for number, words in enumerate(part.split("\n")):
            if number:
                rows.append([])
            if words:
                rows[-1].append((words, at % 2 == 1))
    return Markup("").join(map(_row, rows)) if text else Markup("")


def _row(pieces: Sequence[tuple[str, bool]]) -> Markup:
    inner = bool(pieces) and pieces[0][0].startswith(_INDENT)
    whole = Markup("").join(
        Markup("<strong>{}</strong>").format(_unbroken(words)) if bold else _unbroken(words)
        for words, bold in pieces
    )
    name = "para in" if inner else "para"
    return Markup('<span class="{}">{}</span>').format(name, whole.removeprefix(_INDENT))


def _unbroken(words: str) -> Markup:
    """Case numbers in it break over no line end."""
    pieces = enumerate(_CASE_NUMBER.split(words))
    return Markup("").join(
        Markup('<span class="code">{}</span>').format(piece) if at % 2 else escape(piece)
        for at, piece in pieces
    )


def bubbles(lines: Sequence[Line], now: datetime) -> list[Bubble]:
    """Lines with their times in China, and a mark where a new day begins."""
    made: list[Bubble] = []
    last = None
    for line in lines:
        local = line.at.astimezone(_ZONE)
        day = None if local.date() == last else day_name(local, now.astimezone(_ZONE))
        last = local.date()
        made.append(Bubble(line, rich(line.text), local.strftime("%H:%M"), day))
    return made


def day_name(local: datetime, now: datetime) -> str:
    """今天, 昨天, or the date; both moments in the same zone."""
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return "昨天" if days else "今天"
    short = f"{local.month}月{local.day}日"
    return short if local.year == now.year else f"{local.year}年{short}"


def answer_in(lines: Sequence[Line]) -> int | None:
    """Place of the first line since the person wrote, which is to be read next."""
    at = next((n for n, line in enumerate(reversed(lines)) if line.from_citizen), len(lines))
    return len(lines) - at if at else None


def offered(lines: Sequence[Line]) -> tuple[Button, ...]:
    """The quick replies that stand open: the last that were offered since the person wrote."""
    for line in reversed(lines):
        if line.from_citizen:
            return ()
        if line.buttons:
            return line.buttons
    return ()
