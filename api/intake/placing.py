"""Where a message means, as far as only the division table and the talk so far can tell.

The understanding reads one message alone. 不是天河，是白云 names a district only for somebody who
knows that the talk is of Guangzhou; 东莞长安镇 lies in a city without districts.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from knowledge.cities import divisions
from knowledge.cities.divisions import DISTRICT, PREFECTURE, Division
from knowledge.cities.former import load_former
from nlp.understanding import Finding, FindingKind, Understanding

_SHORT = 30
"""Characters up to which a city's bare name is taken for the place."""
_ENDS = (
    r"(?=市|的?[。，,！!？?\s]|的?$|那边|这边|那里|是|不是"
    r"|[东西南北中]?[\u4e00-\u9fff]{1,4}[区县镇])"
)
_NO_CITY = re.compile(
    r"[东西南北中]?[一二三]?(?:路|街|大道)|公园|大学|学院|医院|装|广场|小|牛|拉|热|烤|米|面|菜|风味|特产"
)
_A_NAME = 3
"""From so many characters a county-level city is recognised without 市: 锡林浩特, not 东方."""


class Placed(NamedTuple):
    """What of the place is known now."""

    district: str | None
    division: str | None
    street: str | None
    area: Division | None
    """The city, to read the next messages by."""
    findings: tuple[Finding, ...]


def placed(found: Understanding, near: str | None, district: str | None = None) -> Placed:
    """The place of a message.

    Args:
        found: What the message means alone.
        near: Code of the district or city that the talk was of before.
        district: Name of the district that was told before.
    """
    if found.division is not None:
        return _known(found, _in_that_city(found, near))
    own = _sibling(found.text, near) if near else None
    own = (
        own
        or _bare_city(found.text)
        or _namesake(found.text, near, district)
        or _county_city(found.text)
    )
    if own is None:
        area = next(_cities(found.text), None)
        return Placed(found.district, None, found.street, area, found.findings)
    at = found.text.rfind(_bare(own.name))
    more = (*found.findings, _finding(found.text, own, at)) if at >= 0 else found.findings
    return Placed(own.name, own.code, _street(found, own), _city_of(own.code), more)


def _in_that_city(found: Understanding, near: str | None) -> str:
    """江北区 while the talk is of Chongqing is the one there, though other cities have one."""
    code = found.division or ""
    city, here = (_city_of(near) if near else None), _city_of(code)
    if city is None or here is None or city.code == here.code or _says(found.text, here.name):
        return code
    named = {f.text for f in found.findings if f.kind is FindingKind.district and f.value == code}
    there = [one.code for one in divisions.districts_of(city.code) if one.name in named]
    there += [one.now for one in load_former() if named & set(one.names)]
    return next((one for one in there if _city_of(one) == city), code)


def _known(found: Understanding, code: str) -> Placed:
    beside = _county_city(found.text)
    findings = found.findings
    if beside is not None and beside.code != code:  # one of the two may be the writer's own
        findings = (*findings, _finding(found.text, beside, found.text.rfind(_bare(beside.name))))
    return Placed(found.district, code, found.street, _city_of(code), findings)


def _finding(text: str, own: Division, at: int) -> Finding:
    end = at + len(_bare(own.name))
    return Finding(
        FindingKind.district, at, end, text[at:end], own.code, score=0.7, why="placing.table"
    )


def _sibling(text: str, near: str) -> Division | None:
    """Another district of the same city: 不是天河，是白云."""
    city = _city_of(near)
    if city is None or len(text) > _SHORT:
        return None
    inside = divisions.districts_of(city.code)
    named = [one for one in inside if _says(text, _bare(one.name))]
    return named[-1] if len(named) == 1 else None


def _namesake(text: str, near: str | None, district: str | None) -> Division | None:
    """The district of the same name in the city now told: 不是杭州，是南昌 of 西湖区."""
    before = divisions.by_code(near) if near else None
    name = before.name if before else district
    city = next(_cities(text), None)
    if name is None or city is None:
        return None
    return next((one for one in divisions.districts_of(city.code) if one.name == name), None)


def _bare_city(text: str) -> Division | None:
    """东莞 and the like, which have streets and no districts."""
    for city in divisions.districts():
        if city.level != PREFECTURE or not _says(text, _bare(city.name)):
            continue
        towns = any(_bare(town.name) in text for town in divisions.streets_of(city.code))
        if city.name in text or towns or len(text) <= _SHORT:
            return city
    return None


def _county_city(text: str) -> Division | None:
    """锡林浩特: a county-level city whose name is like no other word."""
    found = [city for city, name in _county_cities() if name in text and _says(text, name)]
    return found[0] if len(found) == 1 else None


def _cities(text: str) -> Iterator[Division]:
    """Cities that a short text names as the place, last first."""
    if len(text) > _SHORT:
        return
    hits = [
        (at, city)
        for city, name in _prefectures()
        for at in _said(text, name)
        if re.match(_ENDS, text[at + len(name) :])
    ]
    yield from (city for _, city in sorted(hits, key=lambda hit: -hit[0]))


def _says(text: str, name: str) -> bool:
    return next(_said(text, name), None) is not None


def _said(text: str, name: str) -> Iterator[int]:
    """Where a name stands and is not denied, nor begins the name of a street or a dish."""
    for hit in re.finditer(re.escape(name), text):
        denied = re.search(r"不(?:是|在)[\u4e00-\u9fff]{0,2}$", text[: hit.start()])
        if not denied and not _NO_CITY.match(text, hit.end()):
            yield hit.start()


def _street(found: Understanding, own: Division) -> str | None:
    if found.street and found.street.startswith(own.code):
        return found.street
    named = [s.code for s in divisions.streets_of(own.code) if s.name in found.text]
    return named[0] if len(named) == 1 else None


def _city_of(code: str) -> Division | None:
    own = divisions.by_code(code)
    if own is None:
        return None
    line = divisions.ancestry(own)
    return next((one for one in line if one.level == PREFECTURE), line[0])


def _bare(name: str) -> str:
    """天河区 as it is spoken: 天河."""
    short = re.sub(r"(?:新区|自治县|[区县市])$", "", name)
    return short if len(short) > 1 else name


@cache
def _prefectures() -> tuple[tuple[Division, str], ...]:
    cities = {_city_of(one.code) for one in divisions.districts()}
    return tuple((city, _bare(city.name)) for city in cities if city is not None)


@cache
def _county_cities() -> tuple[tuple[Division, str], ...]:
    names = ((one, _bare(one.name)) for one in divisions.districts() if one.level == DISTRICT)
    return tuple(
        (one, name if len(name) >= _A_NAME else one.name)
        for one, name in names
        if one.name.endswith("市")
    )
