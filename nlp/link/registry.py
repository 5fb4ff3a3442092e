"""The registry as others use it: a mention or a sentence in, candidates out."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.link.alignment import Heard
from nlp.link.build import INDEX, SOUNDS
from nlp.link.index import IndexReader
from nlp.link.letters import place_key, plain
from nlp.link.rerank import Found, Ranked, is_sentence, rank
from nlp.link.rows import Rows
from nlp.link.sounds import Sounds

_SEARCHED = 50
_LONGEST = 200  # letters; a mention stands in the beginning of a message or is cut out before
_SURE_OF_PLACE = 0.5


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
        letters = plain(text)[:_LONGEST]
        heard, alone = self._hear(letters), not is_sentence(text)
        there, part_of = place_key(city or ""), place_key(district or "")
        found = self._find(letters, there, part_of)
        ranked = rank(heard, found, alone=alone)
        if there and sum(one.score for one in ranked) < _SURE_OF_PLACE:
            ranked = rank(heard, self._find_elsewhere(letters, part_of, found), alone=alone)
        return [_candidate(letters, one) for one in ranked[:limit]]

    def _hear(self, letters: str) -> Heard:
        exact = letters.translate(self._sounds.exact)
        return Heard(letters, exact, letters.translate(self._sounds.merged))

    def _find(self, letters: str, place: str, district: str) -> list[Found]:
        hits = self._index.search(letters, place, _SEARCHED)
        return [
            self._found(number, score / hits[0][1], district, elsewhere=False)
            for number, score in hits
        ]

    def _find_elsewhere(self, letters: str, district: str, there: list[Found]) -> list[Found]:
        """All rows of the country as well as those already found in the place asked for."""
        codes = {one.row.uscc for one in there}
        hits = self._index.search(letters, "", _SEARCHED)
        everywhere = [
            self._found(number, score / hits[0][1], district, elsewhere=True)
            for number, score in hits
        ]
        return [replace(one, elsewhere=one.row.uscc not in codes) for one in everywhere]

    def _found(self, number: int, part: float, district: str, *, elsewhere: bool) -> Found:
        row = self._rows[number]
        known = place_key(row.district)
        agrees = 0 if not (district and known) else (1 if district == known else -1)
        return Found(row, self._hear(row.letters), part, elsewhere, agrees)


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
