"""Corrections: 不是福田，是罗湖 · 店名是… · 电话错了是139… · 是景田南街不是北街."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from api.contract.codes import Demand, Kind
from api.contract.models import Facts, Reporter
from bot.dialogue.absorbing import CIVIL, when_of
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import changed, demands_in
from bot.dialogue.identity import answered, is_address, phone_in
from bot.dialogue.items import WRONG, field_named, is_only_wrong
from bot.dialogue.leaving import wants_to_leave
from bot.dialogue.naming import trader_named, unquoted
from bot.dialogue.taking import is_question, is_time
from bot.dialogue.turn import Heard
from bot.wording.labels import demands as demands_shown


@dataclass(frozen=True, slots=True)
class Corrected:
    """The draft after a correction, and what is now written where."""

    draft: Draft
    field: str
    value: str
    first: bool = False
    """Nothing stood there before."""


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
        f"(?:把)?{_OLD}改(?:成|为){_NEW}",
        f"{_OLD}(?:(?:写|说|打|填|弄|搞|记)?错了?|不对){_END}*(?:我|应该|正确的|其实)*(?:是|为|叫|改成){_NEW}",
    )
)
_STATED = re.compile(
    r"^(?:不对|错了|更正|补充|等等|等下)?[，,。！!：:\s]*(?P<what>[\u4e00-\u9fff]{1,7}?)"
    r"(?:应该|其实)?(?:(?<=[址点置])在|是|叫|为|改成|改为|换成|[:：])(?P<new>.{1,80})$"
)
_ANSWER_LEAD = re.compile(
    r"^(?:不对|哦|噢|嗯|对|应该|正确的|其实|改成|改为|换成|就|我的?|联系|店名|电话|号码|名字|地址)*(?:是|叫|为)?[:：，,]?"
)
_TEXTS = ("merchant", "place", "district", "when", "food")


def correct(draft: Draft, heard: Heard) -> Corrected | None:
    """The correction that a message makes, or None if it makes none."""
    text = heard.text
    if len(text) > 120 or heard.message.button is not None:  # noqa: PLR2004 - a story is no correction
        return None
    asked = draft.fixing and _answer_to_fixing(draft, heard, draft.fixing)
    done = asked or _claims(draft, text)
    if done:
        return done
    for pattern in _SWAPS:
        found = pattern.search(text)
        if found:
            done = _swap(draft, heard, found["old"].strip(), found["new"].strip())
            if done is not None:
                return _and_more(done, heard)
    return _stated(draft, heard)


def _and_more(done: Corrected, heard: Heard) -> Corrected:
    """The further corrections of one message: 店名改成…，地址是…."""
    for clause in re.split(r"[，,；;。！!]", heard.text)[1:]:
        stated = _STATED.match(clause.strip())
        field = field_named(WRONG.sub("", stated["what"])) if stated else None
        if stated is None or field is None or field == done.field:
            continue
        also = _put(done.draft, heard, field, stated["new"].strip())
        done = done if also is None else replace(done, draft=also.draft)
    return done


def _stated(draft: Draft, heard: Heard) -> Corrected | None:
    """店名是…: a trader that was not known before is taken as an answer is."""
    stated = _STATED.match(heard.text)
    field = field_named(WRONG.sub("", stated["what"])) if stated else None
    if stated is None or field is None or (field == "merchant" and not draft.facts.merchant):
        return None
    if stated["what"] == "地址":
        field = _which_address(draft, stated["new"])
    return _put(draft, heard, field, stated["new"].strip())


def _answer_to_fixing(draft: Draft, heard: Heard, field: str) -> Corrected | None:
    """The right value, which was asked for."""
    if is_question(heard.text) or (heard.text and is_only_wrong(heard.text)):
        return None
    if field == "place" and re.match(r"(?:是|改成)?我|联系", heard.text):
        field = "address"
    return _put(draft, heard, field, _ANSWER_LEAD.sub("", heard.text))


def _claims(draft: Draft, text: str) -> Corrected | None:
    """不用退了，道歉就行: without a claim of their own a complaint is a report."""
    now = changed(draft.facts.demand, text)
    if now is None or (wants_to_leave(text) and not demands_in(text)):
        return None
    told = draft.but(facts=draft.facts.model_copy(update={"demand": now}))
    if Demand.punish in now and not CIVIL.intersection(now) and Kind.complaint in draft.kinds:
        told = told.but(kinds=() if draft.linked_to else (Kind.report,))
    return Corrected(told, "demand", demands_shown(now), first=not draft.facts.demand)


def put_plainly(draft: Draft, heard: Heard) -> Corrected | None:
    """What was said while the summary stood: a bare value replaces the one of its kind."""
    phone = phone_in(heard.text)
    if phone is not None and phone != draft.reporter.phone:
        return _put(draft, heard, "phone", phone)
    if WRONG.search(heard.text):
        return None
    if is_address(heard.text):
        return _address_again(draft, heard)
    meant = heard.understood
    for name in ("district", "merchant", "place", "when", "people_ill", "amount"):
        new, old = getattr(meant, name), getattr(draft.facts, name)
        claimed = name == "amount" and demands_in(heard.text)
        known = new is None or old is None or new == old or str(new) in str(old)
        if not known and not claimed:
            return _put(draft, heard, name, str(new))
    return None


def _address_again(draft: Draft, heard: Heard) -> Corrected | None:
    """A whole address while the summary stands replaces the one that it resembles."""
    return _put(draft, heard, _which_address(draft, heard.text), heard.text)


def _which_address(draft: Draft, new: str) -> str:
    """Place or address: whose words the new one shares more of."""
    own, other = _shared(draft.reporter.address, new), _shared(draft.facts.place, new)
    return "address" if own > other else "place"


def _shared(old: str | None, new: str) -> int:
    return (
        len({old[n : n + 2] for n in range(len(old) - 1) if old[n : n + 2] in new}) if old else 0
    )


def _swap(draft: Draft, heard: Heard, old: str, new: str) -> Corrected | None:
    named = field_named(WRONG.sub("", old)) or field_named(re.sub(r"^把|的$", "", old))
    if named is not None:
        bare = named == "place" and re.fullmatch(r"把?地址(?:的)?", WRONG.sub("", old))
        return _put(draft, heard, _which_address(draft, new) if bare else named, new)
    if demands_in(old) and draft.facts.amount is not None and re.fullmatch(r"\d.*", new):
        return _put(draft, heard, "amount", new)
    for district in heard.city.districts:
        if _names(new, district) and not draft_names(draft, "place", old):
            return _put(draft, heard, "district", district)
    for name in _TEXTS:
        value = getattr(draft.facts, name)
        if value and (old in value or value in old):
            return _put(draft, heard, name, new if name == "when" else _merged(value, old, new))
    for name in ("name", "phone", "address"):
        value = getattr(draft.reporter, name)
        if value and (old in value or value in old):
            return _put(draft, heard, name, new)
    return _by_number(draft, heard, old, new) or _retold(draft, old, new)


def _retold(draft: Draft, old: str, new: str) -> Corrected | None:
    """不是头发，是铁丝: what was told otherwise before, and stands in no field of its own."""
    old = re.sub(r"^(?:什么|一?[个根只条])", "", old)
    told = len(old) > 1 and any(old in said.text for said in draft.said)
    return Corrected(draft, "words", new) if told else None


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
            return _put(draft, heard, name, digits[0])
    return None


def _names(words: str, district: str) -> bool:
    short = district.removesuffix("新区").removesuffix("区").removesuffix("县").removesuffix("市")
    return words.startswith(short) and len(words) <= len(district) + 1


def _merged(value: str, old: str, new: str) -> str:
    """景田北街 with 北街 → 景田南街 is 景田南街, with 12号 → 15号 only the number changes."""
    if old not in value or (len(new) > len(old) and new[:2] == value[:2]):
        return new
    return value.replace(old, new, 1)


def _put(draft: Draft, heard: Heard, field: str, new: str) -> Corrected | None:
    new = re.sub(r"^(?:是|叫|在|为)|[。！!，,]+$", "", new).strip()
    if field in {"name", "phone", "address"}:
        return _put_reporter(draft, field, new)
    if field == "demand":
        demands = demands_in(new)
        facts = draft.facts.model_copy(update={"demand": demands})
        shown = demands_shown(demands)
        return Corrected(draft.but(facts=facts), field, shown) if demands else None
    return _put_fact(draft, heard, field, new)


def _put_reporter(draft: Draft, field: str, new: str) -> Corrected | None:
    value = answered(new, (), alone=field == "address").model_dump()[field]
    known = getattr(draft.reporter, field)
    if value is None or known == value or (known is None and draft.fixing != field):
        return None
    reporter = Reporter.model_validate(draft.reporter.model_dump() | {field: value})
    return Corrected(draft.but(reporter=reporter), field, value, first=known is None)


def _put_fact(draft: Draft, heard: Heard, field: str, new: str) -> Corrected | None:
    value: str | float | int = new
    if field in _SHAPES:
        new = value = _SHAPES[field](heard, new)
        if not new:
            return None
    if field in {"amount", "people_ill"}:
        digits = re.search(r"\d{1,7}(?:\.\d+)?", new)
        if digits is None:
            return None
        value = float(digits[0]) if field == "amount" else min(int(float(digits[0])), 100_000)
    changes: dict[str, object] = {field: value}
    if field == "district":
        changes |= {"division": _division(heard, str(value)), "street": None}
    if field in {"merchant", "place"}:
        changes |= {"street": None} if field == "place" else {"merchant_address": None}
    facts = Facts.model_validate(draft.facts.model_dump() | changes)
    candidates = () if field == "merchant" else draft.candidates
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    first = getattr(draft.facts, field) is None
    return Corrected(draft.but(facts=facts, candidates=candidates), field, shown, first=first)


def _as_trader(_heard: Heard, words: str) -> str:
    """Up to the first comma; a street, a number or a claim is no trader."""
    name = unquoted(re.split(r"[，,。；;！!]", trader_named(words) or words)[0].strip())
    odd = is_address(name) or demands_in(name) or phone_in(name) or WRONG.search(name)
    return "" if odd else name


def _as_time(heard: Heard, words: str) -> str:
    if not is_time(words):
        return ""
    return when_of(heard, words) or words


def _as_place(_heard: Heard, words: str) -> str:
    return "" if phone_in(words) or demands_in(words) else words


_SHAPES: Mapping[str, Callable[[Heard, str], str]] = {
    "merchant": _as_trader,
    "when": _as_time,
    "place": _as_place,
}


def _division(heard: Heard, district: str) -> str | None:
    """The code of the district, if the message's own understanding speaks of the same."""
    meant = heard.understood
    if meant.district == district:
        return meant.division
    for finding in heard.understood.findings:
        if finding.kind == "district" and district.startswith(finding.text.rstrip("区县市")):
            return finding.value if re.fullmatch(r"\d{6}", finding.value) else None
    return None
