"""What a text says and takes back: 10月3号，不对，是11月3号."""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.reading import Reading
from nlp.understanding import Finding

_IS_NOT = "(?:不是|唔系|唔係|毋是|不系)"
_HESITATES = "(?:旁边|附近|那边|那里|对面|门口)?的?[….~，, 啊哦噢呃嗯]{0,6}"
_CORRECTED = re.compile(
    rf"[”」』\"]?(?:.{{0,4}}|{_HESITATES})(?:不对|错了|(?:说|记|打|写)错了?|{_IS_NOT}[，, ]+)"
    r"[，,。 ！!]*(?:哦|噢|啊)?[，, ]*"
    r"(?:应该)?(?:是|系|係)?(?:在)?"
)
_DENIED = re.compile(rf"[”」』\"]?.{{0,4}}[，, ]*(?:而)?{_IS_NOT}(?:在|什么)?[“「『\"]?")


def without_taken_back(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """10月3号，不对，是11月3号: of two of a kind, the one that is said not to be it is none."""
    text, dropped = reading.source.original, set()
    for one, other in pairwise(sorted(found, key=lambda finding: finding.start)):
        between = text[one.end : other.start]
        if _CORRECTED.fullmatch(between):
            dropped.add(one)
        elif _DENIED.fullmatch(between):
            dropped.add(other)
    return [one for one in found if one not in dropped]
