"""Transactions are whole, and many writers lose nothing."""

import threading
from datetime import datetime

import pytest
from sqlmodel import select

from api.cases.numbers import next_number, plain
from api.cases.tables import DayCounter, Filing
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Work, Works
from tests.fakes.clock import SHANGHAI, SettableClock


def test_an_error_undoes_everything_and_its_reactions_never_run(
    database: Database, keys: Keyring
) -> None:
    clock, ran = SettableClock(), []
    works = Works(database, keys, clock, lambda _, happening: ran.append(happening))

    with pytest.raises(RuntimeError), works.write() as work:
        work.session.add(Filing(key="k", at=work.now))
        work.record("it happened")
        raise RuntimeError

    with works.read() as work:
        assert work.session.get(Filing, "k") is None
    assert ran == []


def test_reactions_run_in_order_in_the_same_transaction_and_may_cause_more(
    database: Database, keys: Keyring
) -> None:
    seen: list[str] = []

    def react(work: Work, happening: str) -> None:
        seen.append(happening)
        if happening == "first":
            work.record("third")
            work.session.add(Filing(key="by reaction", at=work.now))

    works = Works(database, keys, SettableClock(), react)
    with works.write() as work:
        work.record("first")
        work.record("second")

    assert seen == ["first", "second", "third"]
    with works.read() as work:
        assert work.session.get(Filing, "by reaction") is not None


def test_what_a_reader_changes_is_thrown_away(database: Database) -> None:
    with database.read() as session:
        session.add(DayCounter(prefix="p", value=1))
        session.flush()

    with database.read() as session:
        assert session.exec(select(DayCounter)).all() == []


def test_twenty_writers_at_once_get_twenty_numbers(database: Database, keys: Keyring) -> None:
    works = Works(database, keys, SettableClock(), lambda *_: None)
    numbers: list[str] = []

    def take() -> None:
        with works.write() as work:
            numbers.append(next_number(work, "SZ", work.now))

    threads = [threading.Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == [f"SZ-20261121-{n:04d}" for n in range(1, 21)]


def test_the_day_of_a_number_is_the_legal_day(database: Database, keys: Keyring) -> None:
    clock = SettableClock(datetime(2026, 11, 22, 0, 30, tzinfo=SHANGHAI))
    with Works(database, keys, clock, lambda *_: None).write() as work:
        assert next_number(work, "SZ", work.now) == "SZ-20261122-0001"


@pytest.mark.parametrize(
    "typed",
    [
        "SZ-20261121-0007",
        "sz-20261121-0007",
        "SZ202611210007",
        "SZ 20261121 7",
        "SZ－20261121－0007",
    ],
)
def test_case_numbers_are_taken_as_people_type_them(typed: str) -> None:
    import unicodedata

    assert plain(unicodedata.normalize("NFKC", typed)) == "SZ-20261121-0007"
