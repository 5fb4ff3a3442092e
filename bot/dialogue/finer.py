"""The finest place of a message: 横岗街道 永丰冷链仓 力嘉路56号 lies in that road."""

import re
from collections.abc import Sequence

from api.contract.understood import Finding
from bot.dialogue.likeness import can_be_place
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import own_spans

_FINER = re.compile(
    r"路|街(?!道)|巷|大道|村|围|社区|工业[区园城]|科技园|[商市]场|广场|大厦|花园|小区|公寓|中心|地铁站"
)
_ELSEWHERE = re.compile(
    r"我们?(?:住|家|在)|住|公司|上班|工作|医院|诊所|派出所|[送寄带拿]|转|快递|回到?|老家|户籍|改|不是|离|距"
)
"""What else may lie in a road of its own, in the clause of which the road is told."""
_WHERE_ALONE = re.compile(
    r"(?:就?是?在)?(?P<where>[\u4e00-\u9fff]{2,6}?(?:大道|路|街(?!道)|巷|村|[小中]学|学校|花园|小区|广场|市场|工业[区园]|大厦|地铁站)"
    r"(?:\d{1,4}号)?(?:的?(?:斜?对面|旁边?|附近|门口|隔壁|路口))?)(?:的|上|那边|那里|这边)?"
)
_CLAUSE = re.compile(r"[^，,。；;！!？?\s]+")
_FAR = 40
"""Characters after an area within which its road or school is told."""
_OFFICE = re.compile(r"[一-鿿]{2,4}(?:街道|镇)")


def with_finer(place: str, heard: Heard, home: str | None = None) -> str:
    """A place that is no more than an area, with the road or village told apart from it.

    Args:
        place: Where, as far as it was recognised in one piece.
        heard: The message.
        home: The writer's own address, if it is known.
    """
    found = heard.understood.findings
    offices = {one.text for one in found if one.kind == "street"}
    if place not in offices and not _OFFICE.fullmatch(place):
        return place
    apart = (one for one in found if one.kind == "place" and one.text not in place)
    finer = next((one.text for one in apart if _is_finer(one, heard, home, found)), None)
    finer = finer or _clause_of_its_own(place, heard, home)
    return f"{place} {finer}" if finer else place


def _clause_of_its_own(place: str, heard: Heard, home: str | None) -> str | None:
    """浪口小学对面 of 大浪街道，浪口小学对面的 小丸子文具店: where, though not recognised."""
    text, name = heard.message.text, heard.understood.merchant
    own = own_spans(text, home)
    for clause in _CLAUSE.finditer(text, text.find(place) + len(place)):
        found = _WHERE_ALONE.fullmatch(clause[0])
        where = found["where"] if found else None
        mine = any(start < clause.end() and clause.start() < end for start, end in own)
        if where is None or mine or where == name or not can_be_place(where):
            continue
        if not _ELSEWHERE.search(where) and clause.start() < _FAR + text.find(place):
            return where
    return None


def _is_finer(one: Finding, heard: Heard, home: str | None, found: Sequence[Finding]) -> bool:
    text = heard.message.text
    if not _FINER.search(one.text) or not can_be_place(one.text):
        return False
    own = any(start < one.end and one.start < end for start, end in own_spans(text, home))
    area = any(f.kind in {"street", "district"} and f.text in one.text for f in found)
    before = re.split(r"[，,。；;！!？?]", text[: one.start])[-1]
    return not (own or area or _ELSEWHERE.search(before))
