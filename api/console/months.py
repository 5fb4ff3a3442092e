"""A month and an office, as the supervisors' pages are asked for them."""

import re
from datetime import datetime

from api.console.view import office_short
from api.contract.desk import Choice
from api.kit.errors import Refusal
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people.rights import offices_seen, sees_all, with_below
from api.people.tables import Officer
from knowledge.cities.city import City

_MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")
_LAST_MONTH = 12


def this_month(work: Work) -> str:
    """The legal month, as 2026-11."""
    return f"{work.now.astimezone(LEGAL_ZONE):%Y-%m}"


def span(month: str) -> tuple[datetime, datetime]:
    """From the first moment of a month to that of the next.

    Raises:
        Refusal: `invalid`, no month.
    """
    if not _MONTH.fullmatch(month):
        raise Refusal("invalid", "请写成 2026-11 这样的月份。")
    year, number = int(month[:4]), int(month[5:])
    begin = datetime(year, number, 1, tzinfo=LEGAL_ZONE)
    over = number == _LAST_MONTH
    return begin, begin.replace(year=year + over, month=1 if over else number + 1)


def offices_of(officer: Officer, city: City, office: str) -> frozenset[str]:
    """Codes of an office and those below it, as far as the officer sees them; empty is all."""
    codes = frozenset(one.code for one in city.offices)
    seen = codes if sees_all(officer, city) else offices_seen(officer, city)
    return seen & with_below(city, office) if office else seen


def office_choices(officer: Officer, city: City) -> list[Choice]:
    """The offices that may be chosen from."""
    seen = offices_of(officer, city, "")
    return [
        Choice(code=one.code, text=office_short(city, one.code))
        for one in city.offices
        if one.code in seen
    ]
