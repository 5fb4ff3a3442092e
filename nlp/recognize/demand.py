"""What the person asks for: from the lexicon's demands and from what messages like it ask."""

import re
from collections.abc import Callable, Mapping

from knowledge.codes import Demand
from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

# The trader's doing, not the writer's wish: 不给退, 拒绝赔偿 still imply the wish, 退了 does not.
_DONE = re.compile(r"(已经|都|早就|刚)$")
_UNWANTED = re.compile(
    r"((?<![他她它家板店员方])没有?(?:要|想要?|打算要?|指望|图|求|惦记)|不|不用|不要求?|不需要|无需|不是为了|不想|不想要|不求|唔使|不图|不指望)(他们?|你们|商家|店家|任何|什么|了)*$"
)
_SENT_BACK = re.compile(r"退(?:回来?|货)的(?!钱|款|费)")
"""超市退回来的饺子: goods, not a wish."""
_OPENED = re.compile(r"(?<=[开启拆密塑])封(?:了|掉)?|封(?=[了掉]?(?:[口条签膜袋盒]))")
"""开封了不给退: a packet that was opened, and no shop that is shut."""
_CLOSING = re.compile(r"(?:关门|停业|关了?店|闭店|歇业)(?!整顿|整改)")
_ORDERED = re.compile(
    r"(?:[让叫令罚封]|要求|必须|应该|该|把|直接|给我|你们|要[他她它这那]|建议|希望|依法|请)[^，,。；;！!？?\s]*$"
)
"""发现店要关门不退钱 is the trader's doing; 要他们停业 is a wish."""
_RENEWED = re.compile(
    r"换(?:新|成|过|个新?的?|上?新?的?)(?:的)?(?:生产)?(?:日期|标签|包装|日子|批号|保质期)"
    r"|(?:标签|日期|包装|批号)[^，,。；;！!？?\s]{0,6}(?:更?换|换新)"
)
"""撕了标签换新日期: what the trader does to the goods."""
_REACH = 8
_NEXT_TO_NOTHING, _LIKELY, _BESIDE, _A_CHECK_BESIDE = 0.03, 0.4, 0.9, 0.6
"""Who says 退钱 has said what he asks of the trader: more needs near certainty, and a check of him
that no word asks for must be likelier than not."""
_OF_TRADER = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
_ANSWER = 12
"""So short a text says what it asks in one word."""
Clause = Callable[[Reading, str], tuple[int, int]]


def find(reading: Reading, chances: Mapping[str, float], clause: Clause) -> list[Finding]:
    """Demands, each span once; the value is the code, such as `refund`.

    Args:
        reading: The message.
        chances: How probably each demand is made, as learned from messages; a word of a rule
            counts unless that is next to nothing, and without a word it must be likely enough.
        clause: Where a demand without a word is made.
    """
    found = []
    refused = set()
    for hit in reading.of("demand"):
        before = reading.text[max(0, hit.start - _REACH) : hit.start]
        goods = _SENT_BACK.match(reading.text, hit.start)
        if _DONE.search(before) or goods or _unwanted(before, hit.code):
            refused.add(hit.code)
            continue
        if _of_trader(reading.text, hit.start, hit.end, hit.code):
            refused.add(hit.code)
            continue
        if chances.get(hit.code, 1.0) < _NEXT_TO_NOTHING and len(reading.text) > _ANSWER:
            continue
        found.append(reading.finding(FindingKind.demand, (hit.start, hit.end), hit.code, hit.rule))
    said = refused | {one.value for one in found}
    for code in Demand:
        chance = chances.get(code, 0.0)
        if code not in said and chance > _least(code, {one.value for one in found}):
            span = clause(reading, code)
            found.append(reading.finding(FindingKind.demand, span, code, "demand.learned", chance))
    return found


def _least(code: Demand, said: set[str]) -> float:
    """How likely a demand without a word must be, beside those that are said."""
    if _OF_TRADER.isdisjoint(said):
        return _LIKELY
    return _BESIDE if code in _OF_TRADER else _A_CHECK_BESIDE


def _of_trader(text: str, start: int, end: int, code: str) -> bool:
    """Whether the words tell what the trader does, as he closes down or puts on a new date."""
    if code == Demand.punish and _CLOSING.match(text, start):
        alone = end - start >= len(text.strip("。！!")) or start == 0
        return not alone and _ORDERED.search(text[max(0, start - 12) : start]) is None
    if code == Demand.punish and _OPENED.match(text, start):
        return True
    renewed = (one.span() for one in _RENEWED.finditer(text)) if code == Demand.replace else ()
    return any(first <= start < last for first, last in renewed)


def _unwanted(before: str, code: str) -> bool:
    found = _UNWANTED.search(before)
    # 商家不退款 is a refusal and so a wish; 我不要退款 is none.
    return found is not None and (found[1] != "不" or code in {"punish", "apology"})
