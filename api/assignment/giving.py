"""Giving a case to a handler whom a person chose, instead of the lightest one."""

from dataclasses import dataclass

from sqlmodel import col, select

from api.assignment.service import hand_to
from api.cases.tables import CaseRow
from api.kit.errors import Refusal
from api.kit.work import Work
from api.people.absences import away
from api.people.rights import above, offices_seen
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to whom a case may be given."""

    id: str
    name: str
    absent: bool


def may_be_given(work: Work, city: City, giver: Officer) -> list[tuple[str, list[Candidate]]]:
    """The handlers of the giver's office and below, office by office as the city lists them."""
    there, gone = _handlers(work, offices_seen(giver, city)), away(work)
    groups = [
        (
            o.short,
            [Candidate(one.id, one.name, one.id in gone) for one in there if one.office == o.code],
        )
        for o in city.offices
    ]
    return [(name, group) for name, group in groups if group]


def give(
    work: Work, city: City, case: CaseRow, handler_id: str, giver: Officer, *, actor: str
) -> bool:
    """Give a case to a handler of its office or of one above; False if it is there already.

    The case stays with its office: another office is a transfer, which the law governs.

    Raises:
        Refusal: `unknown_handler`, nobody the giver may choose, or of another office.
    """
    chosen = next(
        (one for one in _handlers(work, offices_seen(giver, city)) if one.id == handler_id), None
    )
    office = case.office or city.fallback.code
    if chosen is None or chosen.office not in {office, *above(city, office)}:
        raise Refusal("unknown_handler", "这位经办人员不在本单位或上级单位，不能指派。")
    if case.handler_id == chosen.id:
        return False
    hand_to(work, case, office, chosen.id, reason=f"由{giver.name}指派。", actor=actor)
    return True


def _handlers(work: Work, offices: frozenset[str]) -> list[Officer]:
    wanted = select(Officer).where(
        col(Officer.active).is_(True), col(Officer.office).in_(sorted(offices))
    )
    found = work.session.exec(wanted.order_by(col(Officer.name), col(Officer.id)))
    return [one for one in found if Role.handler in one.roles]
