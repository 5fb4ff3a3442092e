"""The districts and offices of a pack for the whole country, built from the division table.

Writing some 3,200 offices down by hand would only repeat the table. Their names follow the form
"地名 + 市场监督管理局" and are generic; each is reached by the national number.
"""

from knowledge.cities import divisions
from knowledge.cities.divisions import Division
from knowledge.cities.schema import CityFile, District, Level, Office

HOTLINE = "12315"
_COUNTIES_IN_NAME_ONLY = ("林区", "特区")


def build_districts() -> tuple[District, ...]:
    """Every district of the country under its official code."""
    return tuple(_district(division) for division in divisions.districts())


def build_offices(about: CityFile) -> tuple[Office, ...]:
    """The named fallback, an office for each city that has districts, and one for each district.

    A district directly under a province or a province-level city reports to that one's office.
    """
    below = divisions.districts()
    above = dict.fromkeys(d.parent for d in below if d.level == divisions.DISTRICT)
    cities = [_city_office(about.code, code) for code in above]
    return (_top(about), *cities, *(_district_office(about.code, d) for d in below))


def _district(division: Division) -> District:
    province, *below = divisions.ancestry(division)
    return District(
        code=division.code,
        name=division.name,
        full_name="".join(d.name for d in (below if len(below) > 1 else (province, *below))),
        official=division.code,
    )


def _top(about: CityFile) -> Office:
    return Office(
        code=about.fallback,
        name=f"{about.title}分派台（演示）",
        short="全国分派台",
        level=Level.city,
        phone=HOTLINE,
    )


def _city_office(prefix: str, code: str) -> Office:
    city = divisions.ancestry(divisions.districts_of(code)[0])[-2]
    return Office(
        code=f"{prefix}-{code}",
        name=f"{city.name}市场监督管理局",
        short=f"{city.name}市场监管局",
        level=Level.city,
        serves=(code, *(d.code for d in divisions.districts_of(code))),
        parent=prefix,
        phone=HOTLINE,
    )


def _district_office(prefix: str, division: Division) -> Office:
    """A city without districts is its own district; its office is then the city's."""
    whole_city = division.level == divisions.PREFECTURE
    above = divisions.ancestry(division)[-2]
    named = f"{above.name}{division.name}" if _inner(division) else division.name
    return Office(
        code=f"{prefix}-{division.code}",
        name=f"{named}市场监督管理局",
        short=f"{division.name}市场监管局",
        level=Level.city if whole_city else Level.district,
        serves=(division.code,),
        parent=prefix if whole_city else f"{prefix}-{above.code}",
        phone=HOTLINE,
    )


def _inner(division: Division) -> bool:
    """Only a district's name needs its city before it; a county's stands alone."""
    name = division.name
    return name.endswith("区") and not name.endswith(_COUNTIES_IN_NAME_ONLY)
