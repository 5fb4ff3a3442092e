"""When and where a photo was taken, as its EXIF says; kept only where the sender agrees."""

import io
import math
from contextlib import suppress
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image
from pydantic import BaseModel, ConfigDict, Field

_FORMATS = ("JPEG", "PNG", "WEBP")
_WRITTEN = "%Y:%m:%d %H:%M:%S"


class Taken(BaseModel):
    """The camera's word: it may be wrong, and proves nothing by itself."""

    model_config = ConfigDict(frozen=True)

    at: datetime | None = None
    """By the camera's clock, whose zone nobody knows."""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)


def taken(data: bytes) -> Taken | None:
    """Read it from a photo as it was sent; None where it says nothing."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            exif = opened.getexif()
            found = Taken(at=_moment(exif), **_position(exif.get_ifd(ExifTags.IFD.GPSInfo)))
    except Exception:  # noqa: BLE001 - a stranger's metadata; whatever is wrong, there is none
        return None
    return None if found == Taken() else found


def _moment(exif: Image.Exif) -> datetime | None:
    own = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    written = own or exif.get(ExifTags.Base.DateTime)
    with suppress(ValueError, TypeError):
        return datetime.strptime(str(written).strip("\0 "), _WRITTEN)  # noqa: DTZ007 - see Taken.at
    return None


def _position(gps: dict[int, Any]) -> dict[str, float]:
    lat = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S")
    lon = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W")
    return {} if lat is None or lon is None else {"lat": lat, "lon": lon}


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    if not isinstance(parts, tuple) or len(parts) != len(("d", "m", "s")):
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    value = round(degrees + minutes / 60 + seconds / 3600, 6)
    if not math.isfinite(value):
        return None
    return -value if str(side).upper().startswith(negative) else value
