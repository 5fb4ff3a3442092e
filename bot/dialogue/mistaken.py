"""It was the neighbour: 不是老街肠粉，是它隔壁的 阿彬肠粉王 · 老船长是隔壁，是「渔家小院」."""

import re
from dataclasses import replace

from bot.dialogue.called import can_be_trader
from bot.dialogue.conversation import Draft
from bot.dialogue.identity import is_address
from bot.dialogue.likeness import SHOP_ENDS
from bot.dialogue.naming import quoted_in
from bot.dialogue.putting import POINTER, Corrected, put
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

_BESIDE = r"(?:在|是)(?:它|他家?)?(?:的)?(?:隔壁|旁边|边上|对面|斜对面|楼上|楼下|另外?一?家)"
_MISTAKEN = re.compile(
    r"(?:店名?(?!的?(?:地址|位置|地点))|招牌|名字|门头)[^，,。；;！!\s]{0,6}(?:[搞弄看认说记写报填打]错|多[打写]|[少漏][打写]|错了|不对|[看翻查]了)"
    r"|[搞弄看认说记写报填]错(?:了)?(?:一?家|店|人家|名字|招牌)|冤枉"
)
_NAME_TOO = re.compile("(店名|招牌|名字)也")
# 店名也不对, after another item was put right.
_NEW = re.compile(
    r"(?:^|[，,。；;！!\s]|应该|其实|我说的|[吃买喝]的(?:这|那)?家|真正的?|出事的|[有出]问题的|投诉的|举报的)(?:是|叫)(?P<new>[^，,。；;！!？?]{2,24})"
)
_ALSO = re.compile(r"也|还有|(?<!是)另外|都|两家|一样")
# 不是老街一家，隔壁也这样: a further trader, and no other.
_WRONGLY = re.compile(r"(?:打|写|说|记|看|听|弄|搞)错|错了|错字|不是|不对|更正|改一?下|字")
_PART_RIGHT = re.compile(
    r"(?:^|[，,。\s是])(?P<new>[\u4e00-\u9fff]{2,6})[，,\s]*不(?:是|叫)(?P<old>[\u4e00-\u9fff]{2,6})(?=[，,。！!\s]|$)"
)
_LEADS = re.compile(
    r"^(?:不好意思|抱歉|哦|噢|啊|应该|其实|店名?|名字|我说的)*(?:是|叫|为)|(?:才对|才是|吧|哦|哈)$"
)
_LONGEST, _LEAST = 60, 2


def mistaken(draft: Draft, heard: Heard) -> Corrected | None:
    """The right trader for the one that was named, of whom it is said that it was not there."""
    known, text = draft.facts.merchant, _NAME_TOO.sub(r"\1", heard.text)
    if len(text) > _LONGEST or is_question(text) or _ALSO.search(text):
        return None
    own = _own_name(draft, heard)
    if known is None or own is not None:
        return own
    if not _denied(known, text):
        return _misread(draft, heard)
    names = (name for name in _named(heard) if not _is_of(known, name) or is_like(known, name))
    done = (put(draft, heard, "merchant", f"「{name}」") for name in names)
    found = next((one for one in done if one is not None), None)
    district = heard.understood.district
    if found is None:
        return _misread(draft, heard)
    if district is None or found.draft.facts.district is not None:
        return found
    there = put(found.draft, heard, "district", district)  # 是“塞北人家烧烤”，姑苏区
    return found if there is None else replace(found, draft=there.draft)


def _own_name(draft: Draft, heard: Heard) -> Corrected | None:
    """名字选错了，是陈莉芸, of 陈丽芸: almost the writer's name is that name, and no shop's."""
    known = draft.reporter.name
    if known is None or _WRONGLY.search(heard.text) is None:
        return None
    clauses = (_LEADS.sub("", part) for part in re.split(r"[，,。；;！!\s]+", heard.text))
    names = (one for one in clauses if one[:1] == known[:1] and is_like(known, one, least=2))
    return next((put(draft, heard, "name", name) for name in names), None)


def _is_where(name: str, heard: Heard) -> bool:
    """庐阳区长江中路: a district and a road are no name."""
    district = heard.understood.district
    begins = district is not None and name.startswith(district)
    return begins and is_address(name) and SHOP_ENDS.search(name) is None


def _misread(draft: Draft, heard: Heard) -> Corrected | None:
    """是聚鲜阁，香字打错了, after 聚香阁: a name that is almost the one known stands for it."""
    known = draft.facts.merchant or ""
    again = quoted_in(heard.text)
    if again is not None and is_like(known, again):  # 不好意思 是「糕大满」
        return put(draft, heard, "merchant", f"「{again}」")
    if _WRONGLY.search(heard.text) is None:
        return None
    part = _PART_RIGHT.search(heard.text)  # 文华 不是文化, of 文化饼店
    if part and part["old"] in known and is_like(part["old"], part["new"], least=2):
        name = known.replace(part["old"], part["new"], 1)
        return put(draft, heard, "merchant", f"「{name}」")
    clauses = (_LEADS.sub("", part) for part in re.split(r"[，,。；;！!\s]+", heard.text))
    names = (one for one in clauses if is_like(known, one) and can_be_trader(one))
    done = (put(draft, heard, "merchant", f"「{name}」") for name in names)
    return next((one for one in done if one is not None), None)


def is_like(known: str, name: str, least: int = 3) -> bool:
    """Whether two names differ by a character that was mistyped, or by their order."""
    if len(known) != len(name) or len(name) < least or known == name:
        return False
    apart = sum(one != other for one, other in zip(known, name, strict=True))
    return apart == 1 or sorted(known) == sorted(name)


def _named(heard: Heard) -> list[str]:
    """What may be the name of the right one: in brackets, after 是 at the end, recognised."""
    quoted = quoted_in(heard.text)
    if quoted is not None:
        return [quoted]
    after = [POINTER.sub("", one["new"]).strip() for one in _NEW.finditer(heard.text)]
    after += [one.split()[0] for one in after if " " in one]  # 是海老二水产 海老大是隔壁
    found = [one.text for one in heard.understood.findings if one.kind == "merchant"]
    found = [next((one for one in after if one.endswith(name)), name) for name in found]
    named = [*reversed(found), *reversed(after)]
    denied = tuple(f"不{said}{mark}" for said in "是叫" for mark in ("", "「", "“"))
    named = [name for name in named if not any(f"{one}{name}" in heard.text for one in denied)]
    return [
        name for name in named if can_be_trader(name) and not _is_where(name, heard)
    ]  # 不是聚福楼大酒店 别弄错


def _denied(known: str, text: str) -> bool:
    """Whether it is said that the known one was not meant."""
    if _MISTAKEN.search(text):
        return True
    heads = (known[:size] for size in range(len(known), _LEAST - 1, -1))
    return any(
        re.search(
            f"不(?:是|叫)(?:什么|那个?|这个?|人家)?[「“]?{re.escape(head)}"
            f"|{re.escape(head)}[^，,。；;]{{0,8}}(?:{_BESIDE}|没问题|没事|无辜)",
            text,
        )
        for head in heads
    )


def _is_of(known: str, name: str) -> bool:
    """老船长 of 老船长海鲜家常菜."""
    return name in known or known in name
