"""Finds the district and the street of a matter in a city pack."""

import re
from dataclasses import dataclass

from knowledge.cities.city import City
from knowledge.cities.schema import District, Street

# "沙井路" is a road that may run anywhere; "沙井街道" and "沙井" are the place.
_ROAD = re.compile(r"[一二三四五六七八九十东西南北中]*(?:大道|路|街(?!道)|巷|立交|高速)")


@dataclass(frozen=True, slots=True)
class Place:
    """What of the place is known to the pack; a street's district is always given with it."""

    district: District | None = None
    street: Street | None = None


def locate(city: City, division: str | None, street: str | None, text: str | None) -> Place:
    """The place in the pack.

    Args:
        city: The pack.
        division: A district by code or name (福田区, 深圳市福田区), or None.
        street: A street by code or official name, or None.
        text: The place in the citizen's words; consulted only for what the others leave open.
    """
    words = text or ""
    district = _district(city, division, words)
    found = _street(city, street, district) or _street_in(city, words, district)
    if found is None:
        return Place(district)
    return Place(city.district(found.district), found)


def _district(city: City, ref: str | None, words: str) -> District | None:
    if ref:
        named = city.district(ref)
        candidates = (named,) if named else city.districts_named(ref)
        return candidates[0] if len(candidates) == 1 else _told_apart(candidates, words)
    if city.about.national:
        told = [d for d in city.districts if d.full_name in words]
    else:
        told = [d for d in city.districts if _told(d, words)]
    return told[0] if len(told) == 1 else None


def _told(district: District, words: str) -> bool:
    names = (district.name, *district.aliases)
    return any(_is_place(name, words) for name in names)


def _told_apart(candidates: tuple[District, ...], words: str) -> District | None:
    """Of districts that share a name, the one whose city the words name."""
    told = [d for d in candidates if _city_of(d) in words]
    return told[0] if len(told) == 1 else None


def _city_of(district: District) -> str:
    """The city's name without 市, as people write it: 长春 of 长春市朝阳区."""
    return district.full_name.removesuffix(district.name).removesuffix("市")


def _street(city: City, ref: str | None, district: District | None) -> Street | None:
    if not ref:
        return None
    if own := city.street(ref):
        return own
    named = [s for s in _streets(city, district) if ref == s.name or ref in s.aliases]
    return named[0] if len(named) == 1 else None


def _streets(city: City, district: District | None) -> tuple[Street, ...]:
    """The streets to look among; 龙岗区 also holds those that Dapeng runs, as addresses say so."""
    if district is None:
        return city.streets
    if district.functional:
        return city.streets_in(district.code)
    return tuple(s for s in city.streets if s.code.startswith(district.official))


def _street_in(city: City, words: str, district: District | None) -> Street | None:
    """The street whose name or alias stands in the words; the longest wins (沙头角, not 沙头).

    A road named after a street counts only inside a named district: 布吉路 lies outside 布吉.
    """
    hits = [
        (len(name), street)
        for street in _streets(city, district)
        for name in (street.name, *street.aliases)
        if (name in words if district else _is_place(name, words))
    ]
    best = max((length for length, _ in hits), default=0)
    streets = {street.code: street for length, street in hits if length == best}
    return next(iter(streets.values())) if len(streets) == 1 else None


def _is_place(name: str, words: str) -> bool:
    starts = (hit.start() for hit in re.finditer(re.escape(name), words))
    return any(not _ROAD.match(words, start + len(name)) for start in starts)
