"""Chinese map coordinates (GCJ-02), which WeChat sends, brought back to WGS-84.

The offset is a published series over the Krasovsky ellipsoid; undoing it once is exact to about
two metres, which is less than a phone knows.
"""

import math

from api.contract.models import Location

_AXIS = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""Outside of this box both systems are the same."""
_LAT0, _LON0 = 35.0, 105.0


def to_wgs84(lat: float, lon: float) -> Location:
    """The point of a GCJ-02 latitude and longitude."""
    if not (_WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH):
        return Location(lat=lat, lon=lon)
    north, east = _offset(lat, lon)
    return Location(lat=round(lat - north, 6), lon=round(lon - east, 6))


def _offset(lat: float, lon: float) -> tuple[float, float]:
    x, y = lon - _LON0, lat - _LAT0
    angle = math.radians(lat)
    magic = 1 - _ECCENTRICITY * math.sin(angle) ** 2
    per_lat = _AXIS * (1 - _ECCENTRICITY) / magic**1.5 * math.pi / 180
    per_lon = _AXIS / math.sqrt(magic) * math.cos(angle) * math.pi / 180
    return _northing(x, y) / per_lat, _easting(x, y) / per_lon


def _northing(x: float, y: float) -> float:
    flat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    waves = 20 * math.sin(y * math.pi) + 40 * math.sin(y * math.pi / 3)
    long = 160 * math.sin(y * math.pi / 12) + 320 * math.sin(y * math.pi / 30)
    return flat + (_ripple(x) + waves + long) * 2 / 3


def _easting(x: float, y: float) -> float:
    flat = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    waves = 20 * math.sin(x * math.pi) + 40 * math.sin(x * math.pi / 3)
    long = 150 * math.sin(x * math.pi / 12) + 300 * math.sin(x * math.pi / 30)
    return flat + (_ripple(x) + waves + long) * 2 / 3


def _ripple(x: float) -> float:
    return 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
