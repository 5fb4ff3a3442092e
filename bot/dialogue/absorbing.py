"""Taking what a message gives into the draft; what is known is never overwritten here."""

import re

from api.contract.codes import Demand, Hazard, Kind, Setting, Severity
from api.contract.models import Facts, Reporter, Said
from api.contract.understood import Understood
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import declined_in, demands_in
from bot.dialogue.identity import answered, introduced, is_address, is_bare_name
from bot.dialogue.likeness import can_be_place, can_be_trader
from bot.dialogue.naming import neighbour, quoted_in, trader_named, unquoted, without_trader
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import own_spans, theirs
from bot.wording.asks import Ask
from bot.wording.times import dated

PERSONAL = frozenset({Ask.contact, Ask.name, Ask.phone, Ask.address})
CIVIL = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
MATTERS = (Kind.complaint, Kind.report)
ONLINE = frozenset({Setting.delivery, Setting.online_shop})
VAGUE = frozenset({Hazard.other_food, Hazard.service})
"""Hazards that stand only where no clear one was named."""
OF_BUYERS = frozenset(
    {
        Hazard.poisoning,
        Hazard.foreign_object,
        Hazard.spoilage,
        Hazard.expired,
        Hazard.price_weight,
        Hazard.service,
    }
)
"""What mostly befalls somebody who bought something."""
_CLEAR = 0.5
_PAID = re.compile(
    r"(?:花了?|付了?|一共|总共|共|价格是?|金额是?|花费)(\d{1,7}(?:\.\d{1,2})?)(?!\d)"
)
_ROUGH = re.compile(r"(?:街道|[镇乡])$")
_NO_PLACE = re.compile(r"^(?:送|去|到|进)(?:了)?医院$|送医|住院|急诊")
_SAID = re.compile(
    r"(?:说|写|标|称|号|印|标注|宣传|叫做?|牌|买的|喝的|吃的|是)[的着了有]?\s*[「“《『【]$"
)
"""Before brackets in which stands no trader: 写着「无糖」."""
_STALL = r"(?:摊|档|铺|柜|栋|楼|店|线|门)"
"""After a number that is no day: 8号摊位."""
_PIECE = 20_000
_SHORT_PLACE = 20
_FIELDS = (
    "merchant",
    "place",
    "district",
    "division",
    "street",
    "when",
    "food",
    "people_ill",
    "amount",
)
_WHERE = frozenset({"merchant", "place", "district", "division", "street"})
_WHERE_ASKED = frozenset({Ask.merchant, Ask.which, Ask.place, Ask.spot, Ask.closer, Ask.what})
_RANK = {None: 0, Severity.daily: 1, Severity.general: 2, Severity.major: 3}
_MOST_MESSAGES = 190


def absorb(draft: Draft, heard: Heard, key: str) -> Draft:
    """The draft with everything new that a message holds."""
    told = keep_words(draft, heard, key)
    meant = heard.understood
    return told.but(
        kinds=_kinds(told, meant),
        hazards=_hazards(told, meant),
        setting=meant.setting if told.setting == "unknown" else told.setting,
        severity=max(told.severity, meant.severity, key=lambda level: _RANK[level]),
        agency=told.agency or meant.agency,
        **city_of(told, heard),
        emergency=told.emergency or meant.emergency,
        reporter=reporter_of(told, heard),
        facts=_facts(told, heard),
    )


def city_of(draft: Draft, heard: Heard) -> dict[str, str | None]:
    """The city by which the next answers are read; the writer's own city is none."""
    meant = heard.understood
    if draft.asking in PERSONAL or meant.area is None or own_spans(heard.text):
        return {"area": draft.area, "city": draft.city}
    here = meant.city == heard.city.title
    return {"area": meant.area, "city": None if here else meant.city}


def keep_words(draft: Draft, heard: Heard, key: str) -> Draft:
    """The draft with the words and photos of a message, whatever they mean."""
    said = said_by(heard, key)
    known = {old.id for old in draft.said}
    fresh = tuple(new for new in said if new.id not in known)
    messages = (*draft.said, *fresh)
    if len(messages) > _MOST_MESSAGES:
        messages = (*messages[:-2], _joined(messages[-2], messages[-1]))
    return draft.but(
        said=messages,
        evidence=tuple(dict.fromkeys((*draft.evidence, *heard.evidence))),
        started_at=draft.started_at or heard.message.at,
    )


def said_by(heard: Heard, key: str) -> tuple[Said, ...]:
    """A message as the tracker keeps it, in pieces if it is too long for one."""
    text = heard.message.text
    starts = range(0, len(text), _PIECE)
    return tuple(
        Said(id=f"{key}:s{n}", at=heard.message.at, text=text[start : start + _PIECE])
        for n, start in enumerate(starts)
    )


def facts_of(heard: Heard, home: str | None = None) -> Facts:
    """What a message says of the matter, apart from any draft.

    Args:
        heard: The message.
        home: The writer's own address, if this message gives it.
    """
    where = theirs(heard, home)
    people = {found.text for found in heard.understood.findings if found.kind == "person"}
    if where.place is not None and (where.place in people or _NO_PLACE.search(where.place)):
        where = where._replace(place=None)
    values = {name: getattr(heard.understood, name) for name in _FIELDS}
    values |= where._asdict() | _trader(heard, where.place) | {"when": when_of(heard)}
    declined = declined_in(heard.text)
    still = demands_in(heard.text)
    demand = tuple(d for d in heard.understood.demand if d not in declined or d in still)
    return Facts.model_validate(values | {"demand": demand, "location": heard.message.location})


def _trader(heard: Heard, place: str | None) -> dict[str, str | None]:
    """The trader and its place: who is called so comes first, who is next door is a place."""
    name = heard.understood.merchant
    named = trader_named(heard.text)
    beside = neighbour(heard.text, name) if name else None
    if beside is not None and name != named and can_be_place(beside):
        name, place = None, beside if place is None or place in beside else place
    quoted = quoted_in(heard.text)
    trader = (
        quoted is not None
        and can_be_trader(quoted)
        and not _SAID.search(heard.text.partition(quoted)[0])
    )
    name = named or name or (quoted if trader else None)
    if name is None or is_address(name):
        return {"merchant": None, "place": place or name}
    return {"merchant": unquoted(name) if can_be_trader(name) else None, "place": place}


def when_of(heard: Heard, within: str | None = None) -> str | None:
    """昨晚 with the day that it was, because the words are read on another day.

    Args:
        heard: The message.
        within: Only a time in this part of its words.
    """
    times = [f for f in heard.understood.findings if f.kind == "when"]
    words = heard.understood.when
    if words and re.search(re.escape(words) + _STALL, heard.text):
        words = None
    if words and within is not None and f"大{words}" in within:  # 大前天 is no 前天
        return within
    if within is not None:
        words = next((f.text for f in times if f.text in within), None)
    values = (f.value for f in times if f.text == words)
    return dated(words, next(values, "")) if words else None


def _kinds(draft: Draft, meant: Understood) -> tuple[Kind, ...]:
    """A report that turns out to be a dispute too is both; a tip is a report here."""
    if draft.linked_to is not None and not draft.kinds:
        return (Kind.complaint,) if CIVIL.intersection(meant.demand) else ()
    if not draft.kinds:
        heard = tuple(Kind.report if kind is Kind.tip else kind for kind in meant.kinds)
        return tuple(kind for kind in MATTERS if kind in heard)
    if draft.kinds == (Kind.report,) and not draft.anonymous:
        asks_back = Kind.complaint in meant.kinds and CIVIL.intersection(meant.demand)
        return MATTERS if asks_back else draft.kinds
    if not draft.linked_to and draft.kinds == (Kind.complaint,) and Demand.punish in meant.demand:
        return MATTERS
    return draft.kinds


def _hazards(draft: Draft, meant: Understood) -> tuple[Hazard, ...]:
    """What is wrong; a vague word never stands before a clear one, nor is added to it."""
    known = tuple(hazard for hazard in draft.hazards if hazard not in VAGUE)
    new = tuple(hazard for hazard in meant.hazards if hazard not in VAGUE)
    if draft.asking is not None and known and meant.confidence < _CLEAR:
        new = ()
    clear = tuple(dict.fromkeys((*known, *new)))
    return clear or tuple(dict.fromkeys((*draft.hazards, *meant.hazards)))


def _facts(draft: Draft, heard: Heard) -> Facts:
    known = draft.facts
    told = reporter_of(draft, heard).address
    new = facts_of(heard, told if told != draft.reporter.address else None)
    blocked = _WHERE if draft.asking in PERSONAL else frozenset()
    changes = {
        name: getattr(new, name)
        for name in _FIELDS
        if name not in blocked and getattr(known, name) is None
    }
    if not blocked and new.place is not None and new.place not in (known.place or ""):
        if draft.moved:
            changes["place"] = new.place
        elif known.place is not None and _ROUGH.search(known.place):
            changes["place"] = f"{known.place}{new.place}"[:300]
    named = None if blocked else trader_named(heard.text)
    if known.merchant is not None and named not in {None, known.merchant}:
        changes |= {"merchant": named, "merchant_address": None}
    if named is not None and new.place is None:
        changes |= _beside_trader(known.place, heard)
    if (new.people_ill or 0) > (known.people_ill or 0) and draft.said:
        changes["people_ill"] = new.people_ill
    changes["amount"] = known.amount if known.amount is not None else _paid(new, heard)
    changes["demand"] = tuple(dict.fromkeys((*known.demand, *new.demand)))
    changes["location"] = known.location or new.location
    return known.model_copy(update=changes)


def _beside_trader(known: str | None, heard: Heard) -> dict[str, str]:
    """福田区华强北 of 福田区华强北，叫阿婆牛杂; a landmark told before is kept after it."""
    meant, rest = heard.understood, without_trader(heard.text)
    rest = rest.removeprefix(meant.district or "")
    if not rest or len(rest) > _SHORT_PLACE or not (meant.district or meant.street):
        return {}
    if known is None:
        return {"place": rest}
    return {"place": f"{rest}，{known}"} if neighbour(known, known) else {}


def _paid(new: Facts, heard: Heard) -> float | None:
    """花了59.9: said as the answer to nothing, without the word 元."""
    found = _PAID.search(heard.text) if new.amount is None else None
    return float(found[1]) if found else new.amount


def reporter_of(draft: Draft, heard: Heard) -> Reporter:
    """Who is speaking, with what this message adds."""
    known, findings = draft.reporter, heard.understood.findings
    new = introduced(heard.text, findings)
    told_who = new.phone and (Kind.complaint in draft.kinds or draft.asking is not None)
    if draft.asking in PERSONAL or told_who:
        new = answered(heard.text, findings, alone=draft.asking is Ask.address)
    elif Kind.complaint in draft.kinds and draft.asking is not None:
        new = _out_of_turn(draft, heard, new)
    phone = heard.message.phone or new.phone
    return Reporter(
        name=known.name or new.name,
        phone=known.phone or (phone[:30] if phone else None),
        address=known.address or new.address,
    )


def introduced_of(draft: Draft, heard: Heard) -> Reporter:
    """Who is speaking, as far as a message says so that corrects something else."""
    new = introduced(heard.text, heard.understood.findings)
    known = draft.reporter.model_dump(exclude_none=True)
    return Reporter.model_validate(new.model_dump() | known)


def _out_of_turn(draft: Draft, heard: Heard, new: Reporter) -> Reporter:
    """A bare name, or after it a bare address, is the person's own whatever was asked.

    A name may answer the question for the trader, an address those for its place.
    """
    text, meant = heard.text, heard.understood
    nowhere = draft.asking is Ask.place and not (meant.place or meant.street or meant.merchant)
    if (nowhere or draft.asking not in _WHERE_ASKED) and is_bare_name(text):
        return new.model_copy(update={"name": text})
    known = draft.reporter.name or draft.reporter.phone
    if known and draft.facts.place and draft.asking not in _WHERE_ASKED and is_address(text):
        return new.model_copy(update={"address": text})
    return new


def _joined(one: Said, other: Said) -> Said:
    return one.model_copy(update={"text": f"{one.text}\n{other.text}"[:_PIECE]})
