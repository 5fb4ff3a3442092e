"""The answer to the question that was just put, when its words alone don't show what it is."""

import re

from api.contract.codes import Kind
from bot.dialogue.called import reads_as_name
from bot.dialogue.commands import command_of
from bot.dialogue.conversation import Draft
from bot.dialogue.dates import when_of
from bot.dialogue.demanding import claims_sum
from bot.dialogue.identity import is_address, is_bare_name
from bot.dialogue.in_words import (
    BY_BUTTON,
    BY_WORDS,
    SHOP,
    put_place,
    trimmed,
    with_fact,
)
from bot.dialogue.likeness import names_place
from bot.dialogue.naming import trader_named
from bot.dialogue.only_who import PERSONAL, only_who
from bot.dialogue.other_answer import NAME_ASKED, fits_elsewhere, is_something_else
from bot.dialogue.phones import phone_in
from bot.dialogue.stall_told import with_stall_told
from bot.dialogue.sums import only_asked
from bot.dialogue.tone import is_empty_talk, is_question, is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import is_area, without_own
from bot.wording.asks import Ask

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:[A-Za-z]?\d{1,4}[号栋幢座楼层区排]{1,2}?)*[A-Za-z]?\d{1,4}(?:号?(?:档口?|摊位?|铺位?|柜台|店|楼|栋|门)|号|栋|层|楼)"
)
"""3栋12号档: where in a market, whatever was asked."""
_BARE_SUM = re.compile(r"\d{2,5}(?:\.\d{1,2})?(?:元|块钱?|[蚊箍])?")
"""500 after 要他们赔, while it is asked who is writing; 29, asked for a claim, is the price."""
_PRICE = re.compile(
    r"(?:3[2-9]|[4-9]\d|[1-9]\d{2}|[3-9]\d{3}|1[3-9]\d{2}|\d{2,4}\.\d{1,2})(?:元|块钱?|[蚊箍])?"
)
"""A number that is no day and no time of the day: neither 15 nor 1126."""
_STREET = re.compile(r"[\u4e00-\u9fff]{2}(?:路|街|大道|道|巷|村|广场|市场|大厦|花园|地铁站|口岸)")
_UNWILLING = re.compile(
    r"不想|不要|不肯|不愿|不知道|不记得|不清楚|忘了|算了|随便|怎么|什么|^[我你他她您](?:不|没|还|就是?不|要|想)"
)
_AREA = re.compile(r"[^叫是在有我去的名，, ]{1,4}")
_NAMING = frozenset({Ask.merchant, Ask.place, Ask.spot, Ask.closer, Ask.when})
_WHERE_ASKED = frozenset({Ask.merchant, Ask.place, Ask.spot, Ask.closer})
_A_WORD = 2
_IMPERSONAL = frozenset({Ask.anonymity, Ask.when, Ask.demand, Ask.ill})
_TOLD_BY_WORDS = frozenset({Ask.demand, Ask.when})
"""A claim or a time is one, whatever a few words sound like."""
_FEW = 3
_A_TIME = 10
_BESIDE_TIME = 3
"""More characters beside a time are no part of it: 上礼拜五晚上整了二百来块钱."""
_COUNTED_OTHERWISE = frozenset({"place", "address", "street", "amount", "merchant"})
_JUST = re.compile(
    r"(?:就|大概|大约)?(?:刚刚|刚才|刚|[今昨前]天|[今昨前]晚"
    r"|[一二两三四五六七八九十半\d]+(?:个|多)*(?:分钟|小时|钟头|天|周|月)(?:之?前|以前)).{0,4}"
)
_HOSPITAL = re.compile(
    r"(?:医院|妇幼|保健院|卫生院|急诊科?|卫生服务中心)(?:看(?:的|病|着)?|里|住院|急诊|输液|打针|治疗)?$"
)
_WITHIN = re.compile(r"里[面头边]?$")
"""麻辣烫里, of a hair that was found."""
_BARE_TRADER = re.compile(r"[\u4e00-\u9fff]{3,8}")
_BRACKETS = "「」“”『』《》【】()（）\"' "
_LONGEST = {Ask.merchant: 40, Ask.place: 80, Ask.spot: 80, Ask.closer: 120, Ask.when: 30}


def take(draft: Draft, heard: Heard) -> Draft:
    """The draft with the answer to its pending question, if the message can be one."""
    ask = draft.asking
    known = with_stall_told(draft, heard) or _whatever_was_asked(draft, heard)
    if known is not draft or ask is None:
        return known
    cared = ask in _WHERE_ASKED and _of_care(draft, heard)
    if cared or only_who(draft, heard) is not None or not _may_answer(ask, heard):
        return draft
    if _understood_better(ask, heard):
        return _place_after_name(draft, heard) if ask in NAME_ASKED else draft
    if ask is Ask.merchant and _names_food(heard):
        return draft  # 奶酪棒 is what was bought
    if ask is Ask.place and _is_branch(draft, heard):
        return draft.but(skipped=draft.skipped | {Ask.place})
    return _in_words(ask, draft, heard)


def _whatever_was_asked(draft: Draft, heard: Heard) -> Draft:
    """A button, a sum that is claimed, or a mere time to the question where."""
    ask = draft.asking
    pressed = BY_BUTTON[ask](draft, heard) if ask in BY_BUTTON else draft
    if ask is not None and claims_sum(heard.text):
        return BY_WORDS[Ask.demand](draft, heard.text)
    if ask in _WHERE_ASKED and draft.facts.when is None and _is_only_time(heard):
        return _with_date(draft, with_fact(draft, when=trimmed(heard.text)), heard)
    asked = ask is Ask.demand or (ask in PERSONAL and draft.facts.demand)
    price = ask is Ask.when and _PRICE.fullmatch(heard.text) is not None  # 259, and no day
    owed = (asked or price) and draft.facts.amount is None
    owed = owed or (price and only_asked(draft, heard))  # 75 after 要赔500
    if owed and _BARE_SUM.fullmatch(heard.text):
        return with_fact(draft, amount=float(heard.text.rstrip("元块钱蚊箍")))
    return pressed


def _names_food(heard: Heard) -> bool:
    """Nothing but a food, to the question for the trader."""
    food, words = heard.understood.food, _WITHIN.sub("", trimmed(heard.text))
    found = [f.text for f in heard.understood.findings if f.kind == "food"]
    return bool(food) and words in {food, *found} and not SHOP.search(words)


def _of_care(draft: Draft, heard: Heard) -> bool:
    """在罗湖医院: where those lie who are ill already."""
    ill = draft.emergency or draft.facts.people_ill
    return bool(ill) and _HOSPITAL.search(heard.text.strip("。！! ")) is not None


def _in_words(ask: Ask, draft: Draft, heard: Heard) -> Draft:
    """The answer as its words stand, where nothing better was recognised in them."""
    if ask is Ask.closer and _only_names(heard):
        return draft.but(skipped=draft.skipped | {Ask.closer})
    if ask in _WHERE_ASKED and (_is_area(heard) or names_somebody(ask, heard)):
        return draft
    if ask in NAME_ASKED and _is_where(heard):
        return draft
    if ask is Ask.spot and _is_bare_trader(heard):
        return with_fact(draft, merchant=trimmed(heard.text))
    words = _only_time(heard) if ask is Ask.when else heard.text
    answers = ask in BY_WORDS and not (ask is Ask.when and _counts_otherwise(heard, words))
    known = BY_WORDS[ask](draft, words) if answers else draft
    known = known if known is not draft else _place_in_passing(draft, heard)
    if draft.facts.merchant is None and is_area(known.facts.merchant, heard):
        known = with_fact(known, merchant=None)  # 店在南山，后海那边
    return _without_district(_with_date(draft, known, heard), heard)


def _is_only_time(heard: Heard) -> bool:
    """刚刚, 二十分钟前 to the question where: it says when."""
    meant = heard.understood
    named = meant.merchant or meant.place or meant.district
    short = len(heard.text) <= _A_TIME and is_time(heard.text)
    return short and not named and _JUST.fullmatch(heard.text.strip("。！! ")) is not None


def _only_time(heard: Heard) -> str:
    """The clause that says when, where something else is said beside it: 前天买的 花了89."""
    when = heard.understood.when
    clauses = [part for part in re.split(r"[，,。；;\s]+", heard.text) if part]
    rest = "，".join(part for part in clauses if not part.isdigit())  # 268，刚买
    clause = next((part for part in clauses if when and when in part), rest or heard.text)
    return when if when and len(clause) > len(when) + _BESIDE_TIME else clause


def _counts_otherwise(heard: Heard, words: str) -> bool:
    """蜜瓜29.9, 湾厦路29号: the number is a price or a house's, and nothing else is a time."""
    rest = words
    for one in heard.understood.findings:
        rest = rest.replace(one.text, "") if one.kind in _COUNTED_OTHERWISE else rest
    return bool(rest) and is_time(words) and not is_time(rest)


def _with_date(before: Draft, draft: Draft, heard: Heard) -> Draft:
    """昨晚 → 昨晚（11月20日), and 前日買嘅 likewise: the words are read on another day."""
    told = draft.facts.when if before.facts.when is None else None
    words = heard.understood.when
    when = when_of(heard) if told and words and words in told else None
    return with_fact(draft, when=when) if when else draft


def _without_district(draft: Draft, heard: Heard) -> Draft:
    """福田区八卦岭 → 八卦岭: the district is a fact of its own."""
    place, district = draft.facts.place, heard.understood.district
    name = draft.facts.merchant
    if name and district and name in heard.text and len(name.removeprefix(district)) > 1:
        draft = with_fact(draft, merchant=name.removeprefix(district).strip())
    if place is None or district is None or place not in re.sub("[,。；;]", "，", heard.text):
        return draft
    short = re.escape(district.rstrip("区县市"))
    if place == f"{district.rstrip('区县市')}{heard.understood.place}":  # 宝安沙井大道
        return with_fact(draft, place=heard.understood.place)
    rest = place.partition(district)[2].strip("， ") or re.sub(rf"^{short}\s+", "", place)
    return with_fact(draft, place=rest) if len(rest) > 1 and rest != place else draft


def _may_answer(ask: Ask, heard: Heard) -> bool:
    text = heard.text
    if not text or len(text) > _LONGEST.get(ask, 300):
        return False
    elsewhere = set() if ask in _TOLD_BY_WORDS else {Kind.out_of_scope}
    guessed = ask is Ask.demand and len(text) <= _A_WORD  # 钱, of which the kind says nothing
    gone = set() if guessed else {Kind.progress, Kind.withdraw}
    off_topic = {*gone, *elsewhere}.intersection(heard.understood.kinds)
    personal = phone_in(text) is not None or _UNWILLING.search(text) is not None
    unwilling = ask in _NAMING and (personal or is_something_else(ask, heard))
    unwilling = unwilling or (ask in _NAMING and fits_elsewhere(ask, text))
    said = command_of(heard) is not None or unwilling
    return not (
        said or is_question(text) or (ask is not Ask.ill and is_empty_talk(text)) or off_topic
    )


def _understood_better(ask: Ask, heard: Heard) -> bool:
    """A name was recognised among other things: it is better than the whole sentence."""
    meant = heard.understood
    if ask is Ask.spot:
        return bool(meant.merchant or meant.place)
    if ask in {Ask.place, Ask.closer}:
        return bool(meant.merchant and meant.place)
    if ask is not Ask.merchant or meant.merchant is None:
        return False
    before, _, after = heard.text.partition(meant.merchant)
    branch = (not before and after.endswith("店")) or (not after and _AREA.fullmatch(before))
    return bool(meant.place) or not branch


def _is_branch(draft: Draft, heard: Heard) -> bool:
    """盒马宝安海雅店 to the question where 盒马 is: which of its shops says that."""
    known, new = draft.facts.merchant, heard.understood.merchant
    return bool(known and new and known in new and new != known and new.endswith("店"))


def _only_names(heard: Heard) -> bool:
    """叫冒椒火辣玉林店 to the question where exactly: the trader is enough to find it."""
    name = heard.understood.merchant
    called = trader_named(heard.text) == name and not heard.understood.place
    return name is not None and (called or len(heard.text) - len(name) <= _FEW)


def names_somebody(ask: Ask | None, heard: Heard) -> bool:
    """王建 to the question where: a personal name, unless it is known as a place, as 梅林 is."""
    meant = heard.understood
    known = meant.place or meant.district or meant.street or meant.merchant
    return ask is Ask.place and not known and is_bare_name(heard.text)


def _is_area(heard: Heard) -> bool:
    """福田, 南京的: a district or city alone is neither a trader nor a place."""
    words = trimmed(heard.text)
    meant = heard.understood
    names = [name for name in (meant.district, meant.city) if name is not None]
    return any(words in {name, name.rstrip("区县市")} for name in names)


def _is_where(heard: Heard) -> bool:
    """罗湖黄贝岭: a district and a place in it name no trader."""
    words, meant = trimmed(heard.text), heard.understood
    if meant.merchant is not None or meant.place is None or meant.district is None:
        return False
    short = meant.district.rstrip("区县市")
    return words in {f"{meant.district}{meant.place}", f"{short}{meant.place}"}


def _is_bare_trader(heard: Heard) -> bool:
    """万家乐 to the question for a name or a place: known as none, and no word of one in it."""
    words, meant = trimmed(heard.text), heard.understood
    known = meant.place or meant.district or meant.street or meant.city or meant.merchant
    bare = _BARE_TRADER.fullmatch(words) is not None and not names_place(words)
    return bare and not known and reads_as_name(words) and not is_time(words)


def _place_in_passing(draft: Draft, heard: Heard) -> Draft:
    """A street that was said while something else was asked, but nobody's own address."""
    told = draft.facts
    if told.place and told.merchant is None and _NUMBER.fullmatch(trimmed(heard.text)):
        return with_fact(draft, place=f"{told.place}，{trimmed(heard.text)}"[:300])
    named = _STREET.search(heard.text) or heard.understood.district
    known = draft.facts.place or heard.understood.place or _is_area(heard)
    if draft.asking not in _IMPERSONAL or known or not named:
        return draft
    return put_place(draft, heard.text) if len(heard.text) <= _LONGEST[Ask.place] else draft


def _place_after_name(draft: Draft, heard: Heard) -> Draft:
    """南山区「辣尚鲜」海德三道88号: what is left beside a name that was recognised."""
    meant = heard.understood
    rest = without_own(heard.text)
    for known in (meant.merchant, meant.district):
        rest = rest.replace(known, "，") if known else rest
    parts = [part.strip(_BRACKETS) for part in re.split(r"[，,。；;\s]+", rest)]
    where = next((part for part in parts if is_address(part)), None)
    return draft if where is None or meant.place or draft.facts.place else put_place(draft, where)
