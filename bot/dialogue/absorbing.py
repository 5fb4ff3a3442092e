"""Taking what a message gives into the draft; what is known is never overwritten here."""

import re

from api.contract.codes import Demand, Hazard, Kind, Severity
from api.contract.models import Facts, Said
from api.contract.understood import Understood
from bot.dialogue.allergic import as_allergy
from bot.dialogue.beside_trader import beside_trader
from bot.dialogue.called import can_be_trader
from bot.dialogue.closer import makes_closer, nearer, only_inferred
from bot.dialogue.conversation import Draft
from bot.dialogue.dates import told_otherwise
from bot.dialogue.facts import FIELDS, facts_of
from bot.dialogue.housed import moved_in
from bot.dialogue.ill_count import ill_now
from bot.dialogue.kind_of_shop import setting_now
from bot.dialogue.kinds import (
    CIVIL,
    MATTERS,
    VAGUE,
    asked_back,
    guessed_now,
    hazards_now,
    kinds_with,
    turned_out,
)
from bot.dialogue.likeness import is_known_place, names_place
from bot.dialogue.naming import (
    is_maker,
    is_nameless,
    on_a_sign,
    trader_named,
)
from bot.dialogue.only_who import (
    PERSONAL,
    tells_of_shop,
    tells_where_it_is,
)
from bot.dialogue.parting import only_related
from bot.dialogue.parts_of_day import with_day
from bot.dialogue.prepaid import paid_ahead
from bot.dialogue.reported import disputed_now, reported_now, without_check
from bot.dialogue.script import in_plain
from bot.dialogue.speaking import repeats_who, reporter_of, shops_after_all
from bot.dialogue.staying_unnamed import report_unnamed_in
from bot.dialogue.sums import sum_now
from bot.dialogue.support import is_weak, stands_instead
from bot.dialogue.turn import Heard
from bot.dialogue.where_now import beside_school, place_now
from bot.dialogue.whereabouts import own_spans, tells_region
from bot.dialogue.whole_story import by_the_whole, in_order, stories_with
from bot.wording.asks import Ask

_PIECE = 20_000
_BESIDE_CLAIM = ("amount", "when", "people_ill")
_WHERE = frozenset({"merchant", "place", "district", "division", "street"})
_RANK = {None: 0, Severity.daily: 1, Severity.general: 2, Severity.major: 3}
_MOST_MESSAGES = 190
_REST_WELL = re.compile(
    r"(?:其他|其余|别的|剩下)[^，,。；;]{0,6}(?:没事|没有?不舒服|都好|正常|没中招)"
)
"""一共6个人 其他4个暂时没事: the sum is of those who ate."""
_HOSPITAL = re.compile(
    r"(?:医院|妇幼|保健院|卫生院|急诊科?|卫生服务中心)"
    r"(?:的?(?:ICU|icu|急诊科?|重症.{0,3}|住院部?|抢救室|观察室|[内外儿]科))?$"
)
"""Where somebody ill is taken, not who made them ill."""
_CARE = re.compile(
    "(?:留院|住院|急诊|门诊)?(?:观察|抢救|治疗|输液|挂水|吊水|洗胃|手术)(?:室|中)?$"
)
"""现在省医院观察 names no trader."""
_SHOWN = re.compile(
    r"(?:这是|附上?|发你)?[^，,。；;！!\s]{0,6}(?:照片?|图片?|截图|视频|小票|凭证)[。！!]*"
)
"""标签照片: what is shown with it, and nothing that is wrong."""
_TREATED = re.compile(r"医院[^，,。；;]{0,6}(?:取|缝|治|拍片|拔|包扎|检查|手术|消毒)")
"""在儿童医院取出来了: where a wound was seen to."""


def absorb(draft: Draft, heard: Heard, key: str) -> Draft:
    """The draft with everything new that a message holds."""
    told = keep_words(draft, heard, key)
    meant = heard.understood
    reported = reported_now(draft, meant, heard.text)
    apart = reported != draft.reported  # the dispute is about what it was
    hazards = (
        in_order(draft, meant, draft.hazards)
        if apart
        else as_allergy(told, _hazards(draft, meant, heard.text))
    )
    nameless = meant.merchant is None and is_nameless(heard.text)
    facts = _facts(told, heard)
    known = told.but(
        skipped=told.skipped | ({Ask.merchant, *_asked_where(draft)} if nameless else set()),
        kinds=kinds_with(told, heard),
        hazards=hazards,
        stories=stories_with(
            draft, meant, heard.text, tuple(one.id for one in said_by(heard, key))
        ),
        reported=reported,
        guessed=guessed_now(draft, meant, hazards),
        setting=setting_now(told, heard, facts.merchant),
        severity=max(told.severity, meant.level or meant.severity, key=lambda level: _RANK[level]),
        agency=told.agency or meant.agency,
        **city_of(told, heard),
        emergency=told.emergency or meant.emergency,
        reporter=reporter_of(told, heard),
        facts=facts,
        telling=told.telling or (key if set(meant.hazards) - VAGUE else None),
    )
    known = known.but(kinds=turned_out(known, meant, heard.text))
    named = told.kinds == (Kind.report,) and Kind.complaint in known.kinds
    known = disputed_now(draft, without_check(known), meant, heard.text)
    known = known.but(anonymous=False, shown=False) if named and known.anonymous else known
    unnamed = known.kinds == MATTERS and report_unnamed_in(heard.text)
    return known.but(report_unnamed=True) if unnamed else known


def _hazards(draft: Draft, meant: Understood, text: str) -> tuple[Hazard, ...]:
    if draft.hazards and _SHOWN.fullmatch(text):
        return draft.hazards
    told = hazards_now(draft, meant, text)
    if draft.reported:  # what is disputed was told apart
        return told
    told = by_the_whole(draft, meant, text, told, guessed_now(draft, meant, told))
    return told or paid_ahead("，".join((*in_plain(draft.said), text)))


def _asked_where(draft: Draft) -> set[Ask]:
    """没招牌 to the question where exactly: more can't be told."""
    return {Ask.closer} if draft.asking is Ask.closer else set()


def city_of(draft: Draft, heard: Heard) -> dict[str, str | None]:
    """The city by which the next answers are read; the writer's own city is none."""
    meant = heard.understood
    if draft.asking in PERSONAL or meant.area is None or own_spans(heard.text):
        return {"area": draft.area, "city": draft.city}
    here = meant.city == heard.city.title
    known = draft.facts.district in heard.city.districts
    if not here and known and meant.district is None:  # 标签撕开下面是山东烟台
        return {"area": draft.area, "city": draft.city}
    return {"area": meant.area, "city": None if here else meant.city}


def keep_words(draft: Draft, heard: Heard, key: str) -> Draft:
    """The draft with the words and photos of a message, whatever they mean."""
    said = said_by(heard, key)
    known = {old.id for old in draft.said}
    fresh = tuple(new for new in said if new.id not in known)
    repeated = set(heard.evidence) <= set(draft.evidence)
    messages = (*draft.said, *fresh)
    if len(messages) > _MOST_MESSAGES:
        messages = (*messages[:-2], _joined(messages[-2], messages[-1]))
    return draft.but(
        said=messages,
        evidence=tuple(dict.fromkeys((*draft.evidence, *heard.evidence))),
        recordings=draft.recordings if repeated else (*draft.recordings, *heard.recordings),
        started_at=draft.started_at or heard.message.at,
    )


def said_by(heard: Heard, key: str) -> tuple[Said, ...]:
    """A message as the tracker keeps it, in pieces if it is too long for one."""
    text = heard.message.written or heard.message.text
    starts = range(0, len(text), _PIECE)
    return tuple(
        Said(id=f"{key}:s{n}", at=heard.message.at, text=text[start : start + _PIECE])
        for n, start in enumerate(starts)
    )


def _facts(draft: Draft, heard: Heard) -> Facts:
    known = draft.facts
    who = reporter_of(draft, heard)
    told = who.address
    new = _without_hospital(
        heard.text, draft, facts_of(heard, told if told != draft.reporter.address else None)
    )
    if new.place == known.merchant and not names_place(new.place or ""):
        new = new.model_copy(update={"place": None})  # the answer that is the name already
    blocked = _not_here(draft, heard)
    changes = {
        name: getattr(new, name)
        for name in FIELDS
        if name not in blocked and getattr(known, name) is None
    }
    changes["place"] = place_now(draft, heard, new.place, here=not blocked)
    if (shops := shops_after_all(draft, who)) is not None:
        changes["place"] = nearer(draft, known.place, shops, alone=True)
    named = None if blocked else trader_named(heard.text)
    named = named if named and can_be_trader(named) else None
    other = known.merchant is not None and named is not None and only_related(heard.text, named)
    sign = known.merchant is not None and named == on_a_sign(heard.text)  # perhaps a neighbour's
    weak = is_weak(known, _before(draft, heard))
    named = None if (other or sign) and not weak else named  # 厂家叫「…」, after the shop is known
    if known.merchant is not None and named not in {None, known.merchant}:
        changes |= {"merchant": named, "merchant_address": None} | beside_school(draft)
    elif (
        new.merchant
        and stands_instead(known, new, heard, _before(draft, heard))
        and not (is_maker(heard.text, new.merchant) or other)
        and not is_known_place(new.merchant)
    ):
        changes |= {"merchant": new.merchant, "merchant_address": None}
    if not blocked:
        changes |= moved_in(known, new)
    if not blocked and new.district not in {None, known.district} and only_inferred(draft):
        changes |= {name: getattr(new, name) for name in ("district", "division", "street")}
    if named is not None and new.place is None:
        changes |= beside_trader(known.place, heard)
    changes |= _told_again(draft, new, heard)
    changes["amount"] = sum_now(draft, new.amount, heard)
    changes["demand"] = _claims((*known.demand, *new.demand, *asked_back(draft, heard)))
    changes["location"] = known.location or new.location
    return known.model_copy(update=changes)


def _claims(demand: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """Each once; who claims something wants no mere answer."""
    one_each = tuple(dict.fromkeys(demand))
    claimed = CIVIL.intersection(one_each)
    return tuple(d for d in one_each if d is not Demand.answer) if claimed else one_each


def with_lacking(known: Facts, new: Facts, *, where: bool = False, named: bool = False) -> Facts:
    """我不要换，退我156.8元: beside a changed claim the sum and the day, if none was told.

    Args:
        known: What was told so far.
        new: What the message tells.
        where: Beside the trader's name its place too: 店名叫京味斋，在团结湖路.
        named: Beside the place the trader's name too: 是龙岗区平湖大街那边 叫康寿堂.
    """
    told = {name: getattr(new, name) for name in _BESIDE_CLAIM if getattr(known, name) is None}
    if named and known.merchant is None and new.merchant is not None:
        told["merchant"] = new.merchant
    if where and new.place and (known.place is None or makes_closer(known.place, new.place)):
        told["place"] = new.place
        if new.district is not None and new.district != known.district:
            told |= {name: getattr(new, name) for name in ("district", "division", "street")}
    return known.model_copy(update=told)


def with_who_and_where(draft: Draft, new: Facts) -> Facts:
    """梅龙路 拾味零食铺 73块，就要退款: the trader that was asked for, beside a claim."""
    known, answers = draft.facts, draft.asking not in PERSONAL
    if answers and known.merchant is None:
        known = known.model_copy(update={"merchant": new.merchant})
    return with_lacking(known, new, where=answers)


def _told_again(draft: Draft, new: Facts, heard: Heard) -> dict[str, object]:
    """More who are ill than were told of, and when it was bought after when it was seen."""
    known, changes = draft.facts, dict[str, object]()
    well = _REST_WELL.search(heard.text) is not None
    ill = ill_now(draft, heard.text, new.people_ill)
    if ill > (known.people_ill or 0) and draft.said and not well:
        changes["people_ill"] = ill
    before = in_plain(draft.said)
    if known.when and new.when and told_otherwise(heard, known.when, before):
        changes["when"] = with_day(known.when, new.when) or new.when
    return changes


def _not_here(draft: Draft, heard: Heard) -> frozenset[str]:
    """What an answer about the person says nothing of; a bare region is no address of theirs."""
    elsewhere = tells_region(draft, heard) or tells_of_shop(heard)
    elsewhere = elsewhere or tells_where_it_is(draft, heard.text)
    told_who = draft.asking in PERSONAL or repeats_who(draft, heard)
    return _WHERE if told_who and not elsewhere else frozenset()


def _without_hospital(text: str, draft: Draft, new: Facts) -> Facts:
    ill = draft.emergency or draft.facts.people_ill or new.people_ill
    if not (ill or _TREATED.search(text)):
        return new
    treated = ("merchant", "place")
    values = {name: getattr(new, name) or "" for name in treated}
    there = {n: None for n in treated if _HOSPITAL.search(values[n]) or _CARE.match(values[n])}
    short = (new.district or "，").rstrip("区县市")
    if there and len(there) == sum(map(bool, values.values())) and short in _care_in(text):
        there |= dict.fromkeys(("district", "division", "street"))  # 在宝安人民医院
    return new.model_copy(update=there)


def _care_in(text: str) -> str:
    """The clauses in which somebody is treated, and nothing else is told."""
    return " ".join(one for one in re.split(r"[，,。；;\s]+", text) if _HOSPITAL.search(one))


def _before(draft: Draft, heard: Heard) -> tuple[str, ...]:
    """The words of the messages before this one."""
    told = heard.message.written or heard.message.text
    return tuple(one.text for one in draft.said if one.text != told)


def _joined(one: Said, other: Said) -> Said:
    return one.model_copy(update={"text": f"{one.text}\n{other.text}"[:_PIECE]})
