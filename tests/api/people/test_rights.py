from dataclasses import dataclass

import pytest

from api.kit.errors import NotFound
from api.people.rights import (
    OUTSIDE,
    PERMISSIONS,
    Outsider,
    Permission,
    Reveal,
    may_approve,
    may_release,
    may_see,
    may_work,
    offices_seen,
    permissions,
    require,
    reveal,
    sees_all,
)
from api.people.tables import Officer
from knowledge.cities.load import load_city
from knowledge.cities.schema import Role

CITY = load_city("shenzhen")
ALL_ROLES = [role.value for role in Role]


@dataclass
class Case:
    office: str | None
    handler_id: str | None = "somebody"
    hazard: str | None = "hygiene"
    kind: str = "complaint"
    emergency: bool = False


def _officer(office: str, *roles: str, active: bool = True) -> Officer:
    return Officer(
        id="me",
        login="me",
        name="我",
        office=office,
        roles=list(roles),
        password_hash="",
        active=active,
    )


def test_every_role_has_its_permissions_and_an_unknown_role_none() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert permissions(["handler", "king"]) == PERMISSIONS[Role.handler]
    assert permissions([]) == frozenset()


@pytest.mark.parametrize(
    ("office", "case_office", "seen"),
    [
        ("SZ-FT", "SZ-FT", True),
        ("SZ-FT", "SZ-FT-008", True),
        ("SZ-FT-008", "SZ-FT", False),
        ("SZ-FT-008", "SZ-FT-009", False),
        ("SZ-FT", "SZ-BA", False),
        ("SZ-FT", "SZ", False),
        ("SZ-FT", "SZ-DISPATCH", False),
        ("SZ-FT", None, False),
        ("SZ", "SZ-BA-005", True),
        ("SZ-DISPATCH", "SZ-BA-005", True),
        ("SZ-DISPATCH", None, True),
        ("SZ", None, True),
        ("SZ-FT", "an office of an earlier pack", False),
        ("an office of an earlier pack", "SZ-FT", False),
    ],
)
def test_a_handler_sees_the_own_office_and_what_lies_below(
    office: str, case_office: str | None, *, seen: bool
) -> None:
    assert may_see(_officer(office, "handler"), Case(case_office), CITY) is seen


def test_the_handler_of_a_case_sees_it_wherever_it_lies() -> None:
    assert may_see(_officer("SZ-FT-008", "handler"), Case("SZ-BA", "me"), CITY)


def test_hazards_narrow_what_is_seen_but_never_the_own_case() -> None:
    for office in ("SZ", "SZ-FT"):
        officer = _officer(office, "handler")
        officer.hazards = ["poisoning"]
        assert may_see(officer, Case("SZ-FT-008", hazard="poisoning"), CITY)
        for other in ("hygiene", None):
            assert not may_see(officer, Case("SZ-FT-008", hazard=other), CITY)
            assert may_see(officer, Case("SZ-FT-008", "me", hazard=other), CITY)


def test_nobody_from_outside_has_a_right_at_the_desk() -> None:
    inside = permissions(ALL_ROLES)
    for role in Outsider:
        assert OUTSIDE[role]
        assert OUTSIDE[role].isdisjoint(inside)
        assert permissions([role]) == frozenset()
    assert Permission.tip in OUTSIDE[Outsider.volunteer] - OUTSIDE[Outsider.citizen]


def test_every_permission_is_somebodys() -> None:
    given = permissions(ALL_ROLES).union(*OUTSIDE.values())
    assert given == set(Permission)


def test_what_is_not_allowed_does_not_exist() -> None:
    require(_officer("SZ", "admin"), Permission.administer)
    for officer in (_officer("SZ", "handler"), _officer("SZ", "admin", active=False)):
        with pytest.raises(NotFound) as refused:
            require(officer, Permission.administer)
        assert refused.value.code == "unknown_page"


def test_what_is_listed_is_what_may_be_seen() -> None:
    for office in CITY.offices:
        officer = _officer(office.code, "handler")
        listed = offices_seen(officer, CITY)
        for other in CITY.offices:
            seen = may_see(officer, Case(other.code), CITY)
            assert seen == (other.code in listed or sees_all(officer, CITY))


def test_an_administrator_and_a_closed_account_see_no_case() -> None:
    admin, gone = _officer("SZ", "admin"), _officer("SZ", *ALL_ROLES, active=False)
    for officer in (admin, gone):
        assert not may_see(officer, Case("SZ-FT", "me"), CITY)
        assert not sees_all(officer, CITY)
        assert offices_seen(officer, CITY) == frozenset()
        assert not may_work(officer, Case("SZ-FT", "me"), CITY)
        assert reveal(officer, Case("SZ-FT", "me"), CITY) is Reveal.none


def test_an_auditor_reads_but_neither_works_nor_approves_nor_reveals() -> None:
    auditor, case = _officer("SZ", "auditor"), Case("SZ-FT", "me")
    assert may_see(auditor, case, CITY)
    assert not may_work(auditor, case, CITY)
    assert not may_approve(auditor, case, CITY)
    assert reveal(auditor, case, CITY) is Reveal.none


def test_nobody_approves_in_the_own_case() -> None:
    approver = _officer("SZ-FT", *ALL_ROLES)
    assert may_approve(approver, Case("SZ-FT-008"), CITY)
    assert not may_approve(approver, Case("SZ-FT-008", "me"), CITY)
    assert not may_approve(_officer("SZ-FT", "handler"), Case("SZ-FT"), CITY)
    assert not may_approve(_officer("SZ-BA", "approver"), Case("SZ-FT"), CITY)


def test_identity_is_for_those_who_work_the_case_and_for_the_custodian() -> None:
    colleagues_case = Case("SZ-FT-008")
    handler = _officer("SZ-FT-008", "handler")
    assert reveal(handler, colleagues_case, CITY) is Reveal.none
    assert reveal(handler, Case("SZ-FT-008", "me"), CITY) is Reveal.look
    assert reveal(handler, Case("SZ-FT-008", None), CITY) is Reveal.look
    assert reveal(_officer("SZ-FT", "supervisor"), colleagues_case, CITY) is Reveal.ask
    assert reveal(_officer("SZ-FT", "approver"), colleagues_case, CITY) is Reveal.ask
    assert reveal(_officer("SZ-BA", "supervisor"), colleagues_case, CITY) is Reveal.none
    assert reveal(_officer("SZ", "custodian"), colleagues_case, CITY) is Reveal.look


@pytest.mark.parametrize("kind", ["report", "tip"])
def test_who_reported_is_looked_at_only_with_the_custodians_consent(kind: str) -> None:
    handler, own = _officer("SZ-FT-008", "handler"), Case("SZ-FT-008", "me", kind=kind)
    assert reveal(handler, own, CITY) is Reveal.ask
    urgent = Case("SZ-FT-008", "me", kind=kind, emergency=True)
    assert reveal(handler, urgent, CITY) is Reveal.look
    case = Case("SZ-FT-008", kind=kind)
    assert may_release(_officer("SZ", "custodian"), case, CITY)
    assert not may_release(_officer("SZ-BA", "custodian"), case, CITY)
    assert not may_release(_officer("SZ", "supervisor", "approver", "admin"), case, CITY)


def test_in_the_national_pack_only_the_top_sees_all() -> None:
    china = load_city("china")
    below = next(o for o in china.offices if o.parent == "CN" and o.level == "city")
    assert sees_all(_officer("CN", "handler"), china)
    assert not sees_all(_officer(below.code, "handler"), china)
    assert Permission.see in permissions(["handler"])
