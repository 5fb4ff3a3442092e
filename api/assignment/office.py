"""Which office takes a case: by severity and place, with a floor by hazard and setting."""

from dataclasses import dataclass

from api.assignment.place import Place, locate
from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.cities.schema import Level, Office
from knowledge.codes import LABELS, Hazard, Setting, Severity

_LEVEL = {
    Severity.daily: Level.street,
    Severity.general: Level.district,
    Severity.major: Level.city,
}
_CLIMB = (Level.street, Level.district, Level.city)
# Someone ill, or an institution that feeds many, is never a matter for a street office alone.
_DISTRICT_HAZARDS = frozenset({Hazard.poisoning})
_DISTRICT_SETTINGS = frozenset(
    {Setting.school_canteen, Setting.staff_canteen, Setting.elderly_care},
)
_ONLINE = frozenset({Setting.online_shop, Setting.delivery})
_LEVEL_NAMES = {Level.street: "镇街所", Level.district: "区（县）局", Level.city: "市局"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The office chosen; `rule` is the code of what decided, `reason` one Chinese sentence.

    Rules: street, district, city – the level the severity asks for; raised – lifted to the
    district by hazard or setting; street_unknown, no_office – the next level up; city_named –
    only a city of the country is known; fallback.
    """

    office_code: str
    office_name: str
    reason: str
    rule: str


def choose_office(
    city: City,
    *,
    severity: Severity,
    hazard: Hazard | None,
    setting: Setting | None,
    division: str | None,
    street: str | None,
    place_text: str | None,
) -> Choice:
    """The office that takes a case of this severity at this place.

    Args:
        city: The pack; the place must lie inside it (see `api.assignment.area.outside`).
        severity: Names the level: daily street, general district, major city.
        hazard: The main hazard.
        setting: Where it happened.
        division: The district by code or name, or None.
        street: The street by code or name, or None.
        place_text: The place in the citizen's words, or None.
    """
    place = locate(city, division, street, place_text)
    wanted = _LEVEL[severity]
    raised = wanted is Level.street and (
        hazard in _DISTRICT_HAZARDS or setting in _DISTRICT_SETTINGS
    )
    level = Level.district if raised else wanted
    office = _serving(city, place, level)
    if office is None:
        return _without_district(city, severity, division, setting)
    why = f"{LABELS[severity]}事项由{_LEVEL_NAMES[wanted]}办理"
    if raised:
        cause = hazard if hazard in _DISTRICT_HAZARDS else setting
        why = f"涉及{LABELS[cause] if cause else ''}，按规则不低于{_LEVEL_NAMES[level]}"
    return _explained(city, place, office, why, _rule(office, level, place, raised=raised))


def _serving(city: City, place: Place, level: Level) -> Office | None:
    """The office of the level at the place, or the next one above it."""
    codes = [known.code for known in (place.street, place.district) if known]
    for step in _CLIMB[_CLIMB.index(level) :]:
        for code in codes:
            if office := city.serving(code, step):
                return office
    return None


def _rule(office: Office, level: Level, place: Place, *, raised: bool) -> str:
    if office.level is level:
        return "raised" if raised else level.value
    return "street_unknown" if level is Level.street and not place.street else "no_office"


def _explained(city: City, place: Place, office: Office, why: str, rule: str) -> Choice:
    where = place.district.name if place.district else city.about.title
    if place.district and city.about.national:
        where = place.district.full_name
    if place.street:
        where += place.street.name
    tail = {
        "street_unknown": "街道不明，由所在区（县）的机构先接",
        "no_office": f"当地没有这一级机构，由{_LEVEL_NAMES[office.level]}办理",
    }.get(rule)
    reason = f"地点在{where}；{why}；{tail}。" if tail else f"地点在{where}；{why}。"
    return Choice(office.code, office.name, reason, rule)


def _without_district(
    city: City,
    severity: Severity,
    division: str | None,
    setting: Setting | None,
) -> Choice:
    """No district is known: the city's office if that is named or the matter major, or fallback.

    In a pack of one city, its own name says nothing more than the pack does.
    """
    if city.about.national and division and (named := _named_city(city, division)):
        reason = f"只知道地点在{division}，先由{named.name}核实后分派。"
        return Choice(named.code, named.name, reason, "city_named")
    top = next((o for o in city.offices if _whole(city, o)), None)
    if top and severity is Severity.major:
        reason = f"地点不明；{LABELS[severity]}事项由市局办理，不等地点核实。"
        return Choice(top.code, top.name, reason, "city")
    office = city.fallback
    reason = f"{_unplaced(division, setting)}，先由{office.short}核实后分派。"
    return Choice(office.code, office.name, reason, "fallback")


def _unplaced(division: str | None, setting: Setting | None) -> str:
    """Why no place could be found, as the first clause of a sentence."""
    if division:
        return f"“{division}”不能确定到一个区（县）"
    if setting in _ONLINE:
        return "地点不明，要先查平台公示的商家地址"
    return "地点不明"


def _named_city(city: City, division: str) -> Office | None:
    found = divisions.by_name(division) or filter(None, [divisions.by_code(division)])
    offices = [o for place in found if (o := city.serving(place.code, Level.city))]
    return offices[0] if len(offices) == 1 else None


def _whole(city: City, office: Office) -> bool:
    """Whether the office serves the whole of the pack's area."""
    return bool(city.about.scope) and set(city.about.scope) <= set(office.serves)
