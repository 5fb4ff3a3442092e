"""Finds articles of the recorded laws by number, by name, and by words of what they say. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from api.contract.desk import Article
from api.quality.laws import articles_in, named
from knowledge.statutes import Citation, Confidence, Instrument, cite, load_sources, load_statutes

MOST = 20
_WORD = re.compile(r"[\w]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_FEW = 0.5
"""Of the pairs of signs of a word: fewer make no hit."""
_WHOLE, _IN_NAME = 3.0, 1.0


def articles(query: str, day: date) -> tuple[Article, ...]:
    """The articles that a query means, the best first; what holds on `day` before what does not.

    A query names a law, an article number, words of what the article says, or several of these.
    """
    text = query.strip()[:200]
    known = named(text)
    laws = {one.instrument.id for one in known}
    rest = _without(text, [(one.start, one.end) for one in known])
    given = [article for one in known for article in one.articles] + articles_in(rest)
    rest = _without(rest, [(one.start, one.end) for one in articles_in(rest)])
    numbers = {str(one.number) for one in given} | set(_NUMBER.findall(rest))
    words = tuple(one for one in _WORD.findall(rest) if not one.isdigit() and one not in _EMPTY)
    if not (laws or numbers or words):
        return ()
    among = [
        one
        for one in _all()
        if (not laws or one.instrument.id in laws)
        and (not numbers or one.article.partition("(")[0] in numbers)
    ]
    found = _ranked(among, words, len(words), day) or _ranked(among, words, 1, day)
    return tuple(_shown(one, day) for one in found[:MOST])


def _ranked(
    among: Sequence[Citation], words: Sequence[str], least: int, day: date
) -> list[Citation]:
    """Those that hold at least so many of the words, in the order they are shown."""
    scored = []
    for order, one in enumerate(among):
        hits = [_hit(word, one) for word in words]
        if sum(map(bool, hits)) >= min(least, len(words)):
            scored.append((not _holds(one.instrument, day), -sum(hits), order, one))
    return [one for *_, one in sorted(scored, key=lambda hit: hit[:3])]


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


@cache
def _all() -> tuple[Citation, ...]:
    return tuple(
        cite(law.id, entry.article)
        for law in sorted(load_statutes().values(), key=lambda law: law.id != "order121")
        for entry in law.articles
    )


_EMPTY = frozenset({"的", "条", "款", "项", "第", "法", "规定", "法条", "依据"})


def _hit(word: str, one: Citation) -> float:
    """How well an article holds a word: whole, in the law's name, or most pairs of its signs."""
    if word in one.paraphrase:
        return _WHOLE
    pairs = list(_pairs(word))
    share = sum(pair in one.paraphrase for pair in pairs) / len(pairs) if pairs else 0.0
    return max(share if share >= _FEW else 0.0, _IN_NAME * (word in one.instrument.title))


def _pairs(word: str) -> Iterator[str]:
    return (word[at : at + 2] for at in range(len(word) - 1))


def _holds(law: Instrument, day: date) -> bool:
    """A law without a recorded beginning is one that is in force now."""
    return law.in_force_from is None or law.in_force(day)


def _shown(one: Citation, day: date) -> Article:
    law = one.instrument
    source = load_sources().get(one.source)
    return Article(
        citation=one.short,
        says=one.paraphrase,
        in_force=_holds(law, day),
        dates=_dates(law),
        source=source.what if source else one.source,
        sure=one.confidence is Confidence.V,
    )


def _dates(law: Instrument) -> str:
    if law.in_force_from is None:
        return law.dates_note
    since = f"{law.in_force_from.isoformat()} 起施行"
    return f"{since}，{law.in_force_to.isoformat()} 后失效" if law.in_force_to else since
