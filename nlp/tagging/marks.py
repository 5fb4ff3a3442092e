"""What is known of a text before it is tagged: the rules' findings, the district's towns."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from knowledge.cities import divisions
from nlp.reading import Reading
from nlp.recognize.gazetteer import short_name
from nlp.tagging.features import DISTRICT, Mark
from nlp.understanding import Finding, FindingKind

_TOLD = {
    FindingKind.merchant: "rm",
    FindingKind.place: "rp",
    FindingKind.when: "rw",
    FindingKind.food: "rf",
    FindingKind.district: DISTRICT,
    FindingKind.street: "rs",
    FindingKind.amount: "ra",
    FindingKind.brand: "rb",
    FindingKind.person: "rn",
}
_TOWN = "tw"
_SHORTEST = 2
Spans = Callable[[list[Finding]], list[tuple[int, int]]]


def marks(reading: Reading, findings: Sequence[Finding], spans: Spans) -> list[Mark]:
    """The marks of a text; `spans` maps findings back to the normal text."""
    told = [one for one in findings if one.kind in _TOLD]
    seen: set[FindingKind] = set()
    found: list[Mark] = []
    for one, (start, end) in zip(told, spans(told), strict=True):
        found.append((start, end, _TOLD[one.kind]))
        found.append((start, end, one.why if one.kind in seen else f"{one.why}1"))
        seen.add(one.kind)
    return [*found, *_towns(reading, told)]


def _towns(reading: Reading, findings: Sequence[Finding]) -> Iterator[Mark]:
    """Streets and towns, by full or short name, of a district that is named."""
    text = reading.text
    for one in findings:
        if one.kind is not FindingKind.district:
            continue
        for name in _towns_of(one.value):
            start = text.find(name)
            if start >= 0:
                yield start, start + len(name), _TOWN


@cache
def _towns_of(district: str) -> tuple[str, ...]:
    """Names of what lies below a district, given its code or a name that several share."""
    named = divisions.by_code(district)
    alike = divisions.by_name(named.name if named else district)
    streets = (street.name for one in alike for street in divisions.streets_of(one.code))
    both = {form for name in streets for form in (name, short_name(name))}
    return tuple(sorted(form for form in both if len(form) >= _SHORTEST))
