"""The answer to the question that was just put, when its words alone don't show what it is."""

import re
from collections.abc import Callable, Mapping

from api.contract.codes import Demand, Kind
from api.contract.models import Facts
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Draft
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask
from bot.wording.times import EARLIER, days_ago

_ASKING = re.compile(
    r"[？?]|(吗|呢|么|怎么办|为什么|多少钱)[。！!]*$|(管|能|行|可以|是|要|会|有)不\1"
)
_EMPTY_TALK = re.compile(
    r"^(?:你好|您好|谢谢|好的|哈+|呵+|嗯+|哦+|啊+|在吗|hi|hello|ok|test|测试|烦死了|快点|急|什么意思|随便|"
    r"你是谁|傻|[\W\d_]+)[。！!~～]*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:就?在|是|叫|名字叫|店名是?|地址是?|就是|应该是|好像是|大概是?|那家|那个|在一家)[:：]?"
)
_TAIL = re.compile(r"(?:那里|那边|这边|买的|吃的|点的|订的)?[。！!~～，,]*$")
_NUMBER = re.compile(r"\d{1,5}")
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "俩": 2,
    "仨": 3,
    "没": 0,
}
_DEMANDS: Mapping[Demand, re.Pattern[str]] = {
    Demand.refund: re.compile(r"退(?:款|钱|货|一?赔|还|给我|了)|退$|还钱|把钱"),
    Demand.compensation: re.compile(r"赔|补偿|医药费|医疗费|损失"),
    Demand.replace: re.compile(r"更?换(?:货|一|新|个)?|重新?(?:做|发|送)|补发"),
    Demand.apology: re.compile(r"道歉|认错|赔礼|说法"),
    Demand.punish: re.compile(r"查处|罚|查封|关(?:店|门|停)|处罚|整顿|曝光|严查|查他|查一查"),
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
    if ask is None or ask not in _BY_WORDS or not _may_answer(ask, heard):
        return draft
    return _BY_WORDS[ask](draft, heard.text)


def demands_in(text: str) -> tuple[Demand, ...]:
    """The claims that an answer names."""
    return tuple(demand for demand, pattern in _DEMANDS.items() if pattern.search(text))


def is_empty_talk(text: str) -> bool:
    """Greetings, laughter, signs and the like, which answer nothing."""
    return _EMPTY_TALK.match(text) is not None or not re.search(r"[\w\u4e00-\u9fff]", text)


def is_question(text: str) -> bool:
    """Whether the words ask something."""
    return _ASKING.search(text) is not None


def _may_answer(ask: Ask, heard: Heard) -> bool:
    text = heard.text
    if not text or len(text) > _LONGEST.get(ask, 300):
        return False
    off_topic = {Kind.progress, Kind.withdraw, Kind.out_of_scope}.intersection(
        heard.understood.kinds
    )
    return not (is_question(text) or _no_answer(ask, text) or off_topic)


def _no_answer(ask: Ask, text: str) -> bool:
    return False if ask is Ask.ill else is_empty_talk(text)


def _fact(draft: Draft, **changes: object) -> Draft:
    return draft.but(facts=Facts.model_validate(draft.facts.model_dump() | changes))


def _trim(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", text)).strip("「」“”\"' ") or text


def _merchant(draft: Draft, text: str) -> Draft:
    return draft if draft.facts.merchant else _fact(draft, merchant=_trim(text))


def _place(draft: Draft, text: str) -> Draft:
    return draft if draft.facts.place else _fact(draft, place=_trim(text))


def _closer(draft: Draft, text: str) -> Draft:
    """A number or a neighbour is added to the rough place, not put in its stead."""
    old = draft.facts.place or ""
    return draft if _trim(text) in old else _fact(draft, place=f"{old}，{_trim(text)}"[:300])


def _when(draft: Draft, text: str) -> Draft:
    return draft if draft.facts.when else _fact(draft, when=_trim(text))


def _what(draft: Draft, _text: str) -> Draft:
    """The words are kept with the draft already: they are the facts."""
    return draft.but(skipped=draft.skipped | {Ask.what})


def _ill(draft: Draft, text: str) -> Draft:
    found = _NUMBER.search(text)
    count = int(found[0]) if found else next((_HANZI[c] for c in text if c in _HANZI), None)
    known = draft.facts.people_ill is not None
    return draft if count is None or known else _fact(draft, people_ill=count)


def _demand(draft: Draft, text: str) -> Draft:
    new = demands_in(text)
    return _fact(draft, demand=tuple(dict.fromkeys((*draft.facts.demand, *new)))) if new else draft


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
    Ask.spot: _place,
    Ask.closer: _closer,
    Ask.when: _when,
    Ask.ill: _ill,
    Ask.demand: _demand,
}
