"""What may be chosen in the filters and in a correction: codes with their names."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sqlmodel import select

from api.cases.states import TRANSITIONS, open_expression
from api.cases.tables import CaseRow
from api.console import words
from api.console.scopes import seen_expression
from api.contract.codes import LABELS, Agency, Hazard, Setting, Severity, State
from api.kit.work import Work
from api.people import officers
from api.people.tables import Officer
from knowledge.cities import divisions
from knowledge.cities.city import City
from knowledge.limits import load_limits

Choices = Mapping[str, list[tuple[str, str]]]
_CLOCKS = (
    "F16",
    "C01",
    "C10",
    "C13",
    "R01",
    "C16",
    "R16",
    "R06",
    "R09",
    "R09-SUPERIOR",
    "H02",
    "H05",
)
"""The clocks that run on cases, in the order they are read."""


def choices(work: Work, city: City) -> Choices:
    """Every code by the name of its field, with the name people know it by."""
    limits = {limit.rule: limit.name for limit in load_limits()}
    return {
        "kind": _named(TRANSITIONS),
        "hazard": _named(Hazard),
        "setting": _named(Setting),
        "severity": _named(Severity),
        "agency": _named(Agency),
        "division": districts(work, city),
        "state": [(state, words.state(state)) for state in State],
        "clock": [(rule, limits[rule]) for rule in _CLOCKS if rule in limits],
    }


def whose(work: Work, city: City, officer: Officer) -> Choices:
    """The offices and the handlers of the open cases that an officer sees."""
    wanted = select(CaseRow.office, CaseRow.handler_id).distinct()
    found = work.session.exec(wanted.where(seen_expression(city, officer), open_expression()))
    pairs = list(found)
    offices = {office for office, _ in pairs}
    names = officers.names(work, [handler for _, handler in pairs if handler])
    return {
        "office": [(one.code, one.short) for one in city.offices if one.code in offices],
        "handler": sorted(names.items(), key=lambda one: (one[1], one[0])),
    }


def districts(work: Work, city: City) -> list[tuple[str, str]]:
    """The districts of the city; of the whole country those that have open cases."""
    if not city.about.national:
        known = {one.official: one.name for one in city.districts}
        return list((known | {d.code: d.name for d in city.districts if d.code in known}).items())
    wanted = select(CaseRow.division).where(open_expression()).distinct()
    codes = sorted(code for code in work.session.exec(wanted) if code)
    return [(code, found.name if (found := divisions.by_code(code)) else code) for code in codes]


def _named(codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(code, LABELS[code]) for code in codes]
