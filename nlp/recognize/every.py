"""All recognisers in the order in which one needs another's spans."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from knowledge.lexicon.loader import Lexicon
from nlp.asked.asking import Asking
from nlp.reading import Reading
from nlp.recognize import (
    address,
    amount,
    batch,
    brand,
    case_no,
    demand,
    food,
    id_number,
    licence,
    made_on,
    people_ill,
    phone,
    receipt_code,
    symptom,
    uscc,
)
from nlp.recognize.district import DistrictRecogniser
from nlp.recognize.gazetteer import Gazetteer
from nlp.recognize.merchant import MerchantRecogniser
from nlp.recognize.names import NameEdges
from nlp.recognize.person import PersonRecogniser
from nlp.recognize.place import PlaceRecogniser
from nlp.recognize.settle import settle
from nlp.recognize.when import WhenRecogniser
from nlp.tagging.features import Features, Item
from nlp.tagging.judge import Judge
from nlp.tagging.marks import marks
from nlp.tagging.tagger import Tagger
from nlp.understanding import Finding

_NOT_IN_NAMES = frozenset({"bought", "ate", "question", "hypothetical", "hearsay", "hospital"})
Spans = list[tuple[int, int]]


class Recognisers:
    """Built once from lexicon, gazetteer and common words; `find` keeps no state."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, common: Sequence[str]) -> None:
        names = lexicon.names
        edges = NameEdges([*names["before_name"], *_telling_words(lexicon)])
        self._when = WhenRecogniser(names)
        self._district = DistrictRecogniser(gazetteer, names["ambiguous_short"])
        self._place = PlaceRecogniser(
            edges, names["landmark_ending"], names["generic_place"], gazetteer.landmarks
        )
        self._merchant = MerchantRecogniser(
            edges, names["merchant_ending"], names["chain"], names["generic"]
        )
        self._person = PersonRecogniser(names["surname"], names["not_a_name"])
        self._features = Features(names, common)
        self._tagger = Tagger(self._features)
        self._judge = Judge()
        self._asking = Asking()

    def find(self, reading: Reading, at: datetime | None) -> list[Finding]:
        """Every finding; within a kind the surest first."""
        findings, back = self._by_rules(reading, at)
        named = self._tagger.find(reading, marks(reading, findings, back.spans))
        return [
            *settle(reading, findings, named, at),
            *people_ill.find(reading, self._judge.of(reading)),
            *demand.find(reading, self._asking.of(reading)),
        ]

    def seen(self, reading: Reading) -> list[Item]:
        """What the tagger sees of each character of a text, for learning."""
        findings, back = self._by_rules(reading, None)
        told = marks(reading, findings, back.spans)
        return self._features.of(reading, told, (0, len(reading.text)))

    def _by_rules(self, reading: Reading, at: datetime | None) -> tuple[list[Finding], "_Back"]:
        """What the rules alone find."""
        back = _Back(reading)
        times = self._when.find(reading, at)
        divisions = self._district.spans(reading)
        places = self._place.find(reading, [*divisions, *back.spans(times)])
        walls = [*divisions, *back.spans(places), *back.spans(times)]
        merchants = self._merchant.find(reading, walls) or self._merchant.after_place(
            reading, back.spans(places)
        )
        findings = [
            *merchants,
            *_outside(places, merchants),
            *self._district.find(reading),
            *times,
            *food.find(reading, back.spans(merchants), divisions),
            *_plain(reading, at),
            *self._person.find(reading),
        ]
        return findings, back


def _telling_words(lexicon: Lexicon) -> Iterator[str]:
    """Words that no name holds, for they say what is wanted or wrong."""
    for entry in lexicon.entries:
        if entry.topic in {"kind", "demand", "symptom"} or (
            entry.topic == "cue" and entry.code in _NOT_IN_NAMES
        ):
            yield from (word for word in entry.rule.words if len(word) > 1)


def _plain(reading: Reading, at: datetime | None) -> list[Finding]:
    """Those that need nothing of the others."""
    return [
        *brand.find(reading),
        *amount.find(reading),
        *symptom.find(reading),
        *phone.find(reading),
        *id_number.find(reading),
        *address.find(reading),
        *case_no.find(reading),
        *receipt_code.find(reading),
        *licence.find(reading),
        *uscc.find(reading),
        *batch.find(reading),
        *made_on.find(reading, at),
    ]


def _outside(places: list[Finding], merchants: list[Finding]) -> list[Finding]:
    """Places that are not part of a trader's name; the surest first."""
    free = [
        place
        for place in places
        if not any(one.start <= place.start and place.end <= one.end for one in merchants)
    ]
    return sorted(free, key=lambda place: (-place.score, place.start))


class _Back:
    """From spans of the original to spans of the normal text."""

    def __init__(self, reading: Reading) -> None:
        self._at = {
            start: index for index, start in reversed(list(enumerate(reading.source.starts)))
        }
        self._last = {start: index for index, start in enumerate(reading.source.starts)}

    def spans(self, findings: list[Finding]) -> Spans:
        """Spans in the normal text."""
        return [(self._at[one.start], self._last[one.end - 1] + 1) for one in findings]
