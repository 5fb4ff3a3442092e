"""The names under which people and letters call laws, and the article numbers after a name."""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.statutes import Instrument, load_statutes
from knowledge.statutes.numerals import chinese_number

_ORDER = re.compile(r"令第(\d+)号$")
_STATE = "中华人民共和国"
_NUMBER = "[0-9零〇一二三四五六七八九十百]{1,9}"
_ARTICLE = re.compile(
    rf"第\s?(?P<n>{_NUMBER})\s?条(?:之[一二三])?"
    rf"(?:\s?第\s?(?P<p>{_NUMBER})\s?款)?(?:\s?第\s?[（(]?(?P<i>{_NUMBER})[）)]?\s?项)?"
)
_BETWEEN = re.compile(
    r"(?:》|[（(][^（）()《》]{0,30}[）)]|的|中|之|[、,，和及与至到]|以及|规定|\s){0,4}"
)
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_MOST = 1000
"""Articles are counted in hundreds; a longer number is none."""


@dataclass(frozen=True, slots=True)
class Named:
    """A law that a text names, with the articles it names of it."""

    instrument: Instrument
    start: int
    end: int
    articles: tuple["NamedArticle", ...]


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """第十六条第一款第三项, at a place in a text."""

    number: int
    paragraph: int | None
    item: int | None
    start: int
    end: int

    @property
    def code(self) -> str:
        """As the instruments write it: 16(1)(三)."""
        paragraph = f"({self.paragraph})" if self.paragraph else ""
        return f"{self.number}{paragraph}" + (
            f"({chinese_number(self.item)})" if self.item else ""
        )


def named(text: str) -> list[Named]:
    """Every recorded law that a text names, by title, short name or number, in order."""
    found = []
    for match in _names().finditer(text):
        articles = list(_articles(text, match.end()))
        end = articles[-1].end if articles else match.end()
        instrument = load_statutes()[_by_name()[match[0]]]
        found.append(Named(instrument, match.start(), end, tuple(articles)))
    return found


def articles_in(text: str) -> list[NamedArticle]:
    """Article numbers wherever they stand, as in a search for 第十五条."""
    return [one for match in _ARTICLE.finditer(text) if (one := _read(match)) is not None]


def _articles(text: str, position: int) -> list[NamedArticle]:
    """The articles that follow a law's name one after another."""
    found: list[NamedArticle] = []
    while True:
        between = _BETWEEN.match(text, position)
        match = _ARTICLE.match(text, between.end() if between else position)
        read = match and _read(match)
        if match is None or read is None:
            return found
        found.append(read)
        position = match.end()


def _read(match: re.Match[str]) -> NamedArticle | None:
    number, paragraph, item = (_value(match[part] or "0") for part in "npi")
    if not 0 < number < _MOST or paragraph >= _MOST or item >= _MOST:
        return None
    return NamedArticle(number, paragraph or None, item or None, *match.span())


def _value(written: str) -> int:
    """120, 一百二十 or 一二〇 as a number."""
    if written.isdigit() and written.isascii():
        return int(written)
    if not set(written) & set(_UNITS):
        return int("".join(str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in written))
    total, last = 0, 0
    for sign in written:
        if sign in _UNITS:
            total += (last or 1) * _UNITS[sign]
            last = 0
        else:
            last = _DIGITS[sign] if sign in _DIGITS else int(sign)
    return total + last


@cache
def _by_name() -> dict[str, str]:
    """Names to ids; a longer name wins where one holds another."""
    names: dict[str, str] = {}
    for instrument in load_statutes().values():
        order = _ORDER.search(instrument.number)
        numbers = (f"令第{order[1]}号", f"第{order[1]}号令") if order else ()
        known = {instrument.title, instrument.short, *instrument.aliases, *numbers}
        names |= dict.fromkeys(known | {instrument.title.removeprefix(_STATE)}, instrument.id)
    return names


@cache
def _names() -> re.Pattern[str]:
    longest = sorted(_by_name(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))
