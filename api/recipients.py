"""Which officers are told of what happened."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from sqlmodel import col, select

from api.cases.happening import Happening
from api.cases.tables import CaseRow
from api.kit.work import Work
from api.people.absences import away, present
from api.people.rights import may_release, may_see
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Office


class Told(Enum):
    """Which officers are told."""

    handler = auto()
    """The handler, or the supervisors while there is none; while the handler is not there, who
    stands in as well, or else the supervisors."""
    supervisors = auto()
    """The supervisors of the office, or of the next one up that has any."""
    approvers = auto()
    on_duty = auto()
    """The handler, those on duty, and the supervisors."""
    chain = auto()
    """The supervisors of every office above."""
    at_step = auto()
    """The supervisors as many levels up as the event's step says."""
    disputing = auto()
    """The supervisors of both offices of a dispute."""
    custodians = auto()
    """Those who may agree that an identity is looked at."""
    others_above = auto()
    """The nearest supervisors beside the officer whom the event names and the handler."""
    asker = auto()
    """The officer whom the event names."""


def meant(work: Work, city: City, happening: Happening, told: Told) -> list[Officer]:
    """The officers, each once."""
    case, data = happening.case, happening.event.data
    staff = _staff(work)
    there = _considered(present(work, staff), case, data, told)
    up = _upwards(there, city, case.office, "supervisor")
    supervisors = _level(up, 0)
    handler = _handler(work, city, case, there, staff, supervisors)
    on_duty = [one for one in there if "duty" in one.roles]
    match told:
        case Told.handler:
            found = handler or supervisors
        case Told.supervisors | Told.others_above:
            found = supervisors
        case Told.chain:
            found = [one for group in up[1:] or up for one in group]
        case Told.at_step:
            step = data.get("step")
            found = _level(up, step if isinstance(step, int) else 0)
        case Told.disputing:
            others = _level(_upwards(there, city, str(data["office"]), "supervisor"), 0)
            found = [*supervisors, *others]
        case Told.approvers:
            nearest = _level(_upwards(there, city, case.office, "approver"), 0)
            found = _without(nearest, case.handler_id)
        case Told.custodians:
            found = [one for one in staff if may_release(one, case, city)]
        case Told.asker:
            found = [one for one in staff if one.id == data.get("officer")]
        case Told.on_duty:
            found = [*handler, *on_duty, *supervisors]
    return list({one.id: one for one in found}.values())


def _staff(work: Work) -> list[Officer]:
    return list(work.session.exec(select(Officer).where(col(Officer.active).is_(True))))


def _considered(
    there: Sequence[Officer], case: CaseRow, data: Mapping[str, object], told: Told
) -> list[Officer]:
    """Who is there; where others are to decide, without those concerned."""
    if told is Told.others_above:
        return _without(there, case.handler_id, data.get("officer"))
    return list(there)


def _without(staff: Iterable[Officer], *ids: object) -> list[Officer]:
    return [one for one in staff if one.id not in ids]


def _handler(
    work: Work,
    city: City,
    case: CaseRow,
    there: Sequence[Officer],
    staff: Sequence[Officer],
    supervisors: Sequence[Officer],
) -> list[Officer]:
    """The handler; while that one is not there, also somebody who is."""
    handler = [one for one in staff if one.id == case.handler_id]
    if not handler or handler[0] in there:
        return handler
    stand_in = away(work).get(handler[0].id)
    instead = [one for one in there if one.id == stand_in and may_see(one, case, city)]
    return [*handler, *(instead or supervisors)]


def _level(groups: list[list[Officer]], step: int) -> list[Officer]:
    """The officers so many levels up, or at the top."""
    return groups[min(step, len(groups) - 1)] if groups else []


def levels_above(work: Work, city: City, case: CaseRow) -> int:
    """How many times a breach can go higher than to the nearest supervisors."""
    there = present(work, _staff(work))
    return max(len(_upwards(there, city, case.office, "supervisor")) - 1, 0)


def _upwards(
    staff: Iterable[Officer], city: City, code: str | None, role: str
) -> list[list[Officer]]:
    """The holders of a role, by office, from the case's own upwards; no office without any."""
    holders = [one for one in staff if role in one.roles]
    office: Office | None = city.office(code) if code else city.fallback
    groups: list[list[Officer]] = []
    while office is not None:
        here = [one for one in holders if one.office == office.code]
        groups += [here] if here else []
        office = city.parent(office)
    return groups
