import pytest
from sqlmodel import select

from api.kit.errors import NotFound, Unauthenticated
from api.kit.work import Works
from api.people.officers import create_officer
from api.people.staffchat import bind, by_chat, chat_of, make_code, unbind
from api.people.tables import Officer

from .conftest import Clock


def test_a_code_ties_a_chat_once(works: Works, officer: Officer) -> None:
    with works.write() as work:
        code = make_code(work, officer.id)
    with works.write() as work:
        assert bind(work, f" {code.lower()} ", "424242").id == officer.id
    with works.read() as work:
        found = by_chat(work, "424242")
        assert (found.id, chat_of(work, found)) == (officer.id, "424242")
    with pytest.raises(NotFound), works.write() as work:
        bind(work, code, "555")


def test_a_code_is_worth_nothing_after_ten_minutes(
    works: Works, officer: Officer, clock: Clock
) -> None:
    with works.write() as work:
        code = make_code(work, officer.id)
    clock.forward(minutes=10)
    with pytest.raises(NotFound), works.write() as work:
        bind(work, code, "424242")


def test_a_newer_code_replaces_the_earlier(works: Works, officer: Officer) -> None:
    with works.write() as work:
        first, second = make_code(work, officer.id), make_code(work, officer.id)
        with pytest.raises(NotFound):
            bind(work, first, "424242")
        assert bind(work, second, "424242").id == officer.id


def test_a_chat_belongs_to_the_officer_who_tied_it_last(works: Works, officer: Officer) -> None:
    with works.write() as work:
        other = create_officer(
            work, login="other1", name="某某", office="SZ", roles=["handler"], password="x" * 12
        )
        bind(work, make_code(work, officer.id), "424242")
    with works.write() as work:
        bind(work, make_code(work, other.id), "424242")
    with works.read() as work:
        assert by_chat(work, "424242").id == other.id
        assert chat_of(work, work.session.get_one(Officer, officer.id)) is None


def test_neither_code_nor_chat_is_stored_in_clear(works: Works, officer: Officer) -> None:
    with works.write() as work:
        bind(work, make_code(work, officer.id), "424242424")
        code = make_code(work, officer.id)
    with works.read() as work:
        row = work.session.exec(select(Officer)).one()
    assert row.staff_chat_sealed is not None
    assert b"424242424" not in row.staff_chat_sealed
    assert all(code not in str(value) for value in row.model_dump().values())
    assert "424242424" not in str(row.staff_chat_blind)


def test_an_unbound_chat_and_a_closed_account_are_nobody(works: Works, officer: Officer) -> None:
    with works.write() as work:
        bind(work, make_code(work, officer.id), "1")
    with works.write() as work:
        work.session.get_one(Officer, officer.id).active = False
    for chat in ("1", "2"):
        with pytest.raises(Unauthenticated), works.read() as work:
            by_chat(work, chat)
    with works.write() as work:
        unbind(work, officer.id)
        assert chat_of(work, work.session.get_one(Officer, officer.id)) is None
