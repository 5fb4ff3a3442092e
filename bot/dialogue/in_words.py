"""What an answer's own words put into the draft, one function a question."""

import re
from collections.abc import Callable, Mapping

from api.contract.codes import Demand
from api.contract.models import Facts
from bot.dialogue.called import can_be_trader, is_talk, reads_as_name
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import claims_sum, demands_in
from bot.dialogue.identity import is_address
from bot.dialogue.likeness import can_be_detail, can_be_place, is_where, names_place
from bot.dialogue.naming import SPELT, is_nameless, quoted_in, trader_named, without_trader
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import is_region, without_own
from bot.wording.asks import Ask
from bot.wording.times import EARLIER, days_ago

_A_TIME = 20
"""More characters tell a story, in which 以前 is no time."""
_LEAD = re.compile(
    r"^(?:(?:在)?哪[儿里]?[啊呀嘛]+[\s，,]*|[嗯呃额]+[\s，,]*|对[\s，,]+)?(?:那?(?:个|家)?(?:作坊|店|厂|摊位?|档口)(?:就)?在|就?在|就?是|[係系](?=[\d上今昨前琴寻])|就?叫|名字叫|店名是?|地址是?|(?:日期|时间)(?:是|就是)?(?=\d)|就是|应该是|好像是|大概是?|那家|那个|在一家)[:：]?"
)

_TAIL = re.compile(r"(?:那里|那边|这边|那家|这家|那个|买的|吃的|点的|订的|的)?[。！!~～，,]*$")

SHOP = re.compile(
    r"(?:店|餐厅|饭店|超市|商行|馆|档|铺|快餐|酒楼|小炒|火锅|烧烤|面包|奶茶|食堂|公司|厂|作坊|小卖部|酒家|食府)$"
)

_MORE = re.compile(
    r"(?<=..)那[家间](?=[\s，,。；;\d])"
    r"|[\s，,]+(?=\d{1,5}(?:\.\d{1,2})?(?:元|块|蚊|[一两]?[份杯碗盒包个斤]))"
    r"|(?<=..)那[家间](?![^，,。；;\s]*(?:旁边|对面|隔壁|附近|门口|楼下|楼上|[路街巷里边]$))"
)

_STALL = re.compile(
    r"(?:摊位号?|档口号?|铺位号?)[A-Za-z]?\d{1,4}号?|[A-Za-z]?\d{1,4}号?(?:摊位?|档口?|铺位?|柜台)"
)

_POINTED = re.compile(r"^.*(?:那个|那家|这家|那间)(?=.{2,})")

_OF_AN_AREA = re.compile(r"^[\u4e00-\u9fff]{2,5}的(?=.{2})")
"""福田的鸭先知, beside its road."""
_SHOP_NAME = re.compile(r"(?:店|馆|记|餐厅|饭店|超市|火锅|烧烤|奶茶|酒楼|食堂|菜市场)$")

_LEAST = 2
"""So many characters stand before the kind of shop in a name: 奶茶 alone was drunk."""
_A_NAME = 10
"""Characters up to which an answer may be no more than a name."""

_A_THING = 5
"""So few characters may name what was bought, 外卖, and not yet what was wrong with it."""

_MONEY = re.compile(r"(?:就|只|要|我要|把|我的)*钱(?:啊|呀|呗|咯|嘛|就行)?[。！!]*")
"""钱, as all that is wanted."""

_TIME_LEAD = re.compile(
    r"^\s*(?:大?前天|昨天|今天|昨晚|今早|今晚|前晚|上?周[一二三四五六日天]|\d{1,2}月\d{1,2}[号日])"
    r"(?:早上|上午|中午|下午|傍晚|晚上|夜里|凌晨)?(?:在|去)?"
)

_NO_TIME = re.compile(
    r"[路街道巷村坊园苑城里]\d{1,5}号|[\u4e00-\u9fff]\d{1,3}\.\d{1,2}(?:元|块|$|[，,。\s])"
)
"""湾厦路29号 is a door, and 蜜瓜29.9 a price."""
_HOW_LONG = re.compile(
    r"[吃喝用服食](?:了|过|着)?(?:大概|差不多|才|也就|就|有)*[一两二三四五六七八九十几好半\d]+个?(?:多|来)?(?:天|周|星期|礼拜|月|年|小时|次|顿)(?:多|了|左右|的)*(?!之?前|以前)"
)
"""喝了几天 is how long, and no day."""
_COUNTED = re.compile(r"[人个位名]|大家|全家|我们")

_NUMBER = re.compile(r"\d{1,5}")

_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "俩": 2,
    "仨": 3,
    "没": 0,
}

_DAYS_AGO: Mapping[str, int | None] = {"today": 0, "yesterday": 1, "earlier": None}


def with_fact(draft: Draft, **changes: object) -> Draft:
    """The draft with some facts changed."""
    return draft.but(facts=Facts.model_validate(draft.facts.model_dump() | changes))


def trimmed(text: str) -> str:
    """An answer without what leads to it and what trails after it."""
    return _TAIL.sub("", _LEAD.sub("", text)).strip("「」“”\"' ") or text


def _merchant(draft: Draft, text: str) -> Draft:
    """The name in an answer; other talk is no name because one was asked for."""
    text = SPELT.sub("", text)
    said = trader_named(text) or quoted_in(text) or _stall(text)
    name = said or free_name(text) or _said_again(draft, text)
    if draft.facts.merchant:
        return draft
    if is_address(name or trimmed(text)):
        return put_place(draft, text)
    if name is None or not can_be_trader(name):
        return draft
    named = with_fact(draft, merchant=name)
    return named if name in {text, trimmed(text)} else put_place(named, text)


def free_name(text: str) -> str | None:
    """The words, or the one clause of them beside a place, that read as a name."""
    whole = _POINTED.sub("", trimmed(text))
    if reads_as_name(whole):
        return whole
    clauses = [trimmed(part) for part in re.split(r"[，,。；;！!\s]+", text) if part.strip()]
    rest = [one for one in clauses if is_where(one)]
    others = [_OF_AN_AREA.sub("", one) for one in clauses if one not in rest]
    return others[0] if rest and len(others) == 1 and reads_as_name(others[0]) else None


def _said_again(draft: Draft, text: str) -> str | None:
    """What was said to this question before and is said once more, then, is the name."""
    again = any(said.text.strip() == text.strip() for said in draft.said)
    return trimmed(text) if again and len(text) <= _A_NAME else None


def _stall(text: str) -> str | None:
    """摊主姓黄，22号摊: a stall's number is all the name it has."""
    found = _STALL.search(text)
    return found[0] if found else None


def put_place(draft: Draft, text: str) -> Draft:
    """Where it is, unless that is known or the words can be no place."""
    where = trimmed(_without_more(_without_times(without_own(without_trader(text)))))
    talk = is_talk(where) and not names_place(where)
    known = draft.facts.place or not where or talk or not can_be_place(where) or is_region(where)
    return draft if known else with_fact(draft, place=where)


def _without_more(words: str) -> str:
    """东门步行街 of 东门步行街那家 22元一杯的葡萄: what follows 那家, or a price, is no place."""
    where = _MORE.split(words, maxsplit=1)[0].strip("，, ")
    return where if where and names_place(where) else words


def _without_times(words: str) -> str:
    """昨天中午，结账1216 tells no place, and 昨天晚上燕儿岛路 begins with none."""
    parts = (_TIME_LEAD.sub("", part) for part in re.split("[，,。；;]", words))
    return "，".join(one for one in parts if one and (names_place(one) or not is_time(one)))


def _spot(draft: Draft, text: str) -> Draft:
    """A name or a place: what is called like a shop is one."""
    named = SHOP.search(trimmed(text)) or trader_named(text) or quoted_in(text)
    return _merchant(draft, text) if named else put_place(draft, text)


_DISTRICT = re.compile(r"[\u4e00-\u9fff]{2}新?区")
_DISTRICT_FIRST = re.compile(
    r"^(?!小区|园区|厂区|工业)[\u4e00-\u9fff]{2}新?区(?=[\u4e00-\u9fff]{2})"
)


def _closer(draft: Draft, text: str) -> Draft:
    """A number or a neighbour is added to the rough place, not put in its stead."""
    name = trader_named(text) or quoted_in(text)
    if name is not None and draft.facts.merchant is None and can_be_trader(name):
        draft = with_fact(draft, merchant=name).but(skipped=draft.skipped | {Ask.closer})
    if is_nameless(text) and not names_place(text):
        return draft.but(skipped=draft.skipped | {Ask.closer})
    old, detail = draft.facts.place or "", trimmed(without_own(without_trader(text)))
    detail = detail if can_be_detail(detail) else _clause_of_detail(text)
    if detail in old or not can_be_detail(detail) or (draft.emergency and "医院" in detail):
        return draft
    told = [one for one in re.split("[，,。；;]", detail) if one and not is_nameless(one)]
    # 平湖, then 龙岗区平湖街道辅城坳社区，没招牌
    detail = _DISTRICT_FIRST.sub("", "，".join(told))
    whole = detail if old and old in detail else f"{old}，{detail}"
    exact = with_fact(draft, place=whole[:300])
    return exact.but(skipped=exact.skipped | {Ask.closer})


def _clause_of_detail(text: str) -> str:
    """就在茂业门口 of 没有店名，就在茂业门口."""
    clauses = [trimmed(part) for part in re.split(r"[，,。；;\s]+", without_own(text)) if part]
    fit = (one for one in clauses if len(one) > 1 and not _DISTRICT.fullmatch(one))
    return next((one for one in fit if can_be_detail(one)), "")


def _when(draft: Draft, text: str) -> Draft:
    odd = len(text) > _A_TIME or not is_time(_HOW_LONG.sub("", text)) or _NO_TIME.search(text)
    told = draft.facts.when is not None or odd
    return draft if told else with_fact(draft, when=trimmed(text))


def _what(draft: Draft, text: str) -> Draft:
    """The words are kept with the draft already; a shop alone is no fact of what happened."""
    kind = _SHOP_NAME.search(text)
    if (
        kind
        and kind.start() >= _LEAST
        and len(text) <= _A_NAME
        and not draft.asked.get(Ask.merchant)
    ):
        return _merchant(draft, text)
    first = draft.asked.get(Ask.what, 0) <= 1
    return (
        draft if first and len(text) <= _A_THING else draft.but(skipped=draft.skipped | {Ask.what})
    )


def _ill(draft: Draft, text: str) -> Draft:
    if is_time(text) and not _COUNTED.search(text):
        return draft
    found = _NUMBER.search(text)
    count = int(found[0]) if found else next((_HANZI[c] for c in text if c in _HANZI), None)
    known = draft.facts.people_ill is not None
    return draft if count is None or known else with_fact(draft, people_ill=count)


def _demand(draft: Draft, text: str) -> Draft:
    alone = (Demand.compensation,) if claims_sum(text) else ()
    alone = (Demand.refund,) if _MONEY.fullmatch(trimmed(text)) else alone
    new = demands_in(text) or alone
    return with_fact(draft, demand=tuple(dict.fromkeys((*draft.facts.demand, *new))))


def _demand_pressed(draft: Draft, heard: Heard) -> Draft:
    chosen = choice_of(heard.message, "demand")
    if chosen not in set(Demand):
        return draft
    return with_fact(draft, demand=tuple(dict.fromkeys((*draft.facts.demand, Demand(chosen)))))


def _when_pressed(draft: Draft, heard: Heard) -> Draft:
    chosen = choice_of(heard.message, "when")
    if chosen is None or chosen not in _DAYS_AGO:
        return draft
    ago = _DAYS_AGO[chosen]
    return with_fact(draft, when=EARLIER if ago is None else days_ago(heard.message.at, ago))


BY_BUTTON: Mapping[Ask | None, Callable[[Draft, Heard], Draft]] = {
    Ask.demand: _demand_pressed,
    Ask.when: _when_pressed,
}
BY_WORDS: Mapping[Ask, Callable[[Draft, str], Draft]] = {
    Ask.what: _what,
    Ask.merchant: _merchant,
    Ask.place: put_place,
    Ask.spot: _spot,
    Ask.closer: _closer,
    Ask.when: _when,
    Ask.ill: _ill,
    Ask.demand: _demand,
}
