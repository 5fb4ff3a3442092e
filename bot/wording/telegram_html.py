"""A reply as Telegram shows it: HTML of escaped words, parts that fit, rows of buttons."""

import html
import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from bot.message import Button
from bot.wording.plain import REPLY_LIMIT

_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_BREAKS = ("\n\n", "\n", "。", "；", "，", " ")
_ROW_WIDTH = 14
"""Characters of Chinese that a phone shows side by side on its buttons."""
_ROW_BUTTONS = 3


def parts(text: str, limit: int = REPLY_LIMIT) -> list[str]:
    """Cut a reply into messages of HTML; bold is closed and opened again at a cut.

    Args:
        text: Plain text with `**bold**`.
        limit: Longest message in UTF-16 units, as Telegram counts: without the marks.

    Returns:
        At least one part; every character of the text but the marks of bold and the blanks
        at a cut is in exactly one of them.
    """
    plain, bold = _read(text)
    cuts = [0, *_cuts(plain, limit)]
    made = [_write(plain[a:b], bold[a:b]) for a, b in pairwise(cuts) if plain[a:b].strip()]
    return made or ["…"]


def rows(buttons: tuple[Button, ...]) -> list[list[Button]]:
    """Lay buttons side by side while their labels can be read on a phone."""
    laid: list[list[Button]] = []
    for button in buttons:
        last = laid[-1] if laid else []
        width = sum(len(b.label) for b in (*last, button))
        if last and len(last) < _ROW_BUTTONS and width <= _ROW_WIDTH:
            last.append(button)
        else:
            laid.append([button])
    return laid


def _read(text: str) -> tuple[str, list[bool]]:
    """The visible characters, and of each whether it is bold."""
    plain, bold = "", list[bool]()
    for index, run in enumerate(_BOLD.split(text)):
        plain += run
        bold += [index % 2 == 1] * len(run)
    return plain, bold


def _write(plain: str, bold: list[bool]) -> str:
    shown = plain.rstrip()
    runs = groupby(zip(shown, bold, strict=False), key=lambda pair: pair[1])
    return "".join(_run("".join(c for c, _ in pairs), bold=is_bold) for is_bold, pairs in runs)


def _run(words: str, *, bold: bool) -> str:
    safe = html.escape(words, quote=False)
    return f"<b>{safe}</b>" if bold else safe


def _cuts(plain: str, limit: int) -> Iterator[int]:
    start = 0
    while start < len(plain):
        end = _fitting(plain, start, limit)
        if end < len(plain):
            end = _good_break(plain, start, end)
        yield end
        start = end


def _fitting(plain: str, start: int, limit: int) -> int:
    """How far a message of `limit` UTF-16 units reaches."""
    used = 0
    for at in range(start, len(plain)):
        used += 2 if ord(plain[at]) > 0xFFFF else 1  # noqa: PLR2004 - beyond it UTF-16 takes two
        if used > limit:
            return at
    return len(plain)


def _good_break(plain: str, start: int, end: int) -> int:
    """The last end of a paragraph, line or sentence in the second half, or the limit itself."""
    middle = (start + end) // 2
    for mark in _BREAKS:
        found = plain.rfind(mark, middle, end)
        if found >= 0:
            return found + len(mark)
    return end
