"""Every move in every state of every kind, through HTTP: exactly the lawful ones succeed."""

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.cases.events import LEAVES
from api.cases.legal import EVENT_OF, lawful_moves
from api.cases.repository import by_number
from api.cases.states import TRANSITIONS
from api.cases.tables import CaseRow
from api.contract.codes import Kind, Mark, Move, State
from api.contract.desk import LawfulMove, MoveRequest
from api.contract.models import CityInfo, Withdrawal
from api.desk.moving import move_case
from api.intake.filing import Filer, file_once
from api.intake.telling import withdraw
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.settings import Settings
from api.kit.work import Works
from api.people.passwords import hash_password
from api.people.tables import Officer
from api.reactions import Office, react
from api.verify import faults
from knowledge.cities.city import City
from knowledge.forms import load_moves
from tests.fakes.absence import away
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report

PASSWORD = "kavo-nite-ruzo-bemi"
_HASH = hash_password(PASSWORD)
_ALL_ROLES = ["handler", "supervisor", "approver", "duty"]
_WAYS: dict[State, tuple[Move, ...]] = {
    State.received: (),
    State.accepted: (Move.accept,),
    State.refused: (Move.refuse,),
    State.settled: (Move.accept, Move.settle),
    State.terminated: (Move.accept, Move.terminate),
    State.filed: (Move.file,),
    State.not_filed: (Move.not_file,),
    State.concluded: (Move.file, Move.conclude),
    State.referred: (Move.refer,),
    State.merged: (Move.link_repeat,),
}


def _ways(kind: Kind, state: State) -> tuple[Move, ...]:
    """Moves that lead a new case of a kind into a state."""
    closed = {
        Kind.complaint: (Move.accept, Move.settle, Move.close),
        Kind.report: (Move.not_file, Move.close),
        Kind.tip: (Move.not_file, Move.close),
    }.get(kind, (Move.close,))
    if state is State.closed:
        return closed
    if state is State.rework:
        return (*closed, Move.send_back)
    return _WAYS[state]


class Desk:
    """A signed-in officer with every role at the top, beside cases that others handle."""

    def __init__(self, works: Works, city: City, filer: Filer, clock: SettableClock) -> None:
        self.works, self.city, self.filer, self.clock = works, city, filer, clock
        self._keys = itertools.count()
        with works.write() as work:
            for login, office, roles in (
                ("futian", "SZ-FT-008", ["handler"]),
                ("other", "SZ-FT", _ALL_ROLES),
                ("top", "SZ", _ALL_ROLES),
                ("handleronly", "SZ", ["handler"]),
                ("intake", "SZ-DISPATCH", ["handler"]),
            ):
                work.session.add(
                    Officer(
                        id=login,
                        login=login,
                        name=login,
                        office=office,
                        roles=roles,
                        password_hash=_HASH,
                    )
                )
            work.session.flush()
            work.session.add_all(map(away, ("other", "top", "handleronly")))
        self.earlier = self.file(Kind.report)

    def file(self, kind: Kind) -> str:
        matter = complaint() if kind is Kind.complaint else report(kind=kind)
        return file_once(self.works, self.filer, filing(matter))[0][0].number

    def at(self, kind: Kind, state: State, marks: tuple[Move, ...] = ()) -> str:
        """A new case that moves have brought into a state, and further moves after that."""
        number = self.file(kind)
        if state is State.withdrawn:
            with self.works.write() as work:
                wish = Withdrawal(key="w", channel=CHANNEL, at=self.clock())
                withdraw(work, number, wish)
        else:
            for move in _ways(kind, state):
                self.make(number, move)
        for move in marks:
            self.make(number, move)
        return number

    def make(self, number: str, move: Move) -> None:
        # What is asked for by one is granted by another.
        who = "other" if move in {Move.request_extension, Move.ask_recusal} else "top"
        with self.works.write() as work:
            officer = work.session.get_one(Officer, who)
            case = by_number(work, number)
            assert case is not None
            offered = {one.move: one for one in lawful_moves(case, officer.roles)}
            request = MoveRequest.model_validate(self.body(case, move, offered.get(move)))
            move_case(work, self.city, officer, number, request)

    def body(self, case: CaseRow, move: Move, lawful: LawfulMove | None) -> dict[str, Any]:
        on = (self.clock() + timedelta(days=9)).date()
        grounds = lawful.grounds if lawful else ()
        return {
            "move": move,
            "key": f"k{next(self._keys)}",
            "ground": grounds[0].code if grounds else "C03-1",
            "text": "12月3日上午在市局一楼，调解人员在场，说明如下。",
            "anyway": True,
            "office": "SZ-NS" if case.office != "SZ-NS" else "SZ-BA",
            "on": on.isoformat(),
            "case": self.earlier,
            "amount": "268.50",
        }


@pytest.fixture
def works(database: Database, keys: Keyring, clock: SettableClock, city: City) -> Works:
    return Works(database, keys, clock, react(Office(city)))


@pytest.fixture
def desk(works: Works, city: City, filer: Filer, clock: SettableClock) -> Desk:
    return Desk(works, city, filer, clock)


@pytest.fixture
def app(works: Works, filer: Filer, tmp_path: Path) -> FastAPI:
    info = CityInfo(name="shenzhen", title="深圳", hotline="12315", office_hours="", districts=())
    settings = Settings(data_dir=tmp_path)
    return create_app(settings, works, filer, lambda _: pytest.fail("understands"), info)


@pytest.fixture
def client(app: FastAPI, desk: Desk) -> Iterator[Browser]:
    with Browser(app) as opened:
        yield opened


def _sign_in(client: Browser, login: str) -> dict[str, str]:
    answer = client.post("/desk/api/session", json={"login": login, "password": PASSWORD})
    assert answer.status_code == 201
    return {"x-csrf-token": answer.json()["csrf"]}


_STANDING: tuple[tuple[Kind, State, tuple[Move, ...]], ...] = (
    *((kind, state, ()) for kind, table in TRANSITIONS.items() for state in table),
    (Kind.complaint, State.received, (Move.dispute,)),
    (Kind.complaint, State.received, (Move.dispute, Move.refer_up)),
    (Kind.complaint, State.received, (Move.record_joint, Move.refer_police)),
    (Kind.complaint, State.accepted, (Move.ask_recusal,)),
    (Kind.complaint, State.accepted, (Move.complainant_agrees, Move.respondent_agrees)),
    (
        Kind.complaint,
        State.accepted,
        (Move.complainant_agrees, Move.respondent_agrees, Move.delegate, Move.start_testing),
    ),
    (Kind.complaint, State.closed, (Move.call_back,)),
    (Kind.report, State.received, (Move.request_extension,)),
    (Kind.report, State.received, (Move.request_extension, Move.extend, Move.start_testing)),
    (Kind.report, State.filed, (Move.suspend,)),
    (Kind.report, State.filed, (Move.request_extension, Move.extend)),
    (Kind.report, State.received, (Move.register_order, Move.sign_order, Move.supervise)),
    (Kind.report, State.closed, (Move.suspect_accident,)),
    (
        Kind.tip,
        State.concluded,
        (Move.suspect_accident, Move.confirm_accident, Move.notify_health, Move.report_accident),
    ),
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("kind", "state", "marks"), _STANDING)
def test_exactly_the_lawful_moves_succeed(
    desk: Desk, client: Browser, kind: Kind, state: State, marks: tuple[Move, ...]
) -> None:
    token = _sign_in(client, "top")
    number = desk.at(kind, state, marks)
    card = client.get(f"/desk/api/cases/{number}").json()
    assert card["state"] == state
    offered = {one["move"]: LawfulMove.model_validate(one) for one in card["moves"]}
    assert set(offered) == _by_the_table(kind, state, card["marks"])
    page = client.get(f"/desk/cases/{number}").text
    assert set(re.findall(r'id="move-([a-z_]+)"', page)) == set(offered)
    with desk.works.read() as work:
        case = by_number(work, number)
        assert case is not None

    for move in Move:
        body = desk.body(case, move, offered.get(move))
        if move in offered:
            continue
        answer = client.post(f"/desk/api/cases/{number}/moves", json=body, headers=token)
        assert answer.status_code == 409, (move, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["code"] == "unlawful"
        assert problem["state"] == state
        assert set(problem["allowed"]) == set(offered)
    assert client.get(f"/desk/api/cases/{number}").json()["seen"] == card["seen"]

    for move, lawful in offered.items():
        fresh = desk.at(kind, state, marks)
        with desk.works.read() as work:
            case = by_number(work, fresh)
            assert case is not None
        body = desk.body(case, Move(move), lawful)
        answer = client.post(f"/desk/api/cases/{fresh}/moves", json=body, headers=token)
        assert answer.status_code == 204, (move, answer.text)
        after = client.get(f"/desk/api/cases/{fresh}").json()
        expected = LEAVES.get(EVENT_OF[Move(move)], state)
        ends_mediation = move == Move.refer_police and state is State.accepted
        assert after["state"] == (State.terminated if ends_mediation else expected)

    with desk.works.read() as work:
        assert list(faults(work)) == []


def _by_the_table(kind: Kind, state: State, marks: list[str]) -> set[str]:
    """What the forms say, told again without the code that reads them."""
    return {
        form.move
        for form in load_moves()
        if kind in form.kinds
        and state in form.states
        and set(form.when) <= set(marks)
        and not set(form.unless) & set(marks)
        and set(form.by) & set(_ALL_ROLES)
    }


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_move_of_another_role_is_refused_and_names_what_one_may_do(
    desk: Desk, client: Browser
) -> None:
    token = _sign_in(client, "handleronly")
    number = desk.at(Kind.report, State.received, (Move.request_extension,))
    body = {"move": "extend", "key": "x1"}

    answer = client.post(f"/desk/api/cases/{number}/moves", json=body, headers=token)

    assert answer.status_code == 403
    assert answer.json()["code"] == "role"
    assert {"file", "not_file"} <= set(answer.json()["allowed"])
    assert "extend" not in answer.json()["allowed"]


def test_every_move_and_every_mark_is_met_somewhere() -> None:
    assert {form.move for form in load_moves()} == set(Move)
    used = {mark for form in load_moves() for mark in (*form.when, *form.unless)}
    assert used <= set(Mark)
