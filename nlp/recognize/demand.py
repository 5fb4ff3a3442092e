"""What the person asks for: from the lexicon's demands."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

# The trader's doing, not the writer's wish: 不给退, 拒绝赔偿 still imply the wish, 退了 does not.
_DONE = re.compile(r"(已经|都|早就|刚)$")
_UNWANTED = re.compile(
    r"(不|不用|不要求?|不需要|无需|不是为了|不想|不想要|不求|唔使|不图|不指望)(他们?|你们|商家|店家|任何|什么|了)*$"
)
_REACH = 8


def find(reading: Reading) -> list[Finding]:
    """Demands, each span once; the value is the code, such as `refund`."""
    found = []
    for hit in reading.of("demand"):
        before = reading.text[max(0, hit.start - _REACH) : hit.start]
        if _DONE.search(before) or _unwanted(before, hit.code):
            continue
        found.append(reading.finding(FindingKind.demand, (hit.start, hit.end), hit.code, hit.rule))
    return found


def _unwanted(before: str, code: str) -> bool:
    found = _UNWANTED.search(before)
    # 商家不退款 is a refusal and so a wish; 我不要退款 is none.
    return found is not None and (found[1] != "不" or code in {"punish", "apology"})
