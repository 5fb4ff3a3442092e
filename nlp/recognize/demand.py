"""What the person asks for: what messages like it ask, and the lexicon's words for it."""

import re
from collections.abc import Iterator, Mapping

from knowledge.codes import Demand
from knowledge.lexicon.asked_messages import DEMANDS
from nlp.reading import Hit, Reading
from nlp.understanding import Finding, FindingKind

Span = tuple[int, int]
Asked = Mapping[str, tuple[float, Span]]
_OF_TRADER = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
_LIKELY, _WITH_A_WORD = 0.5, 0.2
"""How likely a demand of the trader must be without any word for it, and with one."""
_A_CHECK, _A_CHECK_BESIDE, _NEXT_TO_NOTHING = 0.4, 0.6, 0.03
"""How likely a check of him, alone and beside a demand of his; less than the last, not even where
a word stands for it."""
_ANSWER = 12
"""So short a text says what it asks in one word."""
_DONE = re.compile(r"(已经|都|早就|刚)$")
_UNWANTED = re.compile(
    r"(没有?要|不|不用|不要求?|不需要|无需|不是为了|不想|不想要|不求|唔使|不图)(他们?|你们|商家|店家|任何|什么|了)*$"
)
_OPENED = re.compile(r"(?<=[开启拆密塑])封(?:了|掉)?|封(?=[了掉]?(?:[口条签膜袋盒]))")
"""开封了不给退: a packet that was opened, and no shop that is shut."""
_CLOSING = re.compile(r"(?:关门|停业|关了?店|闭店|歇业)(?!整顿|整改)")
_ORDERED = re.compile(
    r"(?:[让叫令罚封]|要求|必须|应该|该|把|直接|给我|你们|要[他她它这那]|建议|希望|依法|请)[^，,。；;！!？?\s]*$"
)
"""发现店要关门不退钱 is the trader's doing; 要他们停业 is a wish."""
_TO_US = re.compile(
    r"(?:让|要|请|希望|求|麻烦|叫|想)(?:你们|你哋|恁|领导|贵局|市监局|监管局)(?:快|赶紧|马上|也|能|好好)*$"
)
"""让你们去查一下: said to the office, in however long a run of words."""
_WHO_DID = re.compile(r"[^，,。；;！!？?\s]{0,4}的(?:是|那?个?(?:人|阿姨|大姐|小哥|小妹|店员))")
"""给我换碗的是个阿姨: who did it, and no wish."""
_REACH, _BEFORE_CLOSING = 8, 12


def find(reading: Reading, asked: Asked) -> list[Finding]:
    """Demands, each span once; the value is the code, such as `refund`.

    Args:
        reading: The message.
        asked: How probably each demand is made, and the clause that says so. 退了 and 不用退 are
            words for a refund and ask for none: what is asked of a trader is known by what
            messages like this one ask, and a word for it only lowers the bar.
    """
    found = [
        reading.finding(FindingKind.demand, (hit.start, hit.end), hit.code, hit.rule)
        for hit in reading.of("demand")
        if _counts(reading, hit, asked)
    ]
    return [*found, *_without_a_word(reading, asked, {one.value for one in found})]


def _without_a_word(reading: Reading, asked: Asked, said: set[str]) -> Iterator[Finding]:
    refused = {hit.code for hit in reading.of("demand")} - _OF_TRADER
    for code in DEMANDS:
        chance, span = asked[code]
        check = _A_CHECK if _OF_TRADER.isdisjoint(said) else _A_CHECK_BESIDE
        if code not in said | refused and chance >= (_LIKELY if code in _OF_TRADER else check):
            yield reading.finding(FindingKind.demand, span, code, "demand.learned", chance)


def _counts(reading: Reading, hit: Hit, asked: Asked) -> bool:
    """Whether a word of the lexicon asks for what it names."""
    chance = asked[hit.code][0] if hit.code in asked else 1.0
    if hit.code == Demand.replace and _WHO_DID.match(reading.text, hit.end):
        return False
    if hit.code in _OF_TRADER:
        return chance >= _WITH_A_WORD
    before = reading.text[max(0, hit.start - _REACH) : hit.start]
    if _DONE.search(before) or _unwanted(before, hit.code) or _is_closing(reading.text, hit):
        return False
    ordered = hit.code == Demand.punish and _TO_US.search(before) is not None
    return ordered or chance >= _NEXT_TO_NOTHING or len(reading.text) <= _ANSWER


def _is_closing(text: str, hit: Hit) -> bool:
    """Whether the words tell what the trader does, as he closes down, or that a bag is open."""
    if hit.code == Demand.punish and _CLOSING.match(text, hit.start):
        alone = hit.end - hit.start >= len(text.strip("。！!")) or hit.start == 0
        before = text[max(0, hit.start - _BEFORE_CLOSING) : hit.start]
        return not alone and _ORDERED.search(before) is None
    return hit.code == Demand.punish and _OPENED.match(text, hit.start) is not None


def _unwanted(before: str, code: str) -> bool:
    found = _UNWANTED.search(before)
    return found is not None and (found[1] != "不" or code == Demand.punish)
