"""What was fine at another time: 上个月在布吉买的也没事 tells no place, day or trader."""

import re
from dataclasses import replace

from api.contract.understood import Finding
from bot.dialogue.turn import Heard

ASIDE = "background"
"""The kind of a finding whose words tell nothing of the matter."""
_FINE = re.compile(
    r"(?:上个?月|上上周|上次|上回|以前|之前|从前|去年|前年|往年|早先|平时|平常|每次|年年|往常|一直)[^，,。；;！!？?\n]{0,18}?"
    r"(?:没事|没问题|没出过?(?:事|问题)|好好的|挺好|很好|正常|没毛病|没得事|冇事|冇问题|不错)的?"
)
_NOW = re.compile(r"[这今]次|这回|今天|今晚|今早|昨|结果|现在|就是这家")
# 以前在老王家吃都没事，这次拉肚子: the trader is that of the matter.
_FIELDS = ("merchant", "place", "district", "street", "when", "food")
_WHERE = frozenset({"place", "district", "street"})
_AREA = ("district", "division", "street", "area")


def with_fine_marked(heard: Heard) -> Heard:
    """The message with an earlier time that was fine marked as left aside."""
    meant, written = heard.understood, heard.message.text
    spans = [one.span() for one in _FINE.finditer(written)]
    if not spans or heard.message.button is not None:
        return heard

    def _within(one: Finding) -> bool:
        return any(start <= one.start and one.end <= end for start, end in spans)

    left = tuple(one for one in meant.findings if not _within(one))
    kinds = {one.kind for one in left}
    gone = {one.kind for one in meant.findings if _within(one)} - kinds
    wrong = meant.hazards or meant.emergency or _NOW.search(written)
    if "merchant" in gone and wrong:
        return heard
    nothing: dict[str, object] = {name: None for name in _FIELDS if name in gone}
    if gone & _WHERE and not kinds & _WHERE:
        nothing |= dict.fromkeys(_AREA)
    aside = tuple(
        Finding(kind=ASIDE, start=start, end=end, text=written[start:end], value="")
        for start, end in spans
    )
    now = meant.model_copy(update=nothing | {"findings": (*left, *aside)})
    return replace(heard, understood=now)
