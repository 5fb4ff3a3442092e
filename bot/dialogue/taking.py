"""The answer to the question that was just put, when its words alone don't show what it is."""

import re
from collections.abc import Callable, Mapping

from api.contract.codes import Demand, Kind
from api.contract.models import Facts
from bot.dialogue.commands import choice_of, command_of
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import declined_in, demands_in
from bot.dialogue.facts import when_of
from bot.dialogue.identity import is_address, is_bare_name, phone_in
from bot.dialogue.likeness import can_be_detail, can_be_place, can_be_trader
from bot.dialogue.naming import quoted_in, trader_named, without_trader
from bot.dialogue.only_who import only_who
from bot.dialogue.tone import is_empty_talk, is_question, is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import without_own
from bot.wording.asks import Ask
from bot.wording.times import EARLIER, days_ago

_LEAD = re.compile(
    r"^(?:就?在|就?是|就?叫|名字叫|店名是?|地址是?|就是|应该是|好像是|大概是?|那家|那个|在一家)[:：]?"
)
_TAIL = re.compile(r"(?:那里|那边|这边|那家|这家|那个|买的|吃的|点的|订的|的)?[。！!~～，,]*$")
_SHOP = re.compile(
    r"(?:店|餐厅|饭店|超市|商行|馆|档|铺|快餐|酒楼|小炒|火锅|烧烤|面包|奶茶|食堂|公司|厂|作坊|小卖部|酒家|食府)$"
)
_STREET = re.compile(r"[\u4e00-\u9fff]{2}(?:路|街|大道|道|巷|村|广场|市场|大厦|花园|地铁站|口岸)")
_UNWILLING = re.compile(
    r"不想|不要|不肯|不愿|不知道|不记得|不清楚|忘了|算了|随便|怎么|什么|^[我你他她您](?:不|没|还|就是?不|要|想)"
)
_ONLY_TIME = re.compile(
    r"^(?:刚刚|刚才|刚|今天|今早|今晚|昨天|昨晚|前天|早上|上午|中午|下午|晚上|凌晨|夜里|[一两二三四五六七八九十\d]+[个点]?)+$"
)
_AREA = re.compile(r"[^叫是在有我去的名，, ]{1,4}")
_INTRODUCES = re.compile(r"我叫|我的名字|我姓|姓名")
_WRONG = re.compile(r"错了|不对")
_NAMING = frozenset({Ask.merchant, Ask.place, Ask.spot, Ask.closer, Ask.when})
_WHERE_ASKED = frozenset({Ask.merchant, Ask.place, Ask.spot, Ask.closer})
_NAME_ASKED = frozenset({Ask.merchant, Ask.spot})
_IMPERSONAL = frozenset({Ask.anonymity, Ask.when, Ask.demand, Ask.ill})
_SHOP_NAME = re.compile(r"(?:店|馆|记|餐厅|饭店|超市|火锅|烧烤|奶茶|酒楼|食堂|菜市场)$")
_A_NAME = 10
"""Characters up to which an answer may be no more than a name."""
_NUMBER = re.compile(r"\d{1,5}")
_SUM = re.compile(r"(?:赔|退|补)[^\d]{0,6}(\d{1,6}(?:\.\d{1,2})?)(?![\d倍])")
_BRACKETS = "「」“”『』《》【】()（）\"' "
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "俩": 2,
    "仨": 3,
    "没": 0,
}
_DAYS_AGO: Mapping[str, int | None] = {"today": 0, "yesterday": 1, "earlier": None}
_LONGEST = {Ask.merchant: 40, Ask.place: 80, Ask.spot: 80, Ask.closer: 120, Ask.when: 30}


def take(draft: Draft, heard: Heard) -> Draft:
    """The draft with the answer to its pending question, if the message can be one."""
    ask = draft.asking
    if ask in _BY_BUTTON:
        pressed = _BY_BUTTON[ask](draft, heard)
        if pressed is not draft:
            return pressed
    if ask is None or only_who(draft, heard) is not None or not _may_answer(ask, heard):
        return draft
    if _understood_better(ask, heard):
        return _place_after_name(draft, heard) if ask in _NAME_ASKED else draft
    if ask in _WHERE_ASKED and (_is_area(heard) or names_somebody(ask, heard)):
        return draft
    if ask in _NAME_ASKED and _is_where(heard):
        return draft
    known = _BY_WORDS[ask](draft, heard.text) if ask in _BY_WORDS else draft
    known = known if known is not draft else _place_in_passing(draft, heard)
    return _without_district(_with_date(draft, known, heard), heard)


def _with_date(before: Draft, draft: Draft, heard: Heard) -> Draft:
    """昨晚 → 昨晚（11月20日), if that is all the answer says."""
    told = before.facts.when is None and draft.facts.when is not None
    when = when_of(heard) if told and heard.understood.when == draft.facts.when else None
    return _fact(draft, when=when) if when else draft


def _without_district(draft: Draft, heard: Heard) -> Draft:
    """福田区八卦岭 → 八卦岭: the district is a fact of its own."""
    place, district = draft.facts.place, heard.understood.district
    name = draft.facts.merchant
    if name and district and name in heard.text and len(name.removeprefix(district)) > 1:
        draft = _fact(draft, merchant=name.removeprefix(district))
    if place is None or district is None or place not in heard.text:
        return draft
    rest = place.partition(district)[2]
    return _fact(draft, place=rest) if len(rest) > 1 else draft


def _may_answer(ask: Ask, heard: Heard) -> bool:
    text = heard.text
    if not text or len(text) > _LONGEST.get(ask, 300):
        return False
    off_topic = {Kind.progress, Kind.withdraw, Kind.out_of_scope}.intersection(
        heard.understood.kinds
    )
    personal = phone_in(text) is not None or _UNWILLING.search(text) is not None
    unwilling = ask in _NAMING and (personal or _is_something_else(ask, heard))
    unwilling = unwilling or (ask in _NAMING and _fits_elsewhere(ask, text))
    said = command_of(heard.message) is not None or unwilling
    return not (said or is_question(text) or _no_answer(ask, text) or off_topic)


def _understood_better(ask: Ask, heard: Heard) -> bool:
    """A name was recognised among other things: it is better than the whole sentence."""
    meant = heard.understood
    if ask is Ask.spot:
        return bool(meant.merchant or meant.place)
    if ask is not Ask.merchant or meant.merchant is None:
        return False
    before, _, after = heard.text.partition(meant.merchant)
    branch = (not before and after.endswith("店")) or (not after and _AREA.fullmatch(before))
    return bool(meant.place) or not branch


def names_somebody(ask: Ask | None, heard: Heard) -> bool:
    """王建 to the question where: a personal name, unless it is known as a place, as 梅林 is."""
    meant = heard.understood
    known = meant.place or meant.district or meant.street or meant.merchant
    return ask is Ask.place and not known and is_bare_name(heard.text)


def _is_area(heard: Heard) -> bool:
    """福田, 南京的: a district or city alone is neither a trader nor a place."""
    words = _trim(heard.text)
    meant = heard.understood
    names = [name for name in (meant.district, meant.city) if name is not None]
    return any(words in {name, name.rstrip("区县市")} for name in names)


def _is_where(heard: Heard) -> bool:
    """罗湖黄贝岭: a district and a place in it name no trader."""
    words, meant = _trim(heard.text), heard.understood
    if meant.merchant is not None or meant.place is None or meant.district is None:
        return False
    short = meant.district.rstrip("区县市")
    return words in {f"{meant.district}{meant.place}", f"{short}{meant.place}"}


def _is_something_else(ask: Ask, heard: Heard) -> bool:
    """A time, or what is wrong with the food, is no name of a shop or place."""
    meant = heard.understood
    if ask is Ask.when:
        return False
    a_time = meant.when is not None and len(meant.when) >= len(heard.text) - 1
    a_time = a_time or _ONLY_TIME.match(heard.text) is not None
    a_wrong = bool(meant.hazards) and not _SHOP.search(heard.text)
    return a_time or (a_wrong and meant.merchant is None and meant.place is None)


def _fits_elsewhere(ask: Ask, text: str) -> bool:
    """A claim, or the person's own name, is neither a trader nor a place nor a time."""
    if _SHOP.search(text) or trader_named(text):
        return False
    claims = demands_in(text) or declined_in(text)
    own = _INTRODUCES.search(text) or (ask is Ask.when and is_bare_name(text))
    return bool(claims or own or _WRONG.search(text))


def _no_answer(ask: Ask, text: str) -> bool:
    return False if ask is Ask.ill else is_empty_talk(text)


def _fact(draft: Draft, **changes: object) -> Draft:
    return draft.but(facts=Facts.model_validate(draft.facts.model_dump() | changes))


def _trim(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", text)).strip("「」“”\"' ") or text


def _merchant(draft: Draft, text: str) -> Draft:
    name = trader_named(text) or quoted_in(text) or _trim(text)
    if draft.facts.merchant or not can_be_trader(name):
        return draft
    if is_address(name):
        return _place(draft, text)
    named = _fact(draft, merchant=name)
    return named if name in {text, _trim(text)} else _place(named, text)


def _place(draft: Draft, text: str) -> Draft:
    where = _trim(without_own(without_trader(text)))
    known = draft.facts.place or not where or not can_be_place(where)
    return draft if known else _fact(draft, place=where)


def _spot(draft: Draft, text: str) -> Draft:
    """A name or a place: what is called like a shop is one."""
    named = _SHOP.search(_trim(text)) or trader_named(text) or quoted_in(text)
    return _merchant(draft, text) if named else _place(draft, text)


def _place_in_passing(draft: Draft, heard: Heard) -> Draft:
    """A street that was said while something else was asked, but nobody's own address."""
    named = _STREET.search(heard.text) or heard.understood.district
    if draft.asking not in _IMPERSONAL or draft.facts.place or heard.understood.place or not named:
        return draft
    return _place(draft, heard.text) if len(heard.text) <= _LONGEST[Ask.place] else draft


def _place_after_name(draft: Draft, heard: Heard) -> Draft:
    """南山区「辣尚鲜」海德三道88号: what is left beside a name that was recognised."""
    meant = heard.understood
    rest = without_own(heard.text)
    for known in (meant.merchant, meant.district):
        rest = rest.replace(known, "，") if known else rest
    parts = [part.strip(_BRACKETS) for part in re.split(r"[，,。；;\s]+", rest)]
    where = next((part for part in parts if is_address(part)), None)
    return draft if where is None or meant.place or draft.facts.place else _place(draft, where)


def _closer(draft: Draft, text: str) -> Draft:
    """A number or a neighbour is added to the rough place, not put in its stead."""
    name = trader_named(text) or quoted_in(text)
    if name is not None and draft.facts.merchant is None and can_be_trader(name):
        draft = _fact(draft, merchant=name).but(skipped=draft.skipped | {Ask.closer})
    old, detail = draft.facts.place or "", _trim(without_own(without_trader(text)))
    if detail in old or not can_be_detail(detail):
        return draft
    exact = _fact(draft, place=f"{old}，{detail}"[:300])
    return exact.but(skipped=exact.skipped | {Ask.closer})


def _when(draft: Draft, text: str) -> Draft:
    return draft if draft.facts.when or not is_time(text) else _fact(draft, when=_trim(text))


def _what(draft: Draft, text: str) -> Draft:
    """The words are kept with the draft already; a shop alone is no fact of what happened."""
    if len(text) <= _A_NAME and _SHOP_NAME.search(text) and not draft.asked.get(Ask.merchant):
        return _merchant(draft, text)
    return draft.but(skipped=draft.skipped | {Ask.what})


def _ill(draft: Draft, text: str) -> Draft:
    found = _NUMBER.search(text)
    count = int(found[0]) if found else next((_HANZI[c] for c in text if c in _HANZI), None)
    known = draft.facts.people_ill is not None
    return draft if count is None or known else _fact(draft, people_ill=count)


def _demand(draft: Draft, text: str) -> Draft:
    new, sum_ = demands_in(text), _SUM.search(text)
    if not new:
        return draft
    amount = draft.facts.amount or (float(sum_[1]) if sum_ else None)
    demand = tuple(dict.fromkeys((*draft.facts.demand, *new)))
    return _fact(draft, demand=demand, amount=amount)


def _demand_pressed(draft: Draft, heard: Heard) -> Draft:
    chosen = choice_of(heard.message, "demand")
    if chosen not in set(Demand):
        return draft
    return _fact(draft, demand=tuple(dict.fromkeys((*draft.facts.demand, Demand(chosen)))))


def _when_pressed(draft: Draft, heard: Heard) -> Draft:
    chosen = choice_of(heard.message, "when")
    if chosen is None or chosen not in _DAYS_AGO:
        return draft
    ago = _DAYS_AGO[chosen]
    return _fact(draft, when=EARLIER if ago is None else days_ago(heard.message.at, ago))


_BY_BUTTON: Mapping[Ask | None, Callable[[Draft, Heard], Draft]] = {
    Ask.demand: _demand_pressed,
    Ask.when: _when_pressed,
}
_BY_WORDS: Mapping[Ask, Callable[[Draft, str], Draft]] = {
    Ask.what: _what,
    Ask.merchant: _merchant,
    Ask.place: _place,
    Ask.spot: _spot,
    Ask.closer: _closer,
    Ask.when: _when,
    Ask.ill: _ill,
    Ask.demand: _demand,
}
