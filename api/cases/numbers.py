"""Case numbers such as SZ-20261121-0007, counted per city and legal day."""

from datetime import datetime

from sqlalchemy import text

from api.kit.now import LEGAL_ZONE
from api.kit.work import Work

_NEXT = text(
    "INSERT INTO day_counter (prefix, value) VALUES (:prefix, 1) "
    "ON CONFLICT (prefix) DO UPDATE SET value = day_counter.value + 1 RETURNING value"
)


def next_number(work: Work, city_code: str, at: datetime) -> str:
    """The next free number of the day; a rolled-back case gives its number back."""
    prefix = f"{city_code}-{at.astimezone(LEGAL_ZONE):%Y%m%d}"
    value = work.session.connection().execute(_NEXT, {"prefix": prefix}).scalar_one()
    return f"{prefix}-{value:04d}"


def plain(number: str) -> str:
    """A case number as people type it, brought to the stored form where that is possible."""
    letters = "".join(sign for sign in number.upper() if sign.isascii() and sign.isalnum())
    head = "".join(sign for sign in letters if sign.isalpha())
    digits = letters[len(head) :]
    if not head or not digits.isdigit() or len(digits) < _DATE_DIGITS + 1:
        return letters
    return f"{head}-{digits[:_DATE_DIGITS]}-{digits[_DATE_DIGITS:].zfill(4)}"


_DATE_DIGITS = 8
