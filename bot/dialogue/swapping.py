"""Something old and something new: what a correction puts in the place of what."""

import re

from bot.dialogue.closer import is_open, nearer
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import demands_in
from bot.dialogue.items import WRONG, field_named
from bot.dialogue.kinds import VAGUE
from bot.dialogue.likeness import can_be_place
from bot.dialogue.naming import SPELT, unquoted
from bot.dialogue.putting import Corrected, district_before, put
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard
from bot.dialogue.which_item import which_item

_WELL = re.compile(r"^(?:等一?[下等]|不好意思|对了|[啊哦噢嗯]|那个|[，,\s])+")
_THERE = re.compile(r"(?:里面?|那里|那边|这边|附近|旁边)$")
"""怀德村里面 for 怀德村."""
_WAS = re.compile(r"^(?P<new>.{1,40}?)[，,\s]*不(?:是|在|叫)(?P<was>.{1,40})$")
"""是下村不是合水口村, after the item that is wrong."""
_SUBSTANCE = re.compile(
    r"根本|压根|哪里?是|说是|一尝|一[看闻]就|鉴[别定]|检[测验]|懂行|[兑掺冒仿伪造]|假|做的$|的[，,。！!]*$"
)
# 根本不是蜂蜜，是糖浆兑的 tells what is wrong with it, and no other food.
_SAID = re.compile(r"\s.*(?:错|不是|隔壁|旁边|才对|[我你他她])")
"""Something told after a name."""
_HOW_WRONG = re.compile("[打写说讲记填弄搞看听认]")
"""打 of 打错了 is in many words that were told before."""
_TEXTS = ("merchant", "place", "district", "when", "food")
_A_PLACE = re.compile(r"(?:[路街巷村围坑]|大道|广场|市场|大厦|小区|花园|工业[区园]|\d号)$")
_LIKEWISE = re.compile(r"[，,\s]+(?:也|还)是(?:在|靠)?|那个$")


def item_named(words: str) -> str | None:
    """The item that the words before a correction name: 店名错了, 等一下 把电话."""
    words = _WELL.sub("", words)
    words = re.sub(r"(?:也|又|都|还)(?=不对|错|写错|说错|$)", "", words)
    return field_named(WRONG.sub("", words)) or field_named(re.sub(r"^把|的$", "", words))


def swap(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """The draft with what is new where the old stood, or None if that stands nowhere."""
    named = item_named(old)
    if named is not None:
        return _put_named(draft, heard, named, old, new)
    old = _THERE.sub("", old) or old
    if demands_in(old) and draft.facts.amount is not None and re.fullmatch(r"\d.*", new):
        return put(draft, heard, "amount", new)
    there = _another_area(draft, heard, old, new)
    if there is not None:
        return there
    return (
        _in_place_of(draft, heard, old, new)
        or _by_number(draft, heard, old, new)
        or _another_time(draft, heard, old, new)
        or _elsewhere(draft, heard, old)
        or _retold(draft, heard, old, new)
    )


def _in_place_of(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """What is new, in the item that holds what is old."""
    for name in _TEXTS:
        if name == "food" and _SUBSTANCE.search(heard.text):
            continue
        value = getattr(draft.facts, name)
        of_food = name == "merchant" and old in (draft.facts.food or "")
        if of_food and _SUBSTANCE.search(heard.text):
            continue  # 说是糖浆兑的 根本不是蜂蜜, of a shop that has 蜂蜜 in its name
        if name == "food" and value != old and (trader := _trader_in(heard, new)):
            return put(draft, heard, "merchant", trader)  # “黄三爷卤味”, of 卤味
        if name == "merchant" and value and _overlaps(old, value):
            return put(draft, heard, name, _name_in(heard, value, old, new))
        if value and (old in value or value in old):
            return put(draft, heard, name, new if name == "when" else _merged(value, old, new))
    for name in ("name", "phone", "address"):
        value = getattr(draft.reporter, name)
        if value and (old in value or value in old):
            return put(draft, heard, name, new)
    return None


def _trader_in(heard: Heard, words: str) -> str | None:
    """The trader that was recognised and is all that the words hold."""
    bare = unquoted(words)
    named = {one.text for one in heard.understood.findings if one.kind == "merchant"}
    return bare if bare in named else None


def _overlaps(old: str, value: str) -> bool:
    """月盛祥 for 盛祥酱肉铺: one name, of which the other was cut."""
    sizes = range(2, min(len(old), len(value)) + 1)
    return old in value or value in old or any(old[-n:] == value[:n] for n in sizes)


def _name_in(heard: Heard, value: str, old: str, new: str) -> str:
    """添记茶室 of 茶室 添记茶室 我记错名: the new name among what is said with it."""
    new = SPELT.sub("", new)
    pieces = new.split()
    named = {one.text for one in heard.understood.findings if one.kind == "merchant"}
    whole = next((one for one in pieces if one in named), None)
    if whole is not None and whole not in {old, value}:
        return whole
    if not (old in value or value in old):
        return new
    return _merged(value, old, pieces[0] if len(pieces) > 1 and _SAID.search(new) else new)


def _put_named(draft: Draft, heard: Heard, named: str, old: str, new: str) -> Corrected | None:
    """A value for the item that was named; of 是下村不是合水口村 only the part that was wrong."""
    both = _WAS.match(new)
    if both is None:
        return put(draft, heard, which_item(draft, heard, named, old, new), new)
    holder = draft.reporter if named in {"name", "phone", "address"} else draft.facts
    value = getattr(holder, named)
    if named == "place" and both["was"] in (draft.reporter.address or ""):
        named, value = "address", draft.reporter.address
    whole = _merged(value, both["was"], both["new"]) if isinstance(value, str) else both["new"]
    return put(draft, heard, named, whole)


def _another_area(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """A district for another, with or without a place in it."""
    for district in heard.city.districts:
        if _names(new, district) and not draft_names(draft, "place", old):
            return put(draft, heard, "district", district)
    return _another_place(draft, heard, old, new)


def _another_time(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """唔系琴日，系前日: a time for a time, however the old one was written before."""
    times = is_time(old) and is_time(new)
    return put(draft, heard, "when", new) if times else None


def _another_place(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """不是福田景田，是罗湖黄贝岭, 不是宝安，是南山科技园: a place in a district for another."""
    bare = any(_names(old, one) for one in heard.city.districts)
    if district_before(heard, new)[0] is None or not (bare or district_before(heard, old)[0]):
        return None
    return put(draft, heard, "place", new) if bare or draft.facts.place is not None else None


def _elsewhere(draft: Draft, heard: Heard, old: str) -> Corrected | None:
    """不是杭州，是南昌: the district of that name in the other city."""
    meant, known = heard.understood, draft.facts.division
    if meant.district is None or meant.division is None or meant.division == known:
        return None
    areas = [one for one in meant.findings if one.kind == "district"]
    names = [one for one in meant.findings if one.kind == "merchant"]
    if areas and names and not any(one.text.endswith(("区", "县", "市")) for one in areas):
        return None  # 不是康乐家，是康乐超市
    if _names(old, meant.district):
        return None  # it is the one that is denied
    return put(draft, heard, "district", meant.district)


def _retold(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """不是头发，是铁丝: what was told otherwise before, and stands in no field of its own."""
    old = re.sub(r"^(?:什么|一?[个根只条])", "", old)
    if not old or _HOW_WRONG.fullmatch(old) or not any(old in said.text for said in draft.said):
        return None
    there = _place_retold(draft, heard, old, new)
    if there is not None:
        return there
    told = draft.but(amended=(*draft.amended, new))
    meant = tuple(one for one in heard.understood.hazards[:1] if one not in VAGUE)
    if meant:  # 不是发霉，是有虫: what is wrong is another thing now
        told = told.but(hazards=tuple(dict.fromkeys((*meant, *draft.hazards[1:]))))
    return Corrected(told, "words", new)


def _place_retold(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """不是楼村，是圳美, of a place that was taken back: its district was told with the old one."""
    known, new = draft.facts.place, _LIKEWISE.sub(" ", _THERE.sub("", new))
    if not (_A_PLACE.search(old) and can_be_place(new)) or (known and not is_open(known)):
        return None
    told = [said.text for said in draft.said if old in said.text]
    areas = (one for one in heard.city.districts if any(one in words for words in told))
    area = next(areas, "") if draft.facts.district is None else ""
    return put(draft, heard, "place", f"{area}{nearer(draft, known, new)}")


def draft_names(draft: Draft, field: str, words: str) -> bool:
    """Whether a fact of the draft holds these words."""
    return words in (getattr(draft.facts, field) or "")


def _by_number(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    digits = re.search(r"\d+(?:\.\d+)?", new)
    was = re.search(r"\d+(?:\.\d+)?", old)
    if digits is None or was is None:
        return None
    for name in ("people_ill", "amount"):
        value = getattr(draft.facts, name)
        if value is not None and float(value) == float(was[0]):
            return put(draft, heard, name, digits[0])
    return None


def _names(words: str, district: str) -> bool:
    short = district.removesuffix("新区").removesuffix("区").removesuffix("县").removesuffix("市")
    return words.startswith(short) and len(words) <= len(district) + 1


def _merged(value: str, old: str, new: str) -> str:
    """景田北街 with 北街 → 景田南街 is 景田南街, with 12号 → 15号 only the number changes."""
    if old not in value or (len(new) > len(old) and new[:2] == value[:2]):
        return new
    rest = value.partition(old)[2]
    again = next(
        (n for n in range(min(len(new), len(rest)), 1, -1) if rest.startswith(new[-n:])), 0
    )
    if again and again < len(new):  # 一坊12号一楼 with 一坊 → 二坊12号
        return value.replace(f"{old}{rest[:again]}", new, 1)
    return new if rest and new.endswith(rest) else value.replace(old, new, 1)
