"""Whether a matter lies in the pack's area, and who is competent when it does not."""

from dataclasses import dataclass

from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.cities.divisions import Division
from knowledge.cities.load import load_city
from knowledge.cities.schema import Level

NATIONAL = "china"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The competent place outside: its full name, the office's name and the number to call.

    `place` is the name as given where several places of China share it.
    """

    place: str
    office_name: str
    phone: str
    sentence: str


def outside(city: City, division: str | None) -> bool:
    """Whether a named division lies outside the pack's area.

    Args:
        city: The pack; one without a scope covers the whole country.
        division: A code, or an official or full name of a province, city or district; None is
            an unknown place, which is never outside. A name the division table does not know is
            not taken for outside either: a wrong refusal is worse than a detour.
    """
    if not division or not city.about.scope:
        return False
    if city.district(division) or city.street(division) or city.districts_named(division):
        return False
    found = _divisions(division)
    return bool(found) and not any(_touches(city, place) for place in found)


def competent_elsewhere(division: str) -> Elsewhere:
    """Where a matter outside belongs: the place, its office and the number."""
    found = _divisions(division)
    if len(found) != 1:
        name = found[0].name if found else division
        return _told(name, "当地市场监督管理局", load_city(NATIONAL).fallback.phone)
    national, place = load_city(NATIONAL), found[0]
    levels = (Level.district, Level.city)
    line = [step.code for step in reversed(divisions.ancestry(place))]
    offices = (national.serving(code, level) for code in line for level in levels)
    office = next((office for office in offices if office), None)
    name = office.name if office else f"{place.name}市场监督管理局"
    return _told(divisions.full_name(place), name, national.fallback.phone)


def _told(place: str, office: str, phone: str) -> Elsewhere:
    sentence = (
        f"这件事发生在{place}，不在本地受理范围，没有在这里立案。请向{office}反映："
        f"在当地拨打 {phone}，或在全国 12315 平台（www.12315.cn）提交，注明发生地。"
    )
    return Elsewhere(place, office, phone, sentence)


def _divisions(ref: str) -> tuple[Division, ...]:
    """The divisions a code, a name or a full name may mean."""
    if ref.isdecimal():
        own = divisions.by_code(ref)
        return (own,) if own else ()
    return (
        divisions.by_name(ref)
        or divisions.by_name(f"{ref}市")
        or tuple(
            place
            for district in load_city(NATIONAL).districts_named(ref)
            if (place := divisions.by_code(district.official))
        )
    )


def _touches(city: City, place: Division) -> bool:
    """Inside the scope, or a larger area that holds it: 广东省 may well mean Shenzhen."""
    line = {step.code for step in divisions.ancestry(place)}
    above = {
        step.code
        for scope in city.about.scope
        if (own := divisions.by_code(scope))
        for step in divisions.ancestry(own)
    }
    return place.code in above or any(scope in line for scope in city.about.scope)
