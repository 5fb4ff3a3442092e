"""What each role may do, and which cases an officer may see: the one place where it is decided.

A right is a permission in an office for a hazard. A case is seen by its handler, and, as far as
the officer's hazards reach, by the officers of its office and of every office above, and by the
city level. What may be done to it depends on the role. Page, JSON and bot ask here.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Protocol

from api.kit.errors import NotFound
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Level, Office, Role


class Outsider(StrEnum):
    """Roles of those who have a chat and no account."""

    citizen = "citizen"
    volunteer = "volunteer"


class Permission(StrEnum):
    """A thing that a role may do."""

    file = "file"
    """File a matter, and follow, supplement and take back what was filed from the own chat."""
    tip = "tip"
    """File an observation as a volunteer, which counts as a report."""
    see = "see"
    """Look at the cases of one's own office and below."""
    work = "work"
    """Make the moves that the law allows."""
    approve = "approve"
    """Grant what a handler asked for, such as an extension; never one's own."""
    supervise = "supervise"
    """Watch and redistribute the work of the office and below."""
    reveal = "reveal"
    """Look at the identity of a reporter, with a reason, in one's own case."""
    reveal_any = "reveal_any"
    """The same in every case that may be seen."""
    release = "release"
    """Decide whether somebody else may look at an identity, and read who looked."""
    find_person = "find_person"
    """Find, among the cases that may be seen, those of a phone or identity number."""
    watch = "watch"
    """Read how the office and those below kept the limits."""
    take_away = "take_away"
    """Take a case out of the system as a file that proves itself."""
    audit = "audit"
    """Read who did and looked at what."""
    administer = "administer"
    """Make and close accounts; gives no look at any case."""


_P = Permission

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.handler: frozenset({_P.see, _P.work, _P.reveal, _P.find_person, _P.take_away}),
    Role.approver: frozenset({_P.see, _P.approve, _P.reveal}),
    Role.supervisor: frozenset(
        {_P.see, _P.work, _P.supervise, _P.reveal, _P.find_person, _P.watch, _P.take_away}
    ),
    Role.custodian: frozenset({_P.see, _P.reveal_any, _P.release, _P.find_person}),
    Role.auditor: frozenset({_P.see, _P.audit, _P.watch, _P.take_away}),
    Role.admin: frozenset({_P.administer}),
}
"""The permissions of each role; somebody with several roles has those of all."""

OUTSIDE: Mapping[Outsider, frozenset[Permission]] = {
    Outsider.citizen: frozenset({_P.file}),
    Outsider.volunteer: frozenset({_P.file, _P.tip}),
}
"""The permissions of those who write to us; none of them opens anything at the desk."""


class Placed(Protocol):
    """As much of a case as rights depend on."""

    @property
    def office(self) -> str | None:
        """Code of the office that has the case."""

    @property
    def handler_id(self) -> str | None:
        """The officer who handles it."""

    @property
    def hazard(self) -> str | None:
        """What is wrong, as far as it is known."""

    @property
    def kind(self) -> str:
        """What is wanted, such as `complaint`."""

    @property
    def emergency(self) -> bool:
        """Whether somebody must be reached at once."""


def permissions(roles: Collection[str]) -> frozenset[Permission]:
    """All that the holder of these roles may do; an unknown role gives nothing."""
    held = (PERMISSIONS[role] for role in Role if role in roles)
    return frozenset[Permission]().union(*held)


def may(officer: Officer, permission: Permission) -> bool:
    """Whether an officer has a permission at all."""
    return officer.active and permission in permissions(officer.roles)


def require(officer: Officer, permission: Permission) -> None:
    """Let an officer on, or say what is said of an address that does not exist.

    Raises:
        NotFound: `unknown_page`.
    """
    if not may(officer, permission):
        raise NotFound("unknown_page", "没有这个页面。")


def concerned_with(officer: Officer, hazard: str | None) -> bool:
    """Whether a hazard belongs to those an officer was given; without any, all do."""
    return not officer.hazards or hazard in officer.hazards


def sees_all(officer: Officer, city: City) -> bool:
    """Whether every office of the city lies open to an officer: those of the city level."""
    office = _office(city, officer.office)
    if office is None or not may(officer, Permission.see):
        return False
    return office.parent is None or (office.level is Level.city and not city.about.national)


def offices_seen(officer: Officer, city: City) -> frozenset[str]:
    """Codes of the officer's own office and of all below it; empty without the right to see."""
    if not may(officer, Permission.see):
        return frozenset()
    return with_below(city, officer.office)


def with_below(city: City, code: str) -> frozenset[str]:
    """Codes of an office and of every office below it."""
    found = {code}
    grown = True
    while grown:
        below = {o.code for o in city.offices if o.parent in found} - found
        found |= below
        grown = bool(below)
    return frozenset(found)


def above(city: City, code: str) -> frozenset[str]:
    """Codes of every office above an office, itself left out."""
    return frozenset(_upwards(city, code)) - {code}


def may_see(officer: Officer, case: Placed, city: City) -> bool:
    """Whether an officer may know that a case exists."""
    if not may(officer, Permission.see):
        return False
    if case.handler_id == officer.id:
        return True
    if not concerned_with(officer, case.hazard):
        return False
    if sees_all(officer, city):
        return True
    return case.office is not None and officer.office in _upwards(city, case.office)


def may_work(officer: Officer, case: Placed, city: City) -> bool:
    """Whether an officer may make moves in a case."""
    return may(officer, Permission.work) and may_see(officer, case, city)


def may_approve(officer: Officer, case: Placed, city: City) -> bool:
    """Whether an officer may grant what the handler of a case asked for: another person."""
    return (
        may(officer, Permission.approve)
        and case.handler_id != officer.id
        and may_see(officer, case, city)
    )


class Reveal(StrEnum):
    """How near an officer is to the identity behind a case."""

    none = "none"
    ask = "ask"
    """Once the custodian has agreed."""
    look = "look"
    """With a reason."""


def reveal(officer: Officer, case: Placed, city: City) -> Reveal:
    """Whether an officer may look at the reporter's identity, giving a reason.

    Whoever works the case may where the city's plan leaves it to them, and in an emergency;
    in all other cases they, a supervisor and an approver above ask the custodian.
    """
    if not may_see(officer, case, city):
        return Reveal.none
    if may(officer, Permission.reveal_any):
        return Reveal.look
    if not may(officer, Permission.reveal):
        return Reveal.none
    works_it = case.handler_id in (None, officer.id) and may(officer, Permission.work)
    if works_it and (case.emergency or case.kind not in city.about.reveal.approved):
        return Reveal.look
    above_it = may(officer, Permission.supervise) or may(officer, Permission.approve)
    return Reveal.ask if works_it or above_it else Reveal.none


def by_another(officer: Officer, *concerned: str | None) -> bool:
    """Four eyes: whether somebody who decides is none of those whom the decision is for.

    Every approval asks here, whatever door it comes through: nobody approves their own.
    """
    return officer.id not in concerned


def may_arrange_absence(by: Officer, officer: Officer, city: City) -> bool:
    """Whether somebody may enter when an officer is not there: the officer, or who supervises."""
    if by.id == officer.id:
        return by.active
    return may(by, Permission.supervise) and officer.office in offices_seen(by, city)


def may_stand_in(one: Officer, officer: Officer, city: City) -> bool:
    """Whether somebody may stand in for an officer: another, who works and sees the same cases."""
    theirs: list[str | None] = [*officer.hazards] or [None]
    return (
        one.id != officer.id
        and may(one, Permission.work)
        and officer.office in offices_seen(one, city)
        and all(concerned_with(one, hazard) for hazard in theirs)
    )


def may_release(officer: Officer, case: Placed, city: City) -> bool:
    """Whether an officer may agree that somebody else looks at an identity."""
    return may(officer, Permission.release) and may_see(officer, case, city)


def _upwards(city: City, code: str) -> list[str]:
    line: list[str] = []
    office = _office(city, code)
    while office is not None:
        line.append(office.code)
        office = city.parent(office)
    return line or [code]


def _office(city: City, code: str) -> Office | None:
    try:
        return city.office(code)
    except KeyError:  # an office of an earlier pack
        return None
