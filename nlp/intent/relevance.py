"""Whether a word for something wrong speaks of food at all.

In a short message it does. In a letter to an office that hears of everything, 没有手续 may be
about a quarry: there a hit keeps its weight only where food, eating or an eating place is near.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from knowledge.codes import Agency, Setting
from nlp.reading import Hit, Reading

_SHORT = 70
_NEAR = 24
_FAR_FACTOR = 0.25
_STRONG = 3.0
_LONG = 160
_HEAD = 45
_OPENING = 120
"""A letter about food speaks of food before this many characters: its title and first words."""
_FAR_FROM_FOOD = (
    Agency.environment,
    Agency.urban_management,
    Agency.education,
    Agency.labour,
    Agency.housing,
    Agency.tobacco,
    Agency.drug,
    Agency.other,
)
_IN_HEAD, _IN_BODY = 1.5, 0.6
EATING_PLACES = (
    Setting.restaurant,
    Setting.delivery,
    Setting.school_canteen,
    Setting.staff_canteen,
    Setting.banquet,
    Setting.street_vendor,
    Setting.health_food,
)
"""Kinds of place whose very name speaks of eating; a market or a farm may be about anything."""


def near_food(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those of a long text that stand far from food at a fraction of their weight."""
    to_an_office = reading.says("cue", "official") or any(
        hit.weight >= _STRONG for hit in reading.of("agency", *_FAR_FROM_FOOD)
    )
    if not hits or (len(reading.text) <= _SHORT and not to_an_office):
        return list(hits)
    anchors = sorted(_anchors(reading))
    if len(reading.text) > _LONG and not any(at < _OPENING for at in anchors):
        return [replace(hit, weight=hit.weight * _FAR_FACTOR) for hit in hits]
    return [
        hit
        if hit.food or _touches(anchors, hit)
        else replace(hit, weight=hit.weight * _FAR_FACTOR)
        for hit in hits
    ]


def by_place(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, weighed by where they stand: the head of a long letter says what it is about."""
    if len(reading.text) <= _LONG:
        return list(hits)
    return [
        replace(hit, weight=hit.weight * (_IN_HEAD if hit.start < _HEAD else _IN_BODY))
        for hit in hits
    ]


def _anchors(reading: Reading) -> set[int]:
    food = {hit.start for hit in reading.of("food")}
    food |= {hit.start for hit in reading.of("cue", "ate")}
    food |= {hit.start for hit in reading.of("setting", *EATING_PLACES)}
    return food | {hit.start for hit in reading.of("hazard") if hit.food}


def _touches(anchors: Sequence[int], hit: Hit) -> bool:
    at = bisect_left(anchors, hit.start - _NEAR)
    return at < len(anchors) and anchors[at] <= hit.end + _NEAR
