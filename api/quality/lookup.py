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
_FEW = 0.5
"""Of the pairs of signs of a word: fewer make no hit."""
_WHOLE, _IN_NAME = 3.0, 1.0


def articles(query: str, day: date) -> tuple[Article, ...]:
    """The articles that a query means, the best first; what holds on `day` before what does not.

    A query names a law, an article number, words of what the article says, or several of these.
    """
    text = query.strip()[:200]
    laws = {one.instrument.id for one in named(text)}
    numbers = {str(one.number) for one in articles_in(text)} | set(
        re.findall(r"(?<!\d)\d{1,3}(?!\d)", text)
    )
    words = _words(text)
    if not (laws or numbers or words):
        return ()
    found = []
    for order, one in enumerate(_all()):
        if laws and one.instrument.id not in laws:
            continue
        if numbers and one.article.partition("(")[0] not in numbers:
            continue
        score = _score(one, words) if words else _WHOLE
        if score > 0:
            found.append((not _holds(one.instrument, day), -score, order, one))
    return tuple(_shown(one, day) for *_, one in sorted(found, key=lambda hit: hit[:3])[:MOST])


@cache
def _all() -> tuple[Citation, ...]:
    return tuple(
        cite(law.id, entry.article)
        for law in sorted(load_statutes().values(), key=lambda law: law.id != "order121")
        for entry in law.articles
    )


def _words(text: str) -> tuple[str, ...]:
    """What is left of a query without the law's name and the numbers."""
    for one in reversed(named(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    for article in reversed(articles_in(text)):
        text = f"{text[: article.start]} {text[article.end :]}"
    return tuple(word for word in _WORD.findall(text) if not word.isdigit() and word not in _EMPTY)


_EMPTY = frozenset({"的", "条", "款", "项", "第", "法", "规定", "法条", "依据"})


def _score(one: Citation, words: Sequence[str]) -> float:
    """Every word must be found, whole or in part."""
    total = 0.0
    for word in words:
        best = max(_hit(word, one.paraphrase), _IN_NAME * (word in one.instrument.title))
        if not best:
            return 0.0
        total += best
    return total


def _hit(word: str, text: str) -> float:
    if word in text:
        return _WHOLE
    pairs = list(_pairs(word))
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return share if share >= _FEW else 0.0


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
