"""A reply as WeChat shows it: plain text of at most 2,048 bytes, buttons as numbers to answer."""

from collections.abc import Sequence
from datetime import datetime

from bot.message import Button, Reply
from bot.wording.plain import strip_bold
from bot.wording.times import LEGAL_ZONE, clock

LIMIT = 2048
"""Bytes of one text message, passive or of customer service."""
_BREAKS = ("\n\n", "\n", "。", "；", "，", " ")
_BETWEEN = "\n\n"

UNSUPPORTED = "这种消息我看不了。请用文字告诉我，发照片、定位或者语音也行。"
NOT_HEARD = "这段语音我没听清。请用文字再说一遍，发照片或者定位也行。"
OFF_THE_MAP = "这个位置我读不出来。请再发一次，或者用文字写一下地址。"

MENU = (("cmd:progress", "查进度"), ("cmd:go_on", "投诉举报"), ("cmd:person", "人工"))
"""What the account's menu sends when it is tapped, and what is read on it."""

NEWS = "办理有新进展，回复任意内容查看"
"""In a field of a template that takes 20 characters."""


def time_of(at: datetime) -> str:
    """2026年11月21日 10:05, as a template's field of time wants it."""
    on = at.astimezone(LEGAL_ZONE)
    return f"{on.year}年{on.month}月{on.day}日 {clock(at)}"


def text_of(reply: Reply, *, newest: bool = True) -> str:
    """A whole reply as text.

    Args:
        reply: What to say.
        newest: Its numbers are the ones an answer means; else its buttons are words to answer.
    """
    text = strip_bold(reply.text)
    if not reply.buttons:
        return text
    if newest and len(reply.buttons) > 1:
        return f"{text}\n{_numbered(reply.buttons)}"
    return f"{text}\n（也可以回复：{' / '.join(button.label for button in reply.buttons)}）"


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """Cut a text into messages that WeChat takes, at the end of a paragraph or sentence."""
    cut: list[str] = []
    rest = text
    while len(rest.encode()) > limit:
        end = _good_break(rest, _fitting(rest, limit))
        cut.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [part for part in (*cut, rest) if part] or ["…"]


def together(replies: Sequence[Reply]) -> tuple[str, int]:
    """As many replies as fit into one message, and how many those are.

    WeChat gives one passive answer to a message, and few others besides.
    """
    text, count = "", 0
    for many in range(1, len(replies) + 1):
        joined = _joined(replies[:many])
        if len(joined.encode()) > LIMIT:
            break
        text, count = joined, many
    return text, count


def _joined(replies: Sequence[Reply]) -> str:
    asking = [place for place, reply in enumerate(replies) if len(reply.buttons) > 1]
    newest = asking[-1] if asking else None
    shown = (text_of(reply, newest=place == newest) for place, reply in enumerate(replies))
    return _BETWEEN.join(shown)


def _numbered(buttons: tuple[Button, ...]) -> str:
    lines = (f"{number}. {button.label}" for number, button in enumerate(buttons, start=1))
    return "\n".join(("回复数字就行：", *lines))


def _fitting(text: str, limit: int) -> int:
    """How many characters fit into so many bytes."""
    return len(text.encode()[:limit].decode(errors="ignore"))


def _good_break(text: str, end: int) -> int:
    for mark in _BREAKS:
        found = text.rfind(mark, end // 2, end)
        if found >= 0:
            return found + len(mark)
    return end
