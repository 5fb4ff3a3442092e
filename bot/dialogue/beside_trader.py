"""Where a trader is, from the words that stand beside its name: 福田区华强北，叫阿婆牛杂."""

import re

from bot.dialogue.demanding import demands_in
from bot.dialogue.likeness import can_be_place
from bot.dialogue.naming import neighbour, without_trader
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import is_region

_CLAIM_FIRST = re.compile(r"^(?:我?(?:要|想)?)?(?:举报|投诉)(?:一下)?")
_A_DEED = re.compile(r"[吃喝买点订][的了出到]|[里中]有|外卖|的是|\s[，,]")
"""What was done there, or how it was bought, is no place."""
_NOT_WHERE = re.compile(r"有(?!限)|后厨|厨房|没错|不对")
_SHORT_PLACE = 20


def beside_trader(known: str | None, heard: Heard) -> dict[str, str]:
    """福田区华强北 of 福田区华强北，叫阿婆牛杂; a landmark told before is kept after it."""
    meant = heard.understood
    rest = _CLAIM_FIRST.sub("", without_trader(heard.text)).removeprefix(meant.district or "")
    rest = "，".join(
        part for part in re.split("[，,]+", rest) if _says_where(part, meant.district)
    )
    rest = "" if rest == "一" or _A_DEED.search(rest) else rest  # 南山区一家叫川香阁的
    if not rest or len(rest) > _SHORT_PLACE or not (meant.district or meant.street):
        return {}
    if known is None:
        return {"place": rest}
    return {"place": f"{rest}，{known}"} if neighbour(known, known) else {}


def _says_where(words: str, district: str | None) -> bool:
    """华强北 of 饼发霉了，华强北: neither what happened nor 福田的, the district again."""
    area = re.sub(r"(?:新区|[区县市])$", "", district or "")
    again = area != "" and re.fullmatch(f"[一-鿿]{{0,4}}{area}.?的?一?", words)
    return can_be_place(words) and not (
        again
        or is_region(words)
        or demands_in(words)
        or is_time(words)
        or _NOT_WHERE.search(words)
    )
