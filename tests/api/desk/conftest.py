"""Officers at the desk of a city in which everything follows as in the product."""

from collections.abc import Callable
from typing import Any

import pytest

from api.cases.tables import CaseRow
from api.contract.codes import Move
from api.contract.desk import MoveRequest
from api.desk.moving import move_case
from api.intake.filing import Filer, file_once
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from api.people.tables import Officer
from api.reactions import Office, react
from knowledge.cities.city import City
from tests.fakes.absence import away
from tests.fakes.clock import SettableClock
from tests.fakes.filing import filing


@pytest.fixture
def works(database: Database, keys: Keyring, clock: SettableClock, city: City) -> Works:
    made = Works(database, keys, clock, react(Office(city)))
    with made.write() as work:
        for login, office, roles in (
            ("futian", "SZ-FT", ["handler"]),
            ("nanshan", "SZ-NS", ["handler"]),
            ("ftboss", "SZ-FT", ["supervisor", "approver"]),
            ("ftboth", "SZ-FT", ["handler", "approver"]),
            ("nsboss", "SZ-NS", ["supervisor"]),
            ("onduty", "SZ", ["handler", "duty"]),
            ("top", "SZ", ["supervisor"]),
            ("dispatch", "SZ-DISPATCH", ["handler"]),
        ):
            work.session.add(
                Officer(
                    id=login,
                    login=login,
                    name=login,
                    office=office,
                    roles=roles,
                    password_hash="!",
                )
            )
        work.session.flush()
        work.session.add(away("ftboth"))
    return made


@pytest.fixture
def desk(works: Works, city: City) -> Callable[..., CaseRow]:
    keys = iter(range(1, 1000))

    def make(officer: str, number: str, move: Move, **more: Any) -> CaseRow:
        made = {"move": move, "key": f"k{next(keys)}", "anyway": True, **more}
        request = MoveRequest(**made)
        with works.write() as work:
            who = work.session.get(Officer, officer)
            assert who is not None
            return move_case(work, city, who, number, request)

    return make


@pytest.fixture
def open_one(works: Works, filer: Filer) -> Callable[..., CaseRow]:
    def run(*matters: Any, **more: Any) -> CaseRow:
        return file_once(works, filer, filing(*matters, **more))[0][0]

    return run
