"""Every route of the application, tried by every role; a new route fails until it is classed.

Each class says who is let on, and what everybody else gets: strangers are sent to sign in, people
without the right get the page of an address that does not exist, or are told that their role may
not, where they may know of the thing.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import delete
from starlette.routing import Mount

from api.cases.tables import CaseRow
from api.console.page import SIGN_IN
from api.contract.models import Facts
from api.kit.keys import Keyring
from api.kit.work import Works
from api.people import sessions
from api.people.passwords import hash_password
from api.people.signin import COOKIE
from api.people.tables import LoginAttempt, Officer
from bot.inbox.webhook import SECRET_HEADER, webhook_route
from bot.root.fronts import CITIZEN_PATH, STAFF_PATH
from bot.web.routes import web_routes
from bot.wechat.account import Account
from bot.wechat.door import Door
from bot.wechat.routes import callback_routes
from tests.api.classes import (
    IDENTITY,
    MOVE,
    NAMED_PAPER,
    OF_THE_CASE,
    OUTSIDE,
    PLATFORM,
    RELEASE,
    ROLES,
    ROUTES,
    SERVICE,
    TAKE_AWAY,
    Class,
    forms,
)
from tests.api.console.conftest import (
    PASSWORD,
    app,
    client,
    file,
    filer,
    make_app,
    photo,
    staff,
    works,
)
from tests.fakes.browser import Browser
from tests.fakes.filing import filing, report

__all__ = ["app", "client", "file", "filer", "photo", "staff", "works"]

File = Callable[..., list[CaseRow]]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
HERE = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")

_HASH = hash_password(PASSWORD)


def _routes(router: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Every route below a router; one that was included keeps its prefix to itself."""
    for route in router.routes:
        if isinstance(route, Mount):
            yield "MOUNT", before + route.path
        elif hasattr(route, "original_router"):
            prefix = before + route.include_context.prefix
            yield from _routes(route.original_router, prefix)
        else:
            methods = sorted(set(route.methods or ()) - {"HEAD"})
            yield from ((method, before + route.path) for method in methods)


@pytest.fixture
def whole(works: Works) -> FastAPI:
    """The tracker's application with the chat and the bots' addresses, as it is served."""
    app = make_app(works)
    app.include_router(web_routes(None, None, None, None, ""))  # type: ignore[arg-type] # none is asked
    for path in (CITIZEN_PATH, STAFF_PATH):
        app.include_router(webhook_route(path, "the-secret", _never))
    account = Account(app_id="wx1", secret="s", token="thetoken")
    door = Door(account, None, lambda: AT)  # type: ignore[arg-type] # as above
    app.include_router(callback_routes(door, _Worker, lambda: AT))  # type: ignore[arg-type, return-value] # as above
    return app


async def _never(update: dict[str, Any]) -> None:
    raise AssertionError(update)


class _Worker:
    """Stands for a bot that takes messages."""


def test_every_route_is_classed_and_every_class_has_its_route(whole: FastAPI) -> None:
    there = set(_routes(whole.router)) - {("GET", "/docs/oauth2-redirect")}
    assert there - set(ROUTES) == set(), "class the new routes in ROUTES"
    assert set(ROUTES) - there == set(), "these are gone"


@pytest.fixture
def people(works: Works, staff: dict[str, Officer]) -> None:
    assert staff
    with works.write() as work:
        for officer in staff.values():  # only those below work here
            work.session.get_one(Officer, officer.id).active = False
        for name, (office, roles, hazards) in ROLES.items():
            work.session.add(
                Officer(
                    id=f"id-{name}",
                    login=name.replace("_", ""),
                    name=name,
                    office=office,
                    roles=roles,
                    hazards=hazards,
                    password_hash=_HASH,
                )
            )


@pytest.fixture
def case(people: None, file: File, photo: str) -> CaseRow:
    return file(filing(report(facts=HERE), evidence=(photo,)))[0]


def _enter(client: Browser, works: Works, who: str) -> str:
    """Begin a session, or come as somebody from outside; gives the token of its forms."""
    client.cookies.clear()
    if who in OUTSIDE:
        return "forged"
    with works.write() as work:  # not by the password, whose hash is slow on purpose
        token = sessions.begin(work, f"id-{who}")
        found = sessions.find(work, token)
    assert found is not None
    client.cookies.set(COOKIE, token)
    return found.csrf


def _ask(
    client: Browser, route: tuple[str, str], case: CaseRow, photo: str, csrf: str
) -> httpx.Response:
    method, path = route
    for name, value in {
        "{number}": case.number,
        "{evidence_id}": photo,
        "{code}": "2",
        "{request_id}": "forged",
        "{login}": "auditor",
        "{deed}": "want-second",
        "{filter_id}": "forged",
        "{volunteer_id}": "forged",
        "{absence_id}": "forged",
        "{clock_id}": "2147483647",
        "{rest:path}": "no-such-page",
    }.items():
        path = path.replace(name, value)
    more = {key: dict(value) for key, value in forms(case).get(route, {}).items()}
    if method == "GET":
        return client.get(path)
    if "json" in more or method == "DELETE":
        return client.request(method, path, headers={"x-csrf-token": csrf}, **more)
    more.setdefault("data", {})["csrf"] = csrf
    return client.post(path, **more)


def _of_the_desk() -> list[tuple[str, str]]:
    return [route for route, kind in ROUTES.items() if kind.door == "desk"]


@pytest.mark.parametrize("who", [*OUTSIDE, *ROLES])
def test_every_route_of_the_desk_lets_on_whom_it_should(
    client: Browser, case: CaseRow, photo: str, works: Works, who: str
) -> None:
    wrong = []
    for route in _of_the_desk():
        _as_before(works, case)
        got = _meaning(_ask(client, route, case, photo, _enter(client, works, who)))
        wanted = _wanted(route, ROUTES[route], who)
        if got not in wanted:
            wrong.append((route, got, sorted(wanted)))
    assert wrong == []


def _as_before(works: Works, case: CaseRow) -> None:
    """The case is the handler's, and no account was closed or throttled meanwhile."""
    with works.write() as work:
        work.session.exec(delete(LoginAttempt))
        row = work.session.get_one(CaseRow, case.id)
        row.office, row.handler_id = "SZ-FT-008", "id-handler"
        auditor = work.session.get_one(Officer, "id-auditor")
        auditor.roles, auditor.office, auditor.must_change = ["auditor"], "SZ", False
        auditor.totp_required = False


def _wanted(route: tuple[str, str], kind: Class, who: str) -> set[str]:
    if route == ("GET", "/desk/{rest:path}"):
        return {"nothing"}
    if who in OUTSIDE:
        return {"sign in"}
    if who in kind.allowed:
        return {"let on"}
    if who in kind.refused:
        return {"role"}
    # What is not theirs does not exist; what they have behind them is not asked again.
    return {"nothing", "sign in"} if kind is RELEASE else {"nothing"}


def _meaning(answer: httpx.Response) -> str:
    where = answer.headers.get("location", "")
    problem = "problem" in answer.headers.get("content-type", "")
    code = answer.json().get("code") if problem else ""
    unknown = answer.status_code == 401 and code == "not_signed_in"
    if unknown or where.startswith(f"{SIGN_IN}?next"):
        return "sign in"
    if answer.status_code == 404 or "refused=unknown_case" in where:
        return "nothing"
    if answer.status_code == 403 or "refused=role" in where:
        return "role" if "csrf" not in (code or where) else "csrf"
    return "let on" if answer.status_code < 500 else f"failed {answer.status_code}"


def test_what_may_not_be_known_looks_exactly_like_what_is_not(
    client: Browser, case: CaseRow, photo: str, works: Works
) -> None:
    for who in ("elsewhere", "other_hazard", "admin"):
        csrf = _enter(client, works, who)
        for route, kind in ROUTES.items():
            if kind not in (OF_THE_CASE, MOVE, IDENTITY, NAMED_PAPER, TAKE_AWAY):
                continue
            there = _ask(client, route, case, photo, csrf)
            other = CaseRow(**{**case.model_dump(), "number": "SZ-20200101-0001"})
            nowhere = _ask(client, route, other, "no-such-photo", csrf)
            same = there.text.replace(case.number, ""), there.status_code
            assert same == (nowhere.text.replace(other.number, ""), nowhere.status_code), route
            here, gone = (one.headers.get("location", "") for one in (there, nowhere))
            assert here.replace(case.number, "") == gone.replace(other.number, ""), route


def test_our_own_processes_doors_open_to_nobody_else(
    client: Browser, case: CaseRow, works: Works, keys: Keyring
) -> None:
    for who in (*OUTSIDE, "supervisor", "admin"):
        csrf = _enter(client, works, who)
        for (method, path), kind in ROUTES.items():
            if kind is not SERVICE:
                continue
            plain = re.sub(r"\{\w+\}", case.number, path)
            for headers in ({}, {"authorization": "Bearer forged"}, {"x-csrf-token": csrf}):
                chat = {"x-staff-chat": "1", **headers}
                body = {"json": {}} if method == "POST" else {}
                answer = client.request(method, plain, headers=chat, **body)
                assert answer.status_code in (401, 422), (path, answer.status_code)
                assert case.number not in answer.text


def test_the_platforms_doors_open_to_nobody_who_lacks_their_secret(
    whole: FastAPI, case: CaseRow, works: Works
) -> None:
    update = {"update_id": 1, "message": {"text": "你好"}}
    with Browser(whole) as client:
        for who in (*OUTSIDE, "supervisor", "admin"):
            csrf = _enter(client, works, who)
            for (method, path), kind in ROUTES.items():
                if kind is not PLATFORM:
                    continue
                for headers in ({}, {SECRET_HEADER: "forged"}, {"x-csrf-token": csrf}):
                    forged = f"{path}?signature=forged&timestamp=1&nonce=1&echostr=hello"
                    body = {"json": update} if method == "POST" else {}
                    answer = client.request(method, forged, headers=headers, **body)
                    assert answer.status_code in (401, 403), (path, answer.status_code)
                    assert "hello" not in answer.text
