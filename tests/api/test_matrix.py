"""Every route of the application, tried by every role; a new route fails until it is classed.

Each class says who is let on, and what everybody else gets: strangers are sent to sign in, people
without the right get the page of an address that does not exist, or are told that their role may
not, where they may know of the thing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
from bot.web.routes import web_routes
from tests.api.console.conftest import PASSWORD, app, client, file, filer, photo, staff, works
from tests.fakes.browser import Browser
from tests.fakes.filing import filing, report

__all__ = ["app", "client", "file", "filer", "photo", "staff", "works"]

File = Callable[..., list[CaseRow]]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HERE = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")

_HASH = hash_password(PASSWORD)

ROLES: Mapping[str, tuple[str, list[str], list[str]]] = {
    "handler": ("SZ-FT-008", ["handler"], []),
    "elsewhere": ("SZ-BA", ["handler", "supervisor", "approver", "custodian"], []),
    "other_hazard": ("SZ-FT", ["supervisor", "approver", "custodian"], ["poisoning"]),
    "approver": ("SZ-FT", ["approver"], []),
    "supervisor": ("SZ-FT", ["supervisor"], []),
    "custodian": ("SZ", ["custodian"], []),
    "auditor": ("SZ", ["auditor"], []),
    "admin": ("SZ", ["admin"], []),
}
"""Office, roles and hazards of each kind of officer; the case lies at SZ-FT-008."""
INSIDE = frozenset(ROLES)
SEE = frozenset({"handler", "approver", "supervisor", "custodian", "auditor"})
"""Who may know of the case."""
OUTSIDE = ("stranger", "citizen", "volunteer")
"""Nobody of them has an account; a chat's token opens nothing at the desk."""


@dataclass(frozen=True)
class Class:
    """Who is let on to a kind of route."""

    allowed: frozenset[str]
    refused: frozenset[str] = frozenset()
    """Those who are told that their role may not: they may know of the thing."""
    door: str = "desk"
    """`public`, `service` (our own processes), `chat` (whoever holds its token), or `desk`."""


PUBLIC = Class(frozenset(), door="public")
SERVICE = Class(frozenset(), door="service")
CHAT = Class(frozenset(), door="chat")
EVERY_OFFICER = Class(INSIDE)
OF_THE_CASE = Class(SEE)
IDENTITY = Class(
    frozenset({"handler", "approver", "supervisor", "custodian"}), frozenset({"auditor"})
)
NAMED_PAPER = Class(frozenset({"custodian"}), SEE - {"custodian"})
"""Of a report; without the custodian's consent nobody else gets it with the name in it."""
MOVE = Class(frozenset({"handler", "supervisor"}), SEE - {"handler", "supervisor"})
TAKE_AWAY = Class(
    frozenset({"handler", "supervisor", "auditor"}), frozenset({"approver", "custodian"})
)
WATCH = Class(
    frozenset({"supervisor", "auditor", "elsewhere", "other_hazard"}),
    frozenset({"handler", "approver", "custodian", "admin"}),
)
ADMIN = Class(frozenset({"admin"}))
LOG = Class(frozenset({"admin", "auditor"}))
CUSTODY = Class(frozenset({"custodian", "auditor", "elsewhere", "other_hazard"}))
RELEASE = Class(frozenset())
"""The request does not exist: custodians get what everybody else gets."""
FIND = Class(frozenset({"handler", "supervisor", "custodian", "elsewhere", "other_hazard"}))

ROUTES: Mapping[tuple[str, str], Class] = {
    # everybody
    ("GET", "/"): PUBLIC,
    ("POST", "/"): PUBLIC,
    ("GET", "/docs"): PUBLIC,
    ("MOUNT", "/docs/static"): PUBLIC,
    ("GET", "/openapi.json"): PUBLIC,
    ("GET", "/healthz"): PUBLIC,
    ("GET", "/readyz"): PUBLIC,
    ("GET", "/metrics"): PUBLIC,
    ("GET", "/receipt"): PUBLIC,
    ("POST", "/receipt"): PUBLIC,
    ("GET", "/receipt/static/{name}"): PUBLIC,
    ("GET", "/.well-known/jiesu/keys.json"): PUBLIC,
    ("GET", "/.well-known/jiesu/anchors.json"): PUBLIC,
    ("GET", "/desk/static/{name}"): PUBLIC,
    ("GET", SIGN_IN): PUBLIC,
    ("POST", SIGN_IN): PUBLIC,
    ("POST", "/desk/api/session"): PUBLIC,
    ("GET", "/chat/assets/{version}/{name}"): PUBLIC,
    # whoever holds the token of a chat
    ("POST", "/chat/sessions"): CHAT,
    ("POST", "/chat/messages"): CHAT,
    ("GET", "/chat/messages"): CHAT,
    ("GET", "/chat/events"): CHAT,
    ("GET", "/chat/cases"): CHAT,
    ("POST", "/chat/photos"): CHAT,
    ("GET", "/chat/photos/{evidence}"): CHAT,
    # our own processes
    ("POST", "/v1/understand"): SERVICE,
    ("GET", "/v1/city"): SERVICE,
    ("POST", "/v1/cases"): SERVICE,
    ("POST", "/v1/cases/receipts"): SERVICE,
    ("POST", "/v1/cases/{number}/supplements"): SERVICE,
    ("POST", "/v1/cases/{number}/withdrawal"): SERVICE,
    ("POST", "/v1/privacy/erasure"): SERVICE,
    ("POST", "/v1/privacy/stored"): SERVICE,
    ("POST", "/v1/evidence"): SERVICE,
    ("GET", "/v1/evidence/{identifier}"): SERVICE,
    ("POST", "/v1/cases/mine"): SERVICE,
    ("POST", "/v1/cases/progress"): SERVICE,
    ("POST", "/v1/outbox/claims"): SERVICE,
    ("POST", "/v1/outbox/{identifier}/reports"): SERVICE,
    ("POST", "/v1/staff/bindings"): SERVICE,
    ("GET", "/v1/staff/queue"): SERVICE,
    ("GET", "/v1/staff/cases/{number}"): SERVICE,
    ("POST", "/v1/staff/cases/{number}/moves"): SERVICE,
    # every officer, about the own self and what may be seen
    ("GET", "/desk"): EVERY_OFFICER,
    ("GET", "/desk/queue-part"): EVERY_OFFICER,
    ("GET", "/desk/notices"): EVERY_OFFICER,
    ("POST", "/desk/notices/read"): EVERY_OFFICER,
    ("GET", "/desk/account"): EVERY_OFFICER,
    ("POST", "/desk/account/password"): EVERY_OFFICER,
    ("POST", "/desk/account/code"): EVERY_OFFICER,
    ("POST", "/desk/account/unbind"): EVERY_OFFICER,
    ("POST", "/desk/account/authenticator"): EVERY_OFFICER,
    ("POST", "/desk/account/recovery"): EVERY_OFFICER,
    ("POST", "/desk/account/everywhere"): EVERY_OFFICER,
    ("POST", "/desk/sign-out"): EVERY_OFFICER,
    ("GET", "/desk/api/queue"): EVERY_OFFICER,
    # between the password and the desk: who is signed in has passed them
    ("GET", "/desk/second"): RELEASE,
    ("POST", "/desk/second"): RELEASE,
    ("GET", "/desk/new-password"): RELEASE,
    ("POST", "/desk/new-password"): RELEASE,
    ("GET", "/desk/authenticator"): EVERY_OFFICER,
    ("POST", "/desk/authenticator"): EVERY_OFFICER,
    # a case
    ("GET", "/desk/cases/{number}"): OF_THE_CASE,
    ("GET", "/desk/evidence/{evidence_id}"): OF_THE_CASE,
    ("GET", "/desk/cases/{number}/papers/{code}"): OF_THE_CASE,
    ("GET", "/desk/api/cases/{number}"): OF_THE_CASE,
    ("GET", "/desk/api/cases/{number}/papers"): OF_THE_CASE,
    ("POST", "/desk/cases/{number}/moves"): MOVE,
    ("POST", "/desk/api/cases/{number}/moves"): MOVE,
    ("POST", "/desk/cases/{number}/identity"): IDENTITY,
    ("POST", "/desk/cases/{number}/identity/request"): IDENTITY,
    ("POST", "/desk/cases/{number}/papers/{code}"): NAMED_PAPER,
    ("POST", "/desk/cases/{number}/export"): TAKE_AWAY,
    # pages of some roles
    ("GET", "/desk/compliance"): WATCH,
    ("GET", "/desk/api/compliance"): WATCH,
    ("GET", "/desk/identity"): CUSTODY,
    ("POST", "/desk/identity/{request_id}"): RELEASE,
    ("GET", "/desk/persons"): FIND,
    ("POST", "/desk/persons"): FIND,
    ("GET", "/desk/officers"): ADMIN,
    ("POST", "/desk/officers"): ADMIN,
    ("GET", "/desk/officers/log"): LOG,
    ("GET", "/desk/officers/{login}"): ADMIN,
    ("POST", "/desk/officers/{login}"): ADMIN,
    ("POST", "/desk/officers/{login}/password"): ADMIN,
    ("POST", "/desk/officers/{login}/{deed}"): ADMIN,
    # whatever else is asked for
    ("GET", "/desk/{rest:path}"): RELEASE,
}


def _forms(case: CaseRow) -> Mapping[tuple[str, str], dict[str, Any]]:
    """What a request must hold to get past the checks of its form."""
    move = {"move": "note", "key": "k1", "text": "备注"}
    return {
        ("POST", "/desk/cases/{number}/moves"): {"data": move},
        ("POST", "/desk/api/cases/{number}/moves"): {"json": move},
        ("POST", "/desk/cases/{number}/identity"): {"data": {"reason": "核实举报内容"}},
        ("POST", "/desk/cases/{number}/identity/request"): {"data": {"reason": "核实举报内容"}},
        ("POST", "/desk/cases/{number}/papers/{code}"): {
            "data": {"reason": "核实举报内容", "whom": "file"}
        },
        ("POST", "/desk/identity/{request_id}"): {"data": {"answer": "agree"}},
        ("POST", "/desk/persons"): {"data": {"number": "13800138000"}},
        ("POST", "/desk/account/password"): {"data": {"old": "x", "new": "y", "again": "z"}},
        ("POST", "/desk/new-password"): {"data": {"new": "y", "again": "z"}},
        ("POST", "/desk/officers/{login}"): {"data": {"office": "SZ", "roles": ["auditor"]}},
        ("POST", "/desk/officers"): {
            "data": {"login": "new1", "name": "新人", "office": "SZ", "roles": ["auditor"]}
        },
    }


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
def whole(app: FastAPI) -> FastAPI:
    """The tracker's application with the chat, as it is served."""
    app.include_router(web_routes(None, None, None, None, ""))  # type: ignore[arg-type] # none is asked
    return app


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
        "{rest:path}": "no-such-page",
    }.items():
        path = path.replace(name, value)
    more = {key: dict(value) for key, value in _forms(case).get(route, {}).items()}
    if method == "GET":
        return client.get(path)
    if "json" in more:
        return client.post(path, headers={"x-csrf-token": csrf}, **more)
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
    if answer.status_code == 404 or "refused=unknown" in where:
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
                ask = client.get if method == "GET" else client.post
                chat = {"x-staff-chat": "1", **headers}
                answer = ask(plain, headers=chat, **({} if method == "GET" else {"json": {}}))
                assert answer.status_code in (401, 422), (path, answer.status_code)
                assert case.number not in answer.text
