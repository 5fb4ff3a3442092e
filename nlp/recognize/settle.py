"""Rules and tagger put together: whose word counts for a trader, a place, a time, a food."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from nlp.reading import Reading
from nlp.recognize.cooks import called_after_cook
from nlp.recognize.deeds import days_of_deeds, without_times_of_names
from nlp.recognize.doors import (
    before_trader,
    is_landmark,
    joined,
    whole_place,
    with_its_door,
    with_its_head,
)
from nlp.recognize.extents import (
    after_its_quarter,
    after_its_street,
    after_label,
    at_the_gate,
    each_trader,
    from_head,
    is_clause,
    is_where,
    opens_clause,
    school_of_area,
    to_its_end,
    trimmed,
    whole_words,
    with_area_of_school,
    with_head_of_school,
    with_its_parts,
    without_area,
    without_head_of_school,
    without_kind,
)
from nlp.recognize.farther import gone_on, read_as_places, without_spelling
from nlp.recognize.mentioned import is_accused, is_exclaimed, is_nobody, without_mentioned
from nlp.recognize.merchant import BY_EAR, CHAIN, FRAMED
from nlp.recognize.place import KNOWN, POINTED, without_people
from nlp.recognize.taken_back import without_taken_back
from nlp.recognize.up_to_trader import before_its_dish, beyond_its_spot, up_to_trader
from nlp.recognize.when import is_expiry, is_made_on, is_of_name
from nlp.tagging.tagger import Named
from nlp.understanding import Finding, FindingKind

_KINDS = {
    FindingKind.merchant: "m",
    FindingKind.place: "p",
    FindingKind.when: "w",
    FindingKind.food: "f",
}
_BY_PHONE = re.compile(r"[\s，,]*1\d{10}")
_ONE_SIGN = re.compile(r"(?:^|[，,。；;：:\s])[\u4e00-\u9fff]$")
_OF_THE_WRITER = frozenset({FindingKind.person, FindingKind.phone, FindingKind.id_number})
_NO_TRADER = re.compile(
    r"^(?:无证|没证|黑作坊)|^[a-z]?\d+号?(?:档口?|摊位?|铺位?|柜台?)$|(?:半夜|凌晨|深夜)(?!.{0,5}(?:[王店馆档粥面粉饭]|食堂|厨房|小吃|烧烤|酒馆)$)|偷偷|举报|投诉"
)
_LIKE_A_PLACE = re.compile(r"(?:科技园|工业区|村|路|街|巷|小区|社区|地铁站)$")
_THOUGH_LIKE_A_PLACE = 0.7
"""麦穗十二街: so likely a name is one though it ends as a street does."""
_DONE_THEN = re.compile(
    r"[^,，。;；!！?？\s]{0,16}?(?:买|吃|喝|办(?:的?(?:酒|席|喜|婚|满月|百日|生日|寿|白事))|摆酒|聚餐|下的?单)"
)
_IT_WAS = re.compile(r"(?<!不)是$")
_NO_MORE_SAID = re.compile(r"的?(?:[,，。;；!！?？\s]|$)")
_PAUSE = re.compile(r"[,，]")
_OF_THE_MATTER = frozenset({FindingKind.place, FindingKind.when})
"""What may stand beside name and phone: 昨天晚上 施文杰 188…."""
_AT_HOME = re.compile(r"(?:住在?|家在|住址|地址)[是为:：\s]*$")
_A_DATE = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号])?")
_DENIES = frozenset("没沒未不冇")
_LESS = 0.22
_PLAIN = 0.9
"""So likely a name is one in a bare answer too, whatever the rules say."""
_SURE = 0.5
"""Without a rule that agrees, a trader must be likelier than not: he will be named in notices."""
_ANSWER = 24
"""So short a text without a matter answers a question: there the rules know better."""


def settle(
    reading: Reading, findings: Sequence[Finding], named: Sequence[Named], at: datetime | None
) -> list[Finding]:
    """All findings; of the four kinds those that were learned, or in a bare answer the rules'."""
    text = reading.source.original
    findings = without_people(findings)
    short = len(reading.text) <= _ANSWER
    bare = short and not reading.says("hazard")
    writer = [one for one in findings if one.kind in _OF_THE_WRITER]
    named = [one for one in named if one.what != "m" or not _holds_an_illness(reading, one)]
    findings = without_spelling(reading, findings)
    named = with_head_of_school(reading, read_as_places(reading, named))
    named = [at_the_gate(reading, one) for one in named]
    settled: list[Finding] = []
    for kind, what in _KINDS.items():
        ruled = [one for one in findings if one.kind is kind and not _is_none(reading, one)]
        tagged = [_finding(reading, kind, one, ruled, at) for one in named if one.what == what]
        foods = {one.start for one in named if one.what == "f"}
        tagged = [one for one in tagged if _stands(reading, one, ruled, foods)]
        tagged = [one for one in tagged if not is_exclaimed(one)]
        if kind is FindingKind.merchant:
            tagged = [one for one in tagged if not _is_none(reading, one)]
            tagged = _traders(reading, tagged, ruled, findings)
        if kind is FindingKind.place:
            ruled = [one for one in ruled if one.text[0] not in _DENIES]
            tagged = [one for one in tagged if one.text[0] not in _DENIES]  # 没去医院
            tagged = [one for one in tagged if not _A_DATE.fullmatch(one.text)]  # 保质期到11月10号
            tagged = tagged or [one for one in ruled if one.why in {POINTED, KNOWN}]
        answers = ruled and (bare or (short and not tagged and kind is FindingKind.when))
        if kind is FindingKind.merchant:
            answers = answers and not any(one.score > _PLAIN for one in tagged)
        if kind is FindingKind.when:
            tagged = [
                one
                for one in tagged
                if not (
                    is_made_on(text, one.start)
                    or is_expiry(text, one.start, one.end)
                    or is_of_name(text, one.start, one.end)
                )
            ]
            if not any(_names_day(one) for one in tagged):  # 昨天吃了，晚上开始吐
                days = [_to_pause(one) for one in ruled if _is_of_the_deed(reading, one)]
                tagged = days_of_deeds(reading, ruled) or days or tagged
        kept = without_taken_back(reading, ruled if answers else tagged)
        if kind is FindingKind.merchant:
            kept = without_mentioned(reading, kept)
        if kind is FindingKind.place:
            kept = [whole_place(one, ruled, findings) for one in joined(text, kept, findings)]
            kept = [with_its_head(text, with_its_door(reading, one), findings) for one in kept]
            kept = [one for one in kept if is_landmark(one) or not _is_one_of(one, settled)]
            kept = _rather_outside(text, kept, settled, writer)
            settled = [one for one in settled if not any(_within(one, place) for place in kept)]
            kept = kept or before_trader(reading, settled, findings)
            kept = gone_on(
                reading, up_to_trader(reading, kept, settled, findings), ruled, findings
            )
        settled += [one for one in kept if not any(_overlap(one, own) for own in writer)]
    settled = without_head_of_school(settled)
    if _tells_who_writes(reading, writer):
        settled = [one for one in settled if one.kind in _OF_THE_MATTER or is_accused(text, one)]
    settled = without_times_of_names(settled)
    rest = [one for one in findings if one.kind not in _KINDS]
    rest = [one for one in rest if not _of_a_person(reading, one, findings)]
    return settled + [one for one in rest if not _within_name(one, settled)]


def _is_none(reading: Reading, one: Finding) -> bool:
    return one.kind is FindingKind.merchant and is_nobody(reading, one)


def _traders(
    reading: Reading,
    tagged: Sequence[Finding],
    ruled: Sequence[Finding],
    findings: Sequence[Finding],
) -> list[Finding]:
    """Learned names in their whole extent; without one, what the rules are sure of."""
    text = reading.source.original
    found = [part for one in tagged for part in each_trader(reading, one, ruled)]
    found = [one for one in found if not is_where(one, findings)]
    found = [to_its_end(reading, from_head(reading, one, ruled)) for one in found]
    found = [before_its_dish(reading, one, findings) for one in found]
    found = [beyond_its_spot(one) for one in found]
    found = [after_its_street(reading, after_its_quarter(one, findings)) for one in found]
    found = [without_area(one, findings) for one in found]
    found = [with_area_of_school(one, findings, text) for one in found]
    chains = [one for one in ruled if one.why == CHAIN]
    if chains and found and all(is_landmark(one) for one in found):
        return chains  # 那个711，就是卓越世纪中心那家
    found = found or [
        one for one in ruled if one.why in {BY_EAR, FRAMED} or is_clause(reading, one)
    ]
    return found or school_of_area(reading, findings) or called_after_cook(reading, findings)


def _is_of_the_deed(reading: Reading, one: Finding) -> bool:
    """也是昨天, 昨天在民治街道买的: a day that stands with what was done then."""
    before, after = reading.text[: one.start], reading.text[one.end :]
    alone = _NO_MORE_SAID.match(after) or _PAUSE.search(one.text)  # 也是昨天，晚饭的汤粉里…
    told = _DONE_THEN.match(after) or (_IT_WAS.search(before) and alone)
    return one.score >= _PLAIN and told is not None


def _names_day(one: Finding) -> bool:
    """Whether the words fix a day or a month, as 晚上 and 最近 do not."""
    return one.value[:1].isdigit()


def _to_pause(one: Finding) -> Finding:
    """昨天 of 昨天，晚: the part of the day is known from the value."""
    pause = _PAUSE.search(one.text)
    if pause is None:
        return one
    return replace(one, end=one.start + pause.start(), text=one.text[: pause.start()])


def _within_name(one: Finding, settled: Sequence[Finding]) -> bool:
    """中山 of 方中山胡辣汤 is no city, 福海 of 渔民阿福海鲜 no street."""
    by_name = one.why == "district.short" or one.kind is FindingKind.street
    return by_name and any(
        name.kind is FindingKind.merchant
        and name.start < one.start
        and one.end <= name.end
        and not name.text.rstrip(")）").endswith("店")
        for name in settled
    )


def _holds_an_illness(reading: Reading, one: Named) -> bool:
    """虾嗓子发紧: no trader is called by what his guests suffer from."""
    told = [*reading.of("symptom"), *reading.of("cue", "grave_signs")]
    return any(one.start <= hit.start and hit.end <= one.end for hit in told)


def _tells_who_writes(reading: Reading, writer: Sequence[Finding]) -> bool:
    """林晓，138…，景田花园3栋: beside the address stands a name, whatever it means."""
    told = {one.kind for one in writer}
    matter = reading.says("hazard") or reading.says("cue", "bought", "ate")
    return told >= {FindingKind.person, FindingKind.phone} and not matter


def _stands(
    reading: Reading, one: Finding, ruled: Sequence[Finding], foods: Collection[int]
) -> bool:
    """Whether something learned may stand: a street is no trader, nor what is hardly likely."""
    if one.kind is not FindingKind.merchant or any(_overlap(one, other) for other in ruled):
        return True
    plainly = is_clause(reading, one) or opens_clause(reading, one, foods)
    sure = _SURE - _LESS if plainly else _SURE
    sure = max(sure, _THOUGH_LIKE_A_PLACE) if _LIKE_A_PLACE.search(one.value) else sure
    return one.score >= sure and not _NO_TRADER.search(one.value)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _is_one_of(one: Finding, settled: Sequence[Finding]) -> bool:
    """百佳 is who sold it, and not also where; nor, hardly likely, 友和 of 友和大酒楼."""
    hardly = one.score < _SURE
    return any(
        (one.start, one.end) == (other.start, other.end)
        or ((hardly or other.why == FRAMED) and other.start <= one.start and one.end <= other.end)
        for other in settled
    )


def _rather_outside(
    text: str, places: Sequence[Finding], settled: Sequence[Finding], writer: Sequence[Finding]
) -> list[Finding]:
    """西丽 of 百果鲜西丽店 says where only while nothing else does, as 西丽留仙大道."""
    told = [one for one in places if not any(_overlap(one, own) for own in writer)]
    told = [one for one in told if not _AT_HOME.search(text, 0, one.start)]
    outside = [one for one in told if not any(_overlap(one, name) for name in settled)]
    longer = {other.text for other in told}
    begun = {t for t in longer if any(t != whole and whole.startswith(t) for whole in longer)}
    kept = [one for one in outside if one.text not in begun] or told
    return [one for one in places if one in kept or one not in told]


def _of_a_person(reading: Reading, one: Finding, findings: Sequence[Finding]) -> bool:
    """大鹏 of 姚大鹏, or before a phone number, is no district."""
    if one.why != "district.short":
        return False
    text = reading.source.original
    by_phone = _BY_PHONE.match(text, one.end) and _ONE_SIGN.search(text[: one.start])
    people = (who for who in findings if who.kind is FindingKind.person)
    return by_phone is not None or any(_within(one, who) for who in people)


def _within(one: Finding, place: Finding) -> bool:
    """六坊 of 下沙村六坊."""
    return place.start < one.start and one.end <= place.end


def _finding(
    reading: Reading,
    kind: FindingKind,
    one: Named,
    ruled: Sequence[Finding],
    at: datetime | None,
) -> Finding:
    """What was learned, with the value of the rule that stands there."""
    start, end = whole_words(reading.text, one.start, one.end)
    start, end = trimmed(reading.text, start, end)
    if kind is FindingKind.merchant:
        start, end = with_its_parts(reading.text, start, end)
        end = without_kind(reading.text, start, end)
        start = after_label(reading.text, start, end)
    words = reading.text[start:end]
    found = reading.finding(kind, (start, end), words, f"{kind}.learned", one.score)
    if kind is not FindingKind.when or at is None:
        return found
    same = next((r for r in ruled if _overlap(r, found)), None)
    return replace(found, value=same.value) if same else found
