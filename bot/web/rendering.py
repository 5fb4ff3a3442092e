"""What a transcript looks like on the page, without script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.message import Button, Line

_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One line of the transcript, ready for the template."""

    line: Line
    body: Markup
    time: str
    day: str | None
    """Set where a new day begins."""


def rich(text: str) -> Markup:
    """Escaped text in which `**bold**` is bold and line ends break; nothing else is markup."""
    parts = text.split("**")
    if len(parts) % 2 == 0:  # an unpaired mark is text
        parts[-2:] = ["**".join(parts[-2:])]
    marked = (
        Markup("<strong>{}</strong>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
    return Markup("").join(marked).replace("\n", Markup("<br>"))


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
