"""上午 after 11月14日: a part of the day that was told, and no other day."""

import re

from bot.dialogue.conversation import Draft

_PART = re.compile(
    r"(?:当天|那天|同一?天)?(?:的)?(?:大?清?早上?|[上中下]午|晌午|傍晚|晚上|夜里|半夜|凌晨|晚饭(?:的)?时候|午饭(?:的)?时候)"
    r"(?:[一二三四五六七八九十\d]{1,3}(?:点半?|:\d\d)?多?钟?)?"
)
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]")


def with_day(known: str | None, new: str | None) -> str | None:
    """11月14日上午, if the day is known and only its part is told; else None.

    Args:
        known: When it was, as it was told before or of a matter told beside it.
        new: When it was, as it is told now.
    """
    day = _DAY.search(known or "")
    if day is None or new is None or not _PART.fullmatch(new):
        return None
    return f"{day[0]}{new}"


def on_day_of(draft: Draft, others: tuple[Draft, ...]) -> Draft:
    """同一天踩两个坑: the day that another matter was told with, for one of the same telling."""
    when = draft.facts.when
    days = (with_day(other.facts.when, when) for other in others)
    whole = next((day for day in days if day is not None), None)
    if whole is None:
        return draft
    return draft.but(facts=draft.facts.model_copy(update={"when": whole}))
