"""What is tried on every route of the desk: forms without their token, script, others' ids.

A new route is walked as soon as it is classed in `tests.api.classes`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import SQLModel, delete, select

from api.cases.identity import ask
from api.cases.repository import by_number
from api.cases.tables import CaseRow, IdentityRequest
from api.clock.tables import ClockRow
from api.clock.ticker import catch_up
from api.console.filters import Filters
from api.console.tables import SavedFilter
from api.contract.codes import Move
from api.contract.desk import MoveRequest
from api.contract.models import Facts, Reporter, Said
from api.desk.moving import move_case
from api.kit.keys import Keyring
from api.kit.work import Works
from api.people import sessions
from api.people.signin import COOKIE
from api.people.tables import LoginAttempt, Officer
from knowledge.cities.city import City
from tests.api.classes import RELEASE, ROLES, ROUTES, SERVICE, forms
from tests.api.console.conftest import (
    PASSWORD,
    app,
    client,
    file,
    filer,
    photo,
    staff,
    works,
)
from tests.api.test_matrix import _ask as ask_for
from tests.api.test_matrix import _enter as enter_as
from tests.api.test_matrix import case, people
from tests.fakes.absence import away
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import filing, report

__all__ = ["app", "case", "client", "file", "filer", "people", "photo", "staff", "works"]

File = Callable[..., list[CaseRow]]
Route = tuple[str, str]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
_TO_THE_DESK = frozenset({"/desk/second", "/desk/new-password", "/desk/sign-out"})
"""Before somebody is in, or nothing but the way out; the rooms' own tests try their tokens."""


def _changing() -> Iterator[Route]:
    for (method, path), kind in ROUTES.items():
        if method != "GET" and kind.door == "desk" and path not in _TO_THE_DESK:
            yield method, path


def _may(route: Route) -> str:
    """Somebody who is let on to a route; of what does not exist anybody is as good."""
    return min(ROUTES[route].allowed, default="supervisor")


def _stored(works: Works) -> dict[str, list[Any]]:
    """All that is in the database, but for who is signed in and who guessed."""
    with works.read() as work:
        return {
            name: sorted(map(repr, work.session.execute(table.select()).all()))
            for name, table in SQLModel.metadata.tables.items()
            if name not in {"desk_session", "login_attempt"}
        }


def test_no_form_and_no_program_changes_anything_without_the_token_of_its_session(
    client: Browser, case: CaseRow, photo: str, works: Works
) -> None:
    before, wrong = _stored(works), []
    for route in _changing():
        who = _may(route)
        stale = enter_as(client, works, who)
        strange = enter_as(client, works, "elsewhere")
        for token in ("", "forged", stale, strange):
            enter_as(client, works, who)
            answer = ask_for(client, route, case, photo, token)
            where = answer.headers.get("location", "")
            problem = "problem" in answer.headers.get("content-type", "")
            told = answer.json()["code"] if problem else where
            refused = told == "csrf" or "refused=csrf" in where
            as_page = answer.status_code == 403 and not problem
            nothing_given = token == "" and answer.status_code == 422
            if not (refused or as_page or nothing_given):
                wrong.append((route, token, answer.status_code, told))
    assert wrong == []
    assert _stored(works) == before


def test_a_planted_session_is_worth_nothing_and_signing_in_gives_another(
    client: Browser, people: None, works: Works
) -> None:
    planted = "planted-by-somebody-else-0123456789"
    client.cookies.set(COOKIE, planted)
    answer = client.post("/desk/sign-in", data={"login": "handler", "password": PASSWORD})
    assert answer.status_code == 303
    given = answer.cookies.get(COOKIE)
    assert given
    assert given != planted
    with works.read() as work:
        assert sessions.find(work, planted) is None
    again = client.post("/desk/sign-in", data={"login": "handler", "password": PASSWORD})
    assert again.cookies.get(COOKIE) not in {given, None}


# Script in every field that is stored, and in every field of an address.

SCRIPT = "\"'><script>alert(7)</script><img src=x onerror=alert(7)>{{7*7}}</textarea>"
_LIVE = re.compile(r"<script>alert|<img src=x|alert\(7\)(?:&gt;|>)49")


@pytest.fixture
def poisoned(
    people: None, file: File, works: Works, city: City, clock: SettableClock, photo: str
) -> CaseRow:
    """A case in which whatever somebody writes is script."""
    facts = Facts(
        merchant=SCRIPT,
        merchant_address=SCRIPT,
        place=SCRIPT,
        when=SCRIPT,
        food=SCRIPT,
        division="440304",
        street="440304008",
    )
    said = Said(id="m1", at=clock(), text=SCRIPT)
    name = Reporter(name=SCRIPT[:40], phone="13800138000", address=SCRIPT)
    matter = report(facts=facts)
    made = file(filing(matter, reporter=name, messages=(said,), evidence=(photo,)))[0]
    file(filing(matter, reporter=name, messages=(said,)))
    with works.write() as work:
        row = by_number(work, made.number)
        assert row is not None
        row.office, row.handler_id = "SZ-FT-008", "id-handler"
        for who in ROLES:
            work.session.get_one(Officer, f"id-{who}").name = SCRIPT[:60]
    clock.advance(days=40)
    catch_up(works, "ticker")
    with works.write() as work:
        handler = work.session.get_one(Officer, "id-handler")
        for move in (Move.note, Move.reply, Move.ask):
            request = MoveRequest(move=move, key=f"x-{move}", text=SCRIPT, anyway=True)
            move_case(work, city, handler, made.number, request)
        row = by_number(work, made.number)
        assert row is not None
        ask(work, city, work.session.get_one(Officer, "id-supervisor"), row, SCRIPT)
        work.session.add(away("id-handler"))
        for who in ROLES:
            mine = SavedFilter(id=who, officer_id=f"id-{who}", name=SCRIPT[:20], query="scope=all")
            work.session.add(mine)
    return made


def _parameters(app: FastAPI) -> dict[str, list[str]]:
    """The fields that the address of each page may hold."""
    found: dict[str, list[str]] = {}

    def walk(router: Any, before: str = "") -> None:
        for route in router.routes:
            if hasattr(route, "original_router"):
                walk(route.original_router, before + route.include_context.prefix)
            elif hasattr(route, "dependant") and "GET" in route.methods:
                names = [one.alias for one in _all_queries(route.dependant)]
                found[before + route.path] = names

    walk(app.router)
    return found


def _all_queries(dependant: Any) -> Iterator[Any]:
    yield from dependant.query_params
    for one in dependant.dependencies:
        yield from _all_queries(one)


def test_script_is_shown_as_text_wherever_it_was_written(
    client: Browser,
    poisoned: CaseRow,
    photo: str,
    works: Works,
    clock: SettableClock,
    app: FastAPI,
) -> None:
    """As it stands in the database, in the answers to forms, and in the fields of an address."""
    clock.advance(minutes=1)
    fields = _parameters(app)
    seen = 0
    for who in ROLES:
        for route, kind in ROUTES.items():
            method, path = route
            if kind.door != "desk" or "static" in path:
                continue
            csrf = enter_as(client, works, who)
            if method == "GET":
                asked = [""]
                if who == _may(route):
                    asked += [f"?{name}={quote(SCRIPT)}" for name in fields.get(path, [])]
                    asked += [f"?{name}={quote(SCRIPT)}" for name in Filters.model_fields]
                plain = _plain(path, poisoned, photo)
                answers = [client.get(plain + one) for one in asked]
            elif path in _TO_THE_DESK | {"/desk/account/everywhere"}:
                continue
            else:
                answers = [_scripted(client, route, poisoned, photo, csrf)]
            for answer in answers:
                _harmless(answer, route)
                seen += "&lt;script&gt;alert(7)" in answer.text
    assert seen > 20, "what was written is shown somewhere"


def _plain(path: str, row: CaseRow, photo: str) -> str:
    for name, value in (("number", row.number), ("evidence_id", photo), ("code", "2")):
        path = path.replace("{" + name + "}", value)
    return re.sub(r"\{login\}", "handler", re.sub(r"\{rest:path\}", quote(SCRIPT), path))


def _scripted(
    client: Browser, route: Route, row: CaseRow, photo: str, csrf: str
) -> httpx.Response:
    """A form or body with script in every field of words."""
    method, path = route
    plain = re.sub(r"\{\w+\}", "1", _plain(path, row, photo))
    more: Mapping[str, Any] = forms(row).get(route, {})
    if "json" in more or method != "POST":
        body = dict.fromkeys(more.get("json", {}), SCRIPT)
        return client.request(method, plain, headers={"x-csrf-token": csrf}, json=body)
    data = dict.fromkeys(more.get("data", {}), SCRIPT)
    data |= {"reason": SCRIPT, "text": SCRIPT, "at": SCRIPT, "name": SCRIPT, "csrf": csrf}
    return client.post(plain, data=data)


def _harmless(answer: httpx.Response, route: Route) -> None:
    assert answer.status_code < 500, (route, answer.status_code)
    kind = answer.headers.get("content-type", "")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy, route
    assert answer.headers["x-content-type-options"] == "nosniff", route
    assert "\n" not in answer.headers.get("location", ""), route
    assert "script>" not in answer.headers.get("location", ""), route
    if "html" in kind:
        assert not _LIVE.search(answer.text), (route, _LIVE.search(answer.text))


# What belongs to others looks the same as what does not exist, in addresses and in bodies.


@pytest.fixture
def others(
    people: None, case: CaseRow, works: Works, city: City, clock: SettableClock, photo: str
) -> dict[str, str]:
    """The id of one of everything that somebody of another office has."""
    with works.write() as work:
        boss = work.session.get_one(Officer, "id-supervisor")
        row = by_number(work, case.number)
        assert row is not None
        row.office, row.handler_id = "SZ-FT-008", "id-handler"
        ask(work, city, boss, row, "电话核实情况")
        work.session.add(away("id-handler"))
        work.session.add(
            SavedFilter(id="theirs", officer_id=boss.id, name="我的", query="scope=all")
        )
    clock.advance(days=30)  # what runs is late
    with works.read() as work:
        request = work.session.exec(select(IdentityRequest)).one()
        clock_row = work.session.exec(select(ClockRow).where(ClockRow.case_id == case.id)).first()
        assert clock_row is not None
        return {
            "number": case.number,
            "evidence": photo,
            "request": request.id,
            "clock": str(clock_row.id),
            "officer": "id-handler",
            "absence": "away-id-handler",
            "filter": "theirs",
        }


NOWHERE = {
    "number": "SZ-20200101-0001",
    "evidence": "no-such-photo",
    "request": "no-such-request",
    "clock": "2147483647",
    "officer": "id-nobody",
    "absence": "no-such-absence",
    "filter": "no-such-filter",
}
TRIED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/desk/assign", {"data": {"number": "{number}", "handler": "id-elsewhere"}}),
    ("POST", "/desk/assign", {"data": {"number": "{number}", "handler": "lightest"}}),
    (
        "POST",
        "/desk/api/assignments",
        {"json": {"numbers": ["{number}"], "handler": "id-elsewhere"}},
    ),
    ("POST", "/desk/api/assignments", {"json": {"numbers": ["{own}"], "handler": "{officer}"}}),
    ("POST", "/desk/cases/{own}/join", {"data": {"lead": "{number}"}}),
    ("PUT", "/desk/api/cases/{own}/lead", {"json": {"lead": "{number}"}}),
    ("PUT", "/desk/api/cases/{number}/lead", {"json": {"lead": "{own}"}}),
    ("DELETE", "/desk/api/cases/{number}/lead", {}),
    (
        "POST",
        "/desk/api/cases/{own}/moves",
        {"json": {"move": "link_repeat", "key": "k", "text": "重复", "case": "{number}"}},
    ),
    (
        "POST",
        "/desk/api/cases/{own}/moves",
        {"json": {"move": "merge_facts", "key": "k", "text": "新", "case": "{number}"}},
    ),
    (
        "POST",
        "/desk/api/cases/{own}/moves",
        {"json": {"move": "note", "key": "k", "text": "照片", "evidence": ["{evidence}"]}},
    ),
    ("POST", "/desk/api/cases/{number}/corrections", {"json": {"key": "k", "hazard": "expired"}}),
    ("POST", "/desk/identity/{request}", {"data": {"answer": "agree"}}),
    ("POST", "/desk/breaches/{clock}", {"data": {"reason": "不归我管"}}),
    (
        "POST",
        "/desk/absences",
        {"data": {"officer": "{officer}", "first": "2026-12-01", "last": "2027-12-01"}},
    ),
    (
        "POST",
        "/desk/absences",
        {
            "data": {
                "officer": "id-elsewhere",
                "stand_in": "{officer}",
                "first": "2026-12-01",
                "last": "2027-01-01",
            }
        },
    ),
    ("POST", "/desk/absences/{absence}/end", {"data": {}}),
    ("POST", "/desk/filters/{filter}/drop", {"data": {}}),
    ("GET", "/desk/evidence/{evidence}", {}),
    ("GET", "/desk?scope=all&q={number}", {}),
    ("GET", "/desk?scope=all&handler={officer}", {}),
    ("GET", "/desk/api/queue?scope=all&q={number}", {}),
    ("GET", "/desk/api/queue?scope=all&handler={officer}", {}),
    ("GET", "/desk/cases/{number}", {}),
    ("GET", "/desk/api/cases/{number}/papers", {}),
    ("POST", "/desk/cases/{number}/export", {"data": {}}),
)
"""Every place where an id of somebody else's may be written."""


def _filled(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format(**ids) if "{" in value else value
    if isinstance(value, list):
        return [_filled(one, ids) for one in value]
    return {name: _filled(one, ids) for name, one in value.items()}


def test_what_is_of_another_office_looks_like_nothing_by_every_id(
    client: Browser, others: dict[str, str], file: File, works: Works
) -> None:
    own = file(filing(report(facts=Facts(merchant="沙井粥铺", division="440306"))))[0]
    with works.write() as work:
        row = by_number(work, own.number)
        assert row is not None
        row.office, row.handler_id = "SZ-BA", None
    before = _stored(works)
    csrf = enter_as(client, works, "elsewhere")
    for method, path, body in TRIED:
        told = []
        for ids in (others, NOWHERE):
            known = {**ids, "own": own.number}
            more = _filled(body, known)
            if "data" in more:
                more["data"]["csrf"] = csrf
            answer = client.request(
                method, _filled(path, known), headers={"x-csrf-token": csrf}, **more
            )
            words = (answer.text, answer.headers.get("location", ""))
            for name, value in ids.items():
                if len(value) < len("id-nobody"):
                    continue  # a number of a row stands in other numbers too
                words = tuple(
                    one.replace(quote(value), name).replace(value, name) for one in words
                )
            told.append((answer.status_code, *(re.sub(r'value="[\w-]+"', "", w) for w in words)))
        assert told[0] == told[1], (method, path, body)
        assert told[0][0] < 500
    after = _stored(works)
    for table in before:
        assert after[table] == before[table], table


# More fields than a form or body has.

EXTRA = {
    "id": "mine",
    "role": "admin",
    "roles": "admin",
    "office_code": "SZ",
    "assignee": "id-elsewhere",
    "handler_id": "id-elsewhere",
    "state": "closed",
    "active": "0",
    "password_hash": "x",
    "decided_by": "id-elsewhere",
    "set_by": "id-elsewhere",
    "explained_no": "1",
    "actor": "system",
    "received_at": "2020-01-01T00:00:00Z",
}


@pytest.mark.parametrize("extra", EXTRA)
def test_a_program_that_sends_more_than_is_asked_for_is_refused(
    client: Browser, case: CaseRow, works: Works, keys: Keyring, extra: str
) -> None:
    before = _stored(works)
    tried = 0
    for route, more in forms(case).items():
        if "json" not in more:
            continue
        csrf = enter_as(client, works, _may(route))
        body = {**more["json"], extra: EXTRA[extra]}
        path = route[1].replace("{number}", case.number)
        answer = client.request(route[0], path, json=body, headers={"x-csrf-token": csrf})
        assert answer.status_code == 422, (route, answer.status_code)
        tried += 1
    service = {"authorization": f"Bearer {keys.service_token()}", "x-staff-chat": "1"}
    for (method, path), kind in ROUTES.items():
        if kind is SERVICE and method == "POST" and "evidence" not in path:
            plain = re.sub(r"\{\w+\}", case.number, path)
            answer = client.post(plain, json={extra: EXTRA[extra]}, headers=service)
            assert answer.status_code == 422, (path, answer.status_code)
            tried += 1
    assert tried > 15
    assert _stored(works) == before


def test_a_form_that_sends_more_than_it_shows_sets_no_more(
    client: Browser, case: CaseRow, photo: str, works: Works
) -> None:
    for route in _changing():
        more = forms(case).get(route, {})
        if "json" in more or ROUTES[route] is RELEASE or "officers" in route[1]:
            continue
        csrf = enter_as(client, works, _may(route))
        with works.write() as work:
            work.session.exec(delete(LoginAttempt))
            kept = by_number(work, case.number)
            assert kept is not None
            was = (kept.office, kept.state, kept.id, kept.received_at)
            people = {
                one.id: (one.roles, one.office) for one in work.session.exec(select(Officer))
            }
        path = re.sub(r"\{\w+\}", "2", route[1].replace("{number}", case.number))
        client.post(path, data={**EXTRA, **more.get("data", {}), "csrf": csrf})
        with works.read() as work:
            now = by_number(work, case.number)
            assert now is not None
            assert (now.office, now.state, now.id, now.received_at) == was, route
            assert {
                one.id: (one.roles, one.office) for one in work.session.exec(select(Officer))
            } == people, route
