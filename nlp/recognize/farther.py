"""Places as far as they are told, and words that only look like one.

What was recognised is often an area alone, though the writer goes on: 沙井街道 后亭村. And
罗湖的罗 tells how a name is written, 蹲坑 what stands in a kitchen: neither says where.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading import Reading
from nlp.tagging.tagger import Named
from nlp.understanding import Finding, FindingKind

_SPELT = re.compile(
    r"(?:那个|这个)?(?:的|嘅)那?个?(?P<sign>[\u4e00-\u9fff])字?(?=[^\u4e00-\u9fff]|$)"
)
_FIXTURE = re.compile(
    r"(?:[蹲粪茅]坑|茅房|厕所|洗手[间池台盆]|洗[菜碗]池|马桶|便池|小便池|下水道|排水沟|臭?水沟|垃圾[桶堆房]|拖把池|化粪池)"
    r"(?:旁边?|里[面头边]?|边上|隔壁|对面|门口)?"
    r"|双木林|木子李|弓长张|立早章|耳东陈|草头黄|古月胡|口天吴|言午许|三横王|禾呈程|双口吕|人可何|走肖赵"
)
_AREAS = frozenset({FindingKind.district, FindingKind.street})
_WHERE = _AREAS | {FindingKind.place}
_GAP = re.compile(r"(?:[那这][个边头块](?:的|有个?)?)?[\s，,、]{0,2}")
_SOMEBODY = re.compile(r"(?:那边|那块|那里|村?里)?[\s，,]*有一?[人个家间]")
_QUARTER_END = re.compile(r"[围村岭坑塘岗湾头洲坪埔涌墟屯庄寨堡沥浦田厦]$")
"""东晓街道的草埔 有人…: a quarter, and nobody trades by its name."""
_OF = frozenset("的嘅")
_FROM = re.compile(r"(?:我|本人|俺)(?:是|系|住|喺|住在|住喺)[^，,。；;\s]{2,4}$")
"""我系坂田杨美嘅: where somebody is from."""
_TAIL, _KIND = "尾", 3
"""较场尾民宿: a sign that ends places and begins no name; 民宿 behind it is none."""


def without_spelling(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings but for those that tell how a name is written: 罗湖的罗."""
    text = reading.source.original
    return [one for one in findings if one.kind not in _WHERE or not _spells(text, one.end, one)]


def _spells(text: str, end: int, one: Finding | Named) -> bool:
    found = _SPELT.match(text, end)
    return found is not None and found["sign"] in text[one.start : end]


def read_as_places(reading: Reading, named: Sequence[Named]) -> list[Named]:
    """What was learned as a place or a trader, in its extent; no fixture and no spelling."""
    text = reading.text
    begun = [_without_of(text, one) for one in named]
    told = [one for one in begun if not _is_neither(text, one)]
    tails = {one.start for one in told if one.what == "m" and text[one.start] == _TAIL}
    heads = {one.end for one in told if one.what == "p"} & tails
    ended = (_with_tail(_as_quarter(text, one), heads) for one in told)
    return [one for one in ended if one is not None]


def _is_neither(text: str, one: Named) -> bool:
    from_there = _FROM.search(text, 0, one.start) and text[one.end : one.end + 1] in _OF
    if one.what == "m" and from_there:
        return True
    fixture = _FIXTURE.fullmatch(text, one.start, one.end) is not None
    return one.what in "pm" and (fixture or _spells(text, one.end, one))


def _as_quarter(text: str, one: Named) -> Named:
    quarter = one.what == "m" and _QUARTER_END.search(text, one.start, one.end) is not None
    short = one.end - one.start <= _KIND
    there = quarter and short and _SOMEBODY.match(text, one.end) is not None
    return replace(one, what="p") if there else one


def _with_tail(one: Named, heads: set[int]) -> Named | None:
    """较场尾 for 较场, and what begins behind it, if that is more than 民宿."""
    if one.what == "p" and one.end in heads:
        return replace(one, end=one.end + 1)
    if one.what == "m" and one.start in heads:
        return replace(one, start=one.start + 1) if one.end - one.start > _KIND else None
    return one


def _without_of(text: str, one: Named) -> Named:
    """上合村 of 的上合村."""
    of = one.what == "p" and text[one.start] in _OF and one.end - one.start >= _KIND
    return replace(one, start=one.start + 1) if of else one


def gone_on(
    reading: Reading,
    places: Sequence[Finding],
    ruled: Sequence[Finding],
    findings: Sequence[Finding],
) -> list[Finding]:
    """The places, and after an area alone the one that follows it though none was learned."""
    text = reading.source.original
    areas = {one.end for one in findings if one.kind in _AREAS}
    added = [
        other
        for one in places
        if one.end in areas
        for other in ruled
        if other.start > one.end
        and _GAP.fullmatch(text, one.end, other.start)
        and not any(place.start < other.end and other.start < place.end for place in places)
    ]
    return [*places, *added]
