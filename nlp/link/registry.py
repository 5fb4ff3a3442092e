"""The registry as others use it: a mention or a sentence in, candidates out."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.link.alignment import Heard
from nlp.link.build import INDEX, SOUNDS
from nlp.link.index import IndexReader
from nlp.link.letters import place_key
from nlp.link.pairs import asked
from nlp.link.rerank import Found, Ranked, rank
from nlp.link.rows import Row, Rows
from nlp.link.sentence import Sentence, read_sentence
from nlp.link.sounds import Sounds
from nlp.link.talk import worths

_SEARCHED = 50
_LONGEST = 200  # letters; a mention stands in the beginning of a message or is cut out before
_WORTH_A_LOOK = 0.45  # of the best search score; below it no row was ever the one meant
_DOUBT = 0.02  # that the place holds what is meant; above it the whole country is searched
_WRONG_PLACE = 0.5  # how likely the place asked for is wrong when it holds nothing that fits


class RegistryError(ValueError):
    """A folder holds no registry; the message names it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registered merchant that a text may mean.

    Attributes:
        score: How likely it is meant, 0 to 1; all candidates and "none of these" make 1.
        mention: The letters of the text that name it, as compared (half-width, lower case).
    """

    uscc: str
    name: str
    score: float
    province: str
    city: str
    district: str
    address: str
    mention: str


class Registry:
    """Links texts to the rows of one index folder; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        spoken = json.loads((folder / SOUNDS).read_text(encoding="utf-8"))
        self._sounds = Sounds.of(spoken)
        self._rows = Rows(folder)
        self._index = IndexReader(folder / INDEX, self._sounds)

    def __len__(self) -> int:
        return len(self._rows)

    def link(
        self,
        text: str,
        *,
        city: str | None = None,
        district: str | None = None,
        limit: int = 5,
    ) -> list[Candidate]:
        """At most `limit` merchants that `text` may mean, best first; none is an answer too.

        Args:
            text: A mention, or a sentence that holds one.
            city: Where it probably is, with or without 市; others are left out unless the city
                has none that fits.
            district: Where in the city; others sink.
            limit: At most so many.
        """
        sentence = read_sentence(text, _LONGEST)
        heard = self._hear(sentence.letters)
        there, part_of = place_key(city or ""), place_key(district or "")
        ranked = rank(sentence, heard, self._find(sentence, there, part_of))
        doubt = 1 - sum(one.score for one in ranked)
        if there and doubt > _DOUBT:
            everywhere = rank(sentence, heard, self._find(sentence, "", part_of))
            ranked = _with_others(ranked, everywhere, doubt * _WRONG_PLACE)
        return [_candidate(sentence.letters, one) for one in ranked[:limit]]

    def _hear(self, letters: str) -> Heard:
        exact = letters.translate(self._sounds.exact)
        return Heard(letters, exact, letters.translate(self._sounds.merged))

    def _find(self, sentence: Sentence, place: str, district: str) -> list[Found]:
        pairs = asked(sentence, worths(sentence), self._sounds)
        hits = self._index.search(pairs, place, _SEARCHED)
        best = hits[0][1] if hits else 1.0
        return [
            self._found(number, score / best, district)
            for number, score in hits
            if score >= best * _WORTH_A_LOOK
        ]

    def _found(self, number: int, part: float, district: str) -> Found:
        row = self._rows[number]
        heard, agrees = self._hear(row.letters), _district(row, district)
        return Found(row, heard, part, agrees)


def _with_others(there: list[Ranked], everywhere: list[Ranked], part: float) -> list[Ranked]:
    """Rows of the place, and those of other places as far as the place leaves room for them."""
    known = {one.row.uscc for one in there}
    others = [
        replace(one, score=one.score * part) for one in everywhere if one.row.uscc not in known
    ]
    return sorted([*there, *others], key=lambda ranked: (-ranked.score, ranked.row.uscc))


def _district(row: Row, asked: str) -> int:
    """1 when a row lies in the district asked for, -1 in another, 0 when that is unknown."""
    known = row.places[2]
    if not asked or asked in row.address or asked == known:
        return 1 if asked else 0
    return -1 if known else 0


def open_registry(folder: Path) -> Registry:
    """Open an index folder; its files are mapped, so processes share their memory.

    Raises:
        RegistryError: The folder holds no index.
    """
    try:
        return Registry(folder)
    except (OSError, ValueError) as fault:
        raise RegistryError(f"{folder} holds no registry of merchants") from fault


def _candidate(letters: str, one: Ranked) -> Candidate:
    row = one.row
    return Candidate(
        uscc=row.uscc,
        name=row.name,
        score=round(one.score, 4),
        province=row.province,
        city=row.city,
        district=row.district,
        address=row.address,
        mention=letters[one.start : one.end],
    )
