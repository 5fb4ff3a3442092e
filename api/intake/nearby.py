"""Which known traders lie around a point: those of the city pack, which have a position."""

from math import asin, cos, radians, sin, sqrt

from api.contract.models import Location
from knowledge.cities.schema import Merchant

WITHIN = 60
"""Metres around a point at which a phone may see itself between houses."""
_EARTH = 6_371_000


def around(
    location: Location, merchants: tuple[Merchant, ...], most: int
) -> list[tuple[Merchant, float]]:
    """The traders within reach and how far they are, the nearest first."""
    far = [(one, metres(location, one.lat, one.lon)) for one in merchants]
    near = sorted((pair for pair in far if pair[1] <= WITHIN), key=lambda pair: pair[1])
    return near[:most]


def metres(here: Location, lat: float, lon: float) -> float:
    """The way between two points over the globe."""
    across = sin(radians(lat - here.lat) / 2) ** 2
    along = sin(radians(lon - here.lon) / 2) ** 2
    arc = across + cos(radians(here.lat)) * cos(radians(lat)) * along
    return 2 * _EARTH * asin(sqrt(arc))
