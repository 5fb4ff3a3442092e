"""Administrators make and close accounts, never their own, and everything is in the log."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.kit.database import Database
from api.kit.errors import Forbidden, NotFound, Refusal, Unauthenticated
from api.kit.work import Work, Works
from api.people import journal, second, sessions, staffing
from api.people.officers import (
    by_login,
    create_officer,
    ensure_demo_officers,
    put_demo_officers_aside,
)
from api.people.signin import sign_in
from api.people.staffing import Post
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.load import load_city

from .conftest import PASSWORD

FUTIAN = Post("SZ-FT", ("handler",))


@pytest.fixture
def city() -> City:
    return load_city("shenzhen")


@pytest.fixture
def admin(works: Works) -> Officer:
    with works.write() as work:
        return create_officer(
            work, login="admin1", name="严守正", office="SZ", roles=["admin"], password=PASSWORD
        )


def _engage(works: Works, city: City, admin: Officer, post: Post = FUTIAN) -> str:
    with works.write() as work:
        return staffing.engage(work, city, admin, " Newone1 ", "  新 来的 ", post)


def test_a_new_account_signs_in_once_with_a_password_that_must_be_changed(
    works: Works, city: City, admin: Officer
) -> None:
    password = _engage(works, city, admin, Post("SZ-FT", ("supervisor", "handler"), ("hygiene",)))
    with works.read() as work:
        made = by_login(work, "newone1")
    assert made is not None
    assert (made.name, made.roles, made.hazards) == (
        "新 来的",
        ["handler", "supervisor"],
        ["hygiene"],
    )
    assert made.must_change
    assert sign_in(works, "newone1", password, "10.0.0.1")


@pytest.mark.parametrize(
    ("login", "name", "post", "code"),
    [
        ("a", "某某", FUTIAN, "bad_login"),
        ("登录名字", "某某", FUTIAN, "bad_login"),
        ("<script>", "某某", FUTIAN, "bad_login"),
        ("someone", "", FUTIAN, "bad_name"),
        ("someone", "a\0b", FUTIAN, "bad_name"),
        ("someone", "某某", Post("SZ-NO", ("handler",)), "unknown_office"),
        ("someone", "某某", Post("SZ-FT", ()), "unknown_role"),
        ("someone", "某某", Post("SZ-FT", ("king",)), "unknown_role"),
        ("someone", "某某", Post("SZ-FT", ("citizen",)), "unknown_role"),
        ("someone", "某某", Post("SZ-FT", ("handler",), ("aliens",)), "unknown_hazard"),
        ("admin1", "某某", FUTIAN, "login_taken"),
    ],
)
def test_what_is_no_account_is_refused(
    works: Works, city: City, admin: Officer, login: str, name: str, post: Post, code: str
) -> None:
    with pytest.raises(Refusal) as refused, works.write() as work:
        staffing.engage(work, city, admin, login, name, post)
    assert refused.value.code == code


DEEDS: list[Callable[[Work, City, Officer, str], object]] = [
    lambda work, city, by, login: staffing.appoint(work, city, by, login, Post("SZ", ("admin",))),
    lambda work, city, by, login: staffing.close(work, by, login),
    lambda work, city, by, login: staffing.reopen(work, by, login),
    lambda work, city, by, login: staffing.reset_password(work, by, login),
    lambda work, city, by, login: staffing.sign_out_everywhere(work, by, login),
    lambda work, city, by, login: staffing.drop_second_factor(work, by, login),
    lambda work, city, by, login: staffing.want_second_factor(work, by, login, required=True),
]


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_administers_the_own_account_and_nobody_else_administers_at_all(
    works: Works,
    city: City,
    admin: Officer,
    officer: Officer,
    deed: Callable[[Work, City, Officer, str], object],
) -> None:
    with pytest.raises(Forbidden) as own, works.write() as work:
        deed(work, city, admin, admin.login)
    assert own.value.code == "own_account"
    for login in (admin.login, officer.login, "nobody"):
        with pytest.raises(NotFound) as refused, works.write() as work:
            deed(work, city, officer, login)
        assert refused.value.code == "unknown_page"
    with pytest.raises(NotFound), works.write() as work:
        deed(work, city, admin, "nobody")
    with works.write() as work:
        deed(work, city, admin, officer.login)


def test_closing_resetting_and_other_roles_end_every_session(
    works: Works, city: City, admin: Officer, officer: Officer
) -> None:
    for deed in DEEDS[:2] + DEEDS[3:6]:
        with works.write() as work:
            work.session.get_one(Officer, officer.id).active = True
            token = sessions.begin(work, officer.id)
        with works.write() as work:
            deed(work, city, admin, officer.login)
        with works.read() as work:
            assert sessions.find(work, token) is None


def test_a_reset_password_is_the_only_one_and_must_be_changed(
    works: Works, admin: Officer, officer: Officer
) -> None:
    with works.write() as work:
        password = staffing.reset_password(work, admin, officer.login)
    with pytest.raises(Unauthenticated):
        sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    assert sign_in(works, officer.login, password, "10.0.0.1")
    with works.read() as work:
        assert work.session.get_one(Officer, officer.id).must_change


def test_a_lost_authenticator_is_forgotten(works: Works, admin: Officer, officer: Officer) -> None:
    with works.write() as work:
        second.begin(work, officer.id)
        second.new_codes(work, officer.id)
        staffing.drop_second_factor(work, admin, officer.login)
    with works.read() as work:
        assert second.codes_left(work, officer.id) == 0
        assert work.session.get_one(Officer, officer.id).totp_sealed is None


def test_the_log_says_who_did_what_and_a_change_in_it_is_found(
    works: Works, database: Database, city: City, admin: Officer, officer: Officer
) -> None:
    _engage(works, city, admin)
    with works.write() as work:
        staffing.appoint(work, city, admin, officer.login, Post("SZ", ("auditor",)))
        staffing.close(work, admin, officer.login)
    with works.read() as work:
        entries = journal.latest(work)
        assert [one.kind for one in entries] == ["closed", "roles_set", "made"]
        assert {one.actor for one in entries} == {admin.id}
        before = {"office": "SZ-FT", "roles": ["handler"], "hazards": []}
        assert entries[1].data["before"] == before
        assert list(journal.faults(work)) == []
    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.connection().execute(text("UPDATE officer_event SET actor='x'"))
    for edit, said in (
        ("UPDATE officer_event SET actor='x' WHERE no=2", "entry 2 was altered"),
        ("DELETE FROM officer_event WHERE no=2", "entry 2 is gone"),
    ):
        _without_triggers(database, edit)
        with works.read() as work:
            assert any(said in fault for fault in journal.faults(work))


def test_demo_accounts_end_with_the_demo_and_come_back_with_it(
    works: Works, city: City, admin: Officer
) -> None:
    invented = city.officers[:2]
    with works.write() as work:
        ensure_demo_officers(work, invented)
        staffing.close(work, admin, invented[0].login)
    with works.write() as work:
        assert put_demo_officers_aside(work) == 1
    with works.read() as work:
        assert work.session.get_one(Officer, admin.id).active
        assert not any(by_login(work, one.login).active for one in invented)  # type: ignore[union-attr] # they are there
    with works.write() as work:
        assert ensure_demo_officers(work, invented) == {}
    with works.read() as work:
        opened = [by_login(work, one.login).active for one in invented]  # type: ignore[union-attr] # as above
    assert opened == [False, True]
    with pytest.raises(Refusal) as refused, works.write() as work:
        staffing.reopen(work, admin, invented[0].login)
    assert refused.value.code == "demo_account"


def _without_triggers(database: Database, statement: str) -> None:
    with database.write() as session:
        connection = session.connection()
        if database.is_sqlite:
            for deed in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS officer_event_no_{deed}")
        else:
            connection.exec_driver_sql("ALTER TABLE officer_event DISABLE TRIGGER ALL")
        connection.execute(text(statement))
