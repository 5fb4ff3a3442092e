"""What was fine at another time: 上个月在布吉买的也没事 tells no place, day or trader."""

import re
from dataclasses import replace

from bot.dialogue.turn import Heard

_FINE = re.compile(
    r"(?:上个?月|上次|上回|以前|之前|从前|去年|前年|往年|早先|平时|平常|每次|年年|往常)[^，,。；;！!？?\n]{0,18}?"
    r"(?:没事|没问题|没出过?事|好好的|挺好|很好|没毛病|没得事|冇事|冇问题|不错)"
)
_NOW = re.compile(r"[这今]次|这回|今天|今晚|今早|昨|结果|现在|就是这家")
# 以前在老王家吃都没事，这次拉肚子: it is of the matter.
_TOLD = {
    "merchant": ("merchant",),
    "place": ("place",),
    "district": ("district", "division"),
    "street": ("street",),
    "when": ("when",),
    "food": ("food",),
}


def was_fine(heard: Heard) -> bool:
    """Whether a message tells of what was fine before, and of nothing that was wrong."""
    text, meant = heard.message.text, heard.understood
    wrong = meant.hazards or meant.emergency or _NOW.search(text)
    return not wrong and _FINE.search(text) is not None


def without_fine_before(heard: Heard) -> Heard:
    """The message without the places, days and names of what was fine."""
    text, meant = heard.message.text, heard.understood
    if not was_fine(heard):
        return heard
    spans = [one.span() for one in _FINE.finditer(text)]
    left = tuple(
        one
        for one in meant.findings
        if one.kind not in _TOLD or not any(s <= one.start and one.end <= e for s, e in spans)
    )
    if len(left) == len(meant.findings):
        return heard
    kept = {one.kind for one in left}
    if kept & {"place", "street"}:
        kept.add("district")  # which may be known from a street
    gone: dict[str, object] = {
        name: None for kind, names in _TOLD.items() if kind not in kept for name in names
    }
    return replace(heard, understood=meant.model_copy(update=gone | {"findings": left}))
