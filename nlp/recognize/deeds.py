"""Which times count: the day of a deed is one, a word in the name of a trader is none."""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_DEED = re.compile(
    r"买|购|下单|点的|点了|吃|喝|看到|看见|瞧见|见到|撞见|发现|拍到|拍的|路过|收到|去的|去过|在店里|到店里|进店"
)
_FEAST = re.compile(
    r"办(?:了|的)?(?:酒|席|喜|婚|满月|百日|生日|寿|白事)|摆(?:了|的)?(?:酒|席|满月|喜|婚)|聚餐|聚会|团建|请客|结婚|年会"
)
_FEAST_ON = re.compile(
    r"(?:喜酒|酒席|[婚喜寿家]宴|满月酒|婚礼|聚会|聚餐|年会|团建)[^，,。；;！!？?\n]{0,4}(?:是|在|定的?)$"
)
"""婚宴是15号办的, 聚会定在15号: what people met for has one day."""
_STOPS = re.compile(r"[，,。；;！!？?…\n]")
_NOBODYS = re.compile(r"(?:听说|据说|老板说|店家说|他说|她说|医生说)$")
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def days_of_deeds(reading: Reading, ruled: Sequence[Finding]) -> list[Finding]:
    """昨天 of 我昨天在店里看到的 in a long report: a day that is said of what its writer did."""
    text = reading.source.original
    return [one for one in ruled if _A_DAY.match(one.value) and _is_of_deed(text, one)]


def _is_of_deed(text: str, one: Finding) -> bool:
    stop = _STOPS.search(text, one.end)
    after = text[one.end : stop.start() if stop else len(text)]
    done = _DEED.search(after) or _FEAST.search(after) or _FEAST_ON.search(text[: one.start])
    return done is not None and not _NOBODYS.search(text[: one.start])


def without_times_of_names(settled: Sequence[Finding]) -> list[Finding]:
    """每日 of 乐邻每日超市, 周末 of 周末农夫集市: a trader's name is no date."""
    names = [one for one in settled if one.kind is FindingKind.merchant]
    return [
        one
        for one in settled
        if one.kind is not FindingKind.when or not any(_is_part(one, name) for name in names)
    ]


def _is_part(one: Finding, name: Finding) -> bool:
    inside = name.start <= one.start and one.end <= name.end
    leads = one.start == name.start and _A_DAY.match(one.value) is not None
    return inside and not leads  # 昨天 at the head was taken in with the name
