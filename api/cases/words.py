"""The words that a case is found by. Pure.

Neither database segments Chinese as the other does, so that we do: every character, and every
two that stand side by side; of other writing whole words. So both find the same cases.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_CHINESE = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]")
_RUN = re.compile(rf"{_CHINESE.pattern}+|(?:(?!{_CHINESE.pattern})[^\W_])+")
_OF_THE_MATTER = ("merchant", "merchant_address", "place", "district", "food")
_LONGEST = 40
"""Characters of a word that is not Chinese; more of it finds nothing more."""


def words_in(text: str) -> frozenset[str]:
    """The words of a text, as they are stored."""
    found: set[str] = set()
    for run in _runs(text):
        found |= {*run, *_pairs(run)} if _CHINESE.match(run) else {run[:_LONGEST]}
    return frozenset(found)


def words_asked(text: str) -> frozenset[str]:
    """The words that must all be there for a case to be found by a text."""
    found: set[str] = set()
    for run in _runs(text):
        chinese = _CHINESE.match(run)
        found |= set(_pairs(run) or run) if chinese else {run[:_LONGEST]}
    return frozenset(found)


def words_of_facts(number: str, facts: Mapping[str, object]) -> frozenset[str]:
    """The words of a case's number and of what is known of the matter."""
    told = (facts.get(name) for name in _OF_THE_MATTER)
    return words_in(" ".join([number, *(one for one in told if isinstance(one, str))]))


def facet(name: str, code: str) -> str:
    """A code as a word that no text can hold."""
    return f"{name}:{code}".casefold()


def facets(codes: Mapping[str, str | None]) -> frozenset[str]:
    """The codes that are set, as words."""
    return frozenset(facet(name, code) for name, code in codes.items() if code)


def _runs(text: str) -> Iterable[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
