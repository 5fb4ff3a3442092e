"""Corrections: 不是福田，是罗湖 · 店名是… · 电话错了是139… · 是景田南街不是北街."""

import re
from dataclasses import replace

from api.contract.codes import Demand, Kind
from api.contract.models import Facts
from bot.dialogue.absorbing import CIVIL, MATTERS, VAGUE
from bot.dialogue.clauses import groups_in
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import MONEY, changed, declined_in, demands_in
from bot.dialogue.identity import is_address, is_bare_name, phone_in
from bot.dialogue.items import WRONG, field_named, is_only_wrong
from bot.dialogue.leaving import wants_to_leave
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.patching import patched
from bot.dialogue.putting import Corrected, district_before, put
from bot.dialogue.righting import right
from bot.dialogue.tone import is_question, is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import theirs
from bot.dialogue.which_item import which_address, which_item
from bot.wording.labels import demands as demands_shown

_END = r"[，,。！!；;\s]"
_OLD = r"(?P<old>[^，,。；;！!]{1,40}?)"
_OLD_LAST = r"(?P<old>[^，,。；;！!]{1,40})"
_NEW = r"(?P<new>[^，,。；;！!]{1,60})"
_NEW_FIRST = r"(?P<new>[^，,。；;！!不]{1,60}?)"
_SWAPS = tuple(
    re.compile(pattern)
    for pattern in (
        f"不(?:是|在|叫){_OLD}{_END}*(?:我|而|应该)?(?:是|在|叫){_NEW}",
        f"(?:应该|其实)?(?:是|在|叫){_NEW_FIRST}{_END}*不(?:是|在|叫){_OLD_LAST}",
        r"^不是(?P<old>[^，,。；;！!\s]{1,10})[，,。\s]+(?P<new>[^，,。；;！!\s是]{1,12})[。！!]?$",
        f"(?:把)?{_OLD}改(?:成|为){_NEW}",
        f"{_OLD}(?:(?:写|说|打|填|弄|搞|记)?错了?|不对){_END}*(?:我|应该|正确的|其实)*(?:是|为|叫|改成|住在?){_NEW}",
    )
)
_STATED = re.compile(
    r"^(?:不对|错了|更正|补充|等等|等下)?[，,。！!：:\s]*(?P<what>[\u4e00-\u9fff]{1,7}?)"
    r"(?:应该|其实)?(?:(?<=[址点置])在|是|叫|为|改成|改为|换成|[:：])(?P<new>.{1,80})$"
)
_ANSWER_LEAD = re.compile(
    r"^(?:不对|哦|噢|嗯|对|应该|正确的|其实|改成|改为|换成|就|我的?|联系|店名|电话|号码|名字|地址)*(?:是|叫|为)?[:：，,]?"
)
# What follows 另一家 is the name.
_ANOTHER = re.compile(r"是?(?:另外?|别的|其他)一?家(?:店)?[，,：:\s]*(?:叫|是|名叫)?")
# 系前日: 系 begins a clause as 是 does.
_YUE_IS = re.compile(r"(?<=[，,。；;\s])系(?=[\u4e00-\u9fff])")
_MOREOVER = re.compile(
    r"^(?:还有|另外|对了|然后|再就是|哦|噢)[，,\s]*(?=.{0,8}(?:错|不对|不是|改))"
)
"""Before one more correction."""
_WAS = re.compile(r"^(?P<new>.{1,40}?)[，,\s]*不(?:是|在|叫)(?P<was>.{1,40})$")
"""是下村不是合水口村, after the item that is wrong."""
_TEXTS = ("merchant", "place", "district", "when", "food")


def correct(draft: Draft, heard: Heard) -> Corrected | None:
    """The corrections that a message makes, or None if it makes none."""
    if len(heard.text) > 120 or heard.message.button is not None:  # noqa: PLR2004 - a story is no correction
        return None
    if draft.facts == Facts() and draft.fixing is None:  # a form corrects nothing
        return _one(draft, heard) if len(groups_in(heard.text)) == 1 else None
    return _each(draft, heard) or _one(draft, heard)


def _each(draft: Draft, heard: Heard) -> Corrected | None:
    """不是福田，是罗湖，店名也错了，叫老王: two or more, each put right by its own words."""
    groups = groups_in(heard.text)
    if len(groups) < 2:  # noqa: PLR2004 - one correction is no list
        return None
    done: list[Corrected] = []
    for words in groups:
        alone = replace(heard, message=heard.message.model_copy(update={"text": words}))
        one = _one(done[-1].draft if done else draft, alone)
        done += [] if one is None else [one]
    if len({one.field for one in done}) < 2:  # noqa: PLR2004 - as above
        return None
    *first, last = done
    return replace(last, more=tuple(first))


def _one(draft: Draft, heard: Heard) -> Corrected | None:
    """One correction, or one with what its own clauses say besides."""
    text = _YUE_IS.sub("是", _ANOTHER.sub("是", heard.text.replace("唔系", "不是")))
    text = _MOREOVER.sub("", text)
    return (
        patched(draft, text)
        or _swapped(draft, heard, text, named=True)
        or (_answer_to_fixing(draft, heard, draft.fixing) if draft.fixing else None)
        or _claims(draft, text)
        or right(draft, heard)
        or _swapped(draft, heard, text, named=False)
        or _stated(draft, heard)
    )


def _swapped(draft: Draft, heard: Heard, text: str, *, named: bool) -> Corrected | None:
    """Something old and something new; first only where the old names its item."""
    for pattern in _SWAPS:
        found = pattern.search(text)
        if found is None or (named and _item(found["old"].strip()) is None):
            continue
        done = _swap(draft, heard, found["old"].strip(), found["new"].strip())
        if done is not None:
            return _and_more(done, heard)
    return None


def _item(words: str) -> str | None:
    """The item that the words before a correction name: 店名错了, 把电话."""
    words = re.sub(r"(?:也|又|都|还)(?=不对|错|写错|说错|$)", "", words)
    return field_named(WRONG.sub("", words)) or field_named(re.sub(r"^把|的$", "", words))


def _and_more(done: Corrected, heard: Heard) -> Corrected:
    """The further corrections of one message: 店名改成…，地址是…."""
    place = theirs(heard).place
    if done.field == "district" and place and place != done.draft.facts.place:
        there = put(done.draft, heard, "place", place)  # 是罗湖的，人民南路那家
        done = done if there is None else replace(done, draft=there.draft)
    for clause in re.split(r"[，,；;。！!]", heard.text)[1:]:
        stated = _STATED.match(clause.strip())
        field = field_named(WRONG.sub("", stated["what"])) if stated else None
        if stated is None or field is None or field == done.field:
            continue
        also = put(done.draft, heard, field, stated["new"].strip())
        done = done if also is None else replace(done, draft=also.draft)
    return done


def _stated(draft: Draft, heard: Heard) -> Corrected | None:
    """店名是…: a trader that was not known before is taken as an answer is."""
    stated = _STATED.match(heard.text)
    field = field_named(WRONG.sub("", stated["what"])) if stated else None
    if stated is None or field is None or (field == "merchant" and not draft.facts.merchant):
        return None
    if stated["what"] == "地址" and draft.asking in PERSONAL:
        return None  # it is the answer that was asked for
    if stated["what"] == "地址":
        field = which_address(draft, stated["new"])
    return put(draft, heard, field, stated["new"].strip())


def _answer_to_fixing(draft: Draft, heard: Heard, field: str) -> Corrected | None:
    """The right value, which was asked for."""
    if is_question(heard.text) or (heard.text and is_only_wrong(heard.text)):
        return None
    if field == "place" and re.match(r"(?:是|改成)?我|联系", heard.text):
        field = "address"
    return put(draft, heard, field, _ANSWER_LEAD.sub("", heard.text))


def _claims(draft: Draft, text: str) -> Corrected | None:
    """不用退了，道歉就行: without a claim of their own a complaint is a report."""
    now = changed(draft.facts.demand, text)
    if now is None or (wants_to_leave(text) and not demands_in(text)):
        return None
    told = draft.but(facts=draft.facts.model_copy(update={"demand": now}))
    if Demand.punish in now and not CIVIL.intersection(now) and Kind.complaint in draft.kinds:
        told = told.but(kinds=() if draft.linked_to else (Kind.report,))
    elif draft.kinds == MATTERS and set(declined_in(text)) >= set(MONEY) and not CIVIL & set(now):
        told = told.but(kinds=(Kind.report,))  # 我不要钱了: the other half goes on
    elif Demand.punish in now and draft.kinds == (Kind.complaint,) and not draft.linked_to:
        told = told.but(kinds=MATTERS)
    return Corrected(told, "demand", demands_shown(now), first=not draft.facts.demand)


def put_plainly(draft: Draft, heard: Heard) -> Corrected | None:
    """What was said while the summary stood: a bare value replaces the one of its kind."""
    phone = phone_in(heard.text)
    if phone is not None and phone != draft.reporter.phone:
        return put(draft, heard, "phone", phone)
    if WRONG.search(heard.text):
        return None
    if is_address(heard.text):
        return _address_again(draft, heard)
    meant = heard.understood
    told = meant.model_copy(update=theirs(heard)._asdict())
    for name in ("district", "merchant", "place", "when", "people_ill", "amount"):
        new, old = getattr(told, name), getattr(draft.facts, name)
        claimed = name == "amount" and demands_in(heard.text)
        known = new is None or old is None or new == old or str(new) in str(old)
        known = known or (name == "merchant" and is_bare_name(str(new)))  # 我妈叫刘桂芳
        food = draft.facts.food if name == "merchant" else None
        if food is not None and food in str(new):  # 寿司是三文鱼寿司
            return put(draft, heard, "food", str(new))
        if not known and not claimed:
            return put(draft, heard, name, str(new))
    return None


def _address_again(draft: Draft, heard: Heard) -> Corrected | None:
    """A whole address while the summary stands replaces the one that it resembles."""
    return put(draft, heard, which_address(draft, heard.text), heard.text)


def _swap(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    named = _item(old)
    if named is not None:
        return _put_named(draft, heard, named, old, new)
    if demands_in(old) and draft.facts.amount is not None and re.fullmatch(r"\d.*", new):
        return put(draft, heard, "amount", new)
    for district in heard.city.districts:
        if _names(new, district) and not draft_names(draft, "place", old):
            return put(draft, heard, "district", district)
    for name in _TEXTS:
        value = getattr(draft.facts, name)
        if value and (old in value or value in old):
            return put(draft, heard, name, new if name == "when" else _merged(value, old, new))
    for name in ("name", "phone", "address"):
        value = getattr(draft.reporter, name)
        if value and (old in value or value in old):
            return put(draft, heard, name, new)
    return (
        _by_number(draft, heard, old, new)
        or _another_time(draft, heard, old, new)
        or _another_place(draft, heard, old, new)
        or _elsewhere(draft, heard)
        or _retold(draft, heard, old, new)
    )


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


def _another_time(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """唔系琴日，系前日: a time for a time, however the old one was written before."""
    times = is_time(old) and is_time(new)
    return put(draft, heard, "when", new) if times else None


def _another_place(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """不是福田景田，是罗湖黄贝岭: a place in a district for another."""
    places = all(district_before(heard, words)[0] for words in (old, new))
    return put(draft, heard, "place", new) if places and draft.facts.place is not None else None


def _elsewhere(draft: Draft, heard: Heard) -> Corrected | None:
    """不是杭州，是南昌: the district of that name in the other city."""
    meant, known = heard.understood, draft.facts.division
    if meant.district is None or meant.division is None or meant.division == known:
        return None
    return put(draft, heard, "district", meant.district)


def _retold(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    """不是头发，是铁丝: what was told otherwise before, and stands in no field of its own."""
    old = re.sub(r"^(?:什么|一?[个根只条])", "", old)
    if not old or not any(old in said.text for said in draft.said):
        return None
    told = draft.but(amended=(*draft.amended, new))
    meant = tuple(one for one in heard.understood.hazards[:1] if one not in VAGUE)
    if meant:  # 不是发霉，是有虫: what is wrong is another thing now
        told = told.but(hazards=tuple(dict.fromkeys((*meant, *draft.hazards[1:]))))
    return Corrected(told, "words", new)


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
    return new if rest and new.endswith(rest) else value.replace(old, new, 1)
