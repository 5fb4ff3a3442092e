"""康乐超市 lies in no 康乐县: a county that only a trader's name holds is not where it is."""

import re
from collections.abc import Collection
from dataclasses import replace

from knowledge.cities import divisions
from nlp.understanding import FindingKind, Understanding

_STANDS_THERE = re.compile(
    r"(?:市场|菜场|商场|广场|大厦|大学|学院|学校|中学|小学|幼儿园|医院|机场|车站|公园|镇|街道).{0,6}$"
)
"""洪山实验小学 is in 洪山区."""


def without_namesakes(
    found: Understanding, home: Collection[str], near: str | None
) -> Understanding:
    """The understanding without a district whose short name is a part of the trader's alone.

    Args:
        found: What the message means.
        home: Codes of the districts of the city that is served.
        near: Code of the district or city that the talk was of before.
    """
    code, name = found.division, found.district
    if code is None or name is None or name in found.text or code in home:
        return found
    if not name.endswith(("县", "市")):  # 天河麦当劳 may well be in 天河区
        return found
    areas = [one for one in found.findings if one.kind is FindingKind.district]
    traders = [one for one in found.findings if one.kind is FindingKind.merchant]
    bare = name[:-1]
    heads = [one.text for one in traders if one.text.startswith(bare)]
    held = bool(heads) and not any(_STANDS_THERE.search(one) for one in heads)
    if not held or len(areas) != 1:
        return found
    city = divisions.by_code(f"{code[:4]}00")
    told = city is not None and city.name.removesuffix("市") in found.text
    if told or (near is not None and near[:4] == code[:4]):
        return found
    rest = tuple(one for one in found.findings if one not in areas)
    return replace(found, district=None, division=None, findings=rest)
