"""Names of divisions, ready to be found in a text in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.cities.divisions import Division
from knowledge.cities.former import load_former

_SUFFIX = re.compile(
    r"(特别行政区|自治区|自治州|自治县|自治旗|新区|林区|矿区|地区|街道|省|市|区|县|旗|盟|镇|乡)$"
)
_PEOPLES = re.compile(
    r"(壮族|回族|维吾尔|藏族|羌族|彝族|苗族|土家族|侗族|布依族|哈尼族|傣族|白族|景颇族|傈僳族|朝鲜族|蒙古族|"
    r"蒙古|哈萨克|柯尔克孜|瑶族|满族|畲族|黎族|拉祜族|佤族|纳西族|仡佬族|水族|土族|撒拉族|保安族|东乡族|各族|"
    r"毛南族|仫佬族|达斡尔族|鄂温克|锡伯|裕固族|独龙族|怒族|普米族|布朗族)+$"
)
_SHORTEST = 2
_OF_CITY = frozenset({"市北区", "市南区", "市中区"})
"""Districts that begin with the end of their city's name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A division under one of its names."""

    division: Division
    official: bool
    """Whether this is the full official name rather than a short one."""
    home: bool
    """Whether it lies in the city this pipeline serves."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of divisions found in a text, with all it may mean."""

    start: int
    end: int
    names: tuple[Name, ...]


class Gazetteer:
    """Every province, city and district of the country, and the home city's streets and aliases.

    Args:
        home: The city pack served, or None for no home.
    """

    def __init__(self, home: City | None = None) -> None:
        self._names: dict[str, list[Name]] = defaultdict(list)
        told = home.landmarks if home else ()
        self.landmarks = frozenset(name for one in told for name in one.names)
        """Places of the home city that everybody knows by their name alone."""
        self.home = (
            frozenset(home.about.scope) if home and not home.about.national else frozenset()
        )
        for division in _upper():
            self._learn(division, is_home=bool(self.home & _codes_above(division)))
        self._learn_former()
        if self.home and home is not None:
            self._learn_pack(home)
        self._words = sorted(self._names)
        self._automaton = AhoCorasick(self._words)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Longest names first where names overlap, from left to right."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        end = 0
        for index, start, stop in sorted(found, key=lambda one: (one[1], -one[2])):
            if start >= end:
                # Of 青岛市北区 the 市 belongs to what follows.
                shared = text[stop - 1 : stop + 2] in _OF_CITY and stop - start > _SHORTEST
                end = stop - 1 if shared else stop
                yield Mention(start, end, tuple(self._names[self._words[index]]))

    def _learn(self, division: Division, *, is_home: bool) -> None:
        self._names[division.name].append(Name(division, official=True, home=is_home))
        short = short_name(division.name)
        if len(short) >= _SHORTEST and short != division.name:
            self._names[short].append(Name(division, official=False, home=is_home))
        if division.name.endswith("族区"):  # 管城区 for 管城回族区
            usual = _PEOPLES.sub("", division.name.removesuffix("区")) + "区"
            self._names[usual].append(Name(division, official=True, home=is_home))

    def _learn_former(self) -> None:
        for former in load_former():
            division = divisions.by_code(former.now)
            if division is None:
                continue
            is_home = bool(self.home & _codes_above(division))
            for name in former.names:
                self._names[name].append(Name(division, official=True, home=is_home))
                self._names[short_name(name)].append(Name(division, official=False, home=is_home))

    def _learn_pack(self, home: City) -> None:
        for district in home.districts:
            known = Division(
                district.official, district.name, home.about.scope[0], divisions.DISTRICT
            )
            for alias in (district.name, *district.aliases):
                self._add_home(alias, known)
        for street in home.streets:
            known = Division(street.code, street.name, street.code[:6], divisions.STREET)
            for alias in (street.name, *street.aliases):
                self._add_home(alias, known)

    def _add_home(self, alias: str, division: Division) -> None:
        if all(name.division.name != division.name for name in self._names.get(alias, ())):
            self._names[alias].append(Name(division, official=alias == division.name, home=True))


def short_name(name: str) -> str:
    """浦东新区 → 浦东, 恩施土家族苗族自治州 → 恩施; a name of two characters stays as it is."""
    bare = _SUFFIX.sub("", name)
    bare = _PEOPLES.sub("", bare) if bare != name and "自治" in name else bare
    return bare if len(bare) >= _SHORTEST else name


def _upper() -> Iterable[Division]:
    above: dict[str, Division] = {}
    for district in divisions.districts():
        for division in divisions.ancestry(district):
            above[division.code] = division
    return above.values()


def _codes_above(division: Division) -> set[str]:
    return {one.code for one in divisions.ancestry(division)}
