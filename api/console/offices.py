"""Which offices to offer where a move asks for one, of the hundreds that a city may have."""

from collections.abc import Sequence

from api.contract.desk import Choice
from knowledge.cities.city import City
from knowledge.cities.schema import Office

SHOWN = 8


def offices_like(
    city: City, own: str | None, words: str, *, disputed: bool = False
) -> Sequence[Choice]:
    """Offices whose name holds the words; without words those nearest to a case's own.

    Args:
        city: The city of the console.
        own: Code of the case's office, which is offered only in a dispute.
        words: As typed.
        disputed: It is to be said whose case it is, and it may well stay where it is.
    """
    sought = "".join(words.split()).casefold()
    others = [office for office in city.offices if disputed or office.code != own]
    if sought:
        found = [one for one in others if _called(one, sought)]
        found.sort(key=lambda one: (one.short != sought, len(one.short)))
    else:
        found = _near(city, own, others)
    return [Choice(code=one.code, text=one.short) for one in found[:SHOWN]]


def _called(office: Office, sought: str) -> bool:
    return any(sought in name.casefold() for name in (office.short, office.name, office.code))


def _near(city: City, own: str | None, others: Sequence[Office]) -> list[Office]:
    """The own one if it is offered, the one above, those below, those with the same one above."""
    here = next((office for office in city.offices if office.code == own), city.fallback)
    itself = [one for one in others if one.code == own]
    above = [one for one in others if one.code == here.parent]
    below = [one for one in others if one.parent == here.code]
    sisters = [one for one in others if here.parent and one.parent == here.parent]
    beside = [one for one in sisters if one.code != own]
    return [*itself, *above, *below, *beside]
