"""What somebody tries who means harm: forged tokens, more fields than asked for, guessed codes."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import event
from sqlmodel import select

from api.cases.repository import events
from api.cases.tables import CaseRow, Evidence
from api.contract import delivery, desk, models, privacy, understood, volunteers
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from api.people.tables import Officer
from bot.web.chat import ChatMessage
from tests.api.cases.test_evidence import snapshot
from tests.api.classes import ROUTES
from tests.api.console.conftest import (
    app,
    client,
    csrf_of,
    enter,
    file,
    filer,
    photo,
    staff,
    works,
)
from tests.fakes.browser import Browser
from tests.fakes.filing import CHANNEL, complaint, filing

__all__ = ["app", "client", "file", "filer", "photo", "staff", "works"]

File = Callable[..., list[CaseRow]]
CHAT = CHANNEL.model_dump(mode="json")
BODIES: tuple[type[BaseModel], ...] = (
    delivery.ClaimRequest,
    delivery.DeliveryReport,
    desk.AssignRequest,
    desk.BindRequest,
    desk.CorrectRequest,
    desk.LeadRequest,
    desk.MoveRequest,
    desk.SignIn,
    models.ChannelQuery,
    models.FileRequest,
    models.ProgressRequest,
    models.Rating,
    models.Supplement,
    models.Withdrawal,
    privacy.ErasureRequest,
    understood.UnderstandRequest,
    volunteers.JoinRequest,
    volunteers.VolunteerRequest,
    ChatMessage,
)
"""Every body that a program may send."""


@pytest.fixture
def service(keys: Keyring) -> dict[str, str]:
    return {"authorization": f"Bearer {keys.service_token()}"}


def _schemas(app: FastAPI) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every JSON body of the API, with all that is nested in it."""
    spec = app.openapi()
    waiting = [
        content["application/json"]["schema"]["$ref"]
        for path in spec["paths"].values()
        for route in path.values()
        if "application/json" in (content := route.get("requestBody", {}).get("content", {}))
    ]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop().rsplit("/", 1)[-1]
        if name not in seen:
            seen.add(name)
            schema = spec["components"]["schemas"][name]
            yield name, schema
            waiting += _refs(schema)


def _refs(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if "$ref" in part else []
        return own + [ref for value in part.values() for ref in _refs(value)]
    return [ref for value in part for ref in _refs(value)] if isinstance(part, list) else []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_body_takes_a_field_that_nobody_asked_for(app: FastAPI) -> None:
    found = dict(_schemas(app))
    assert {body.__name__ for body in BODIES} - set(found) <= {"ChatMessage"}
    loose = [
        name
        for name, schema in found.items()
        if schema.get("type") == "object" and schema.get("additionalProperties") is not False
    ]
    assert loose == []


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "extra", ["id", "state", "roles", "office", "handler_id", "active", "number", "received_at"]
)
def test_more_fields_are_refused_whatever_they_are_called(
    body: type[BaseModel], extra: str
) -> None:
    if extra in body.model_fields:
        return
    with pytest.raises(ValueError, match="Extra inputs"):
        body.model_validate({extra: "x"})


def test_nothing_of_a_case_is_set_by_a_filing(
    client: Browser, service: dict[str, str], works: Works
) -> None:
    good = filing(complaint()).model_dump(mode="json")
    for change in (
        {"id": "mine"},
        {"state": "closed"},
        {"matters": [{**good["matters"][0], "state": "closed"}]},
        {"matters": [{**good["matters"][0], "office": "SZ"}]},
        {"matters": [{**good["matters"][0], "facts": {"handler_id": "me"}}]},
        {"reporter": {**good["reporter"], "roles": ["admin"]}},
        {"channel": {**good["channel"], "dead": True}},
    ):
        answer = client.post("/v1/cases", json={**good, **change}, headers=service)
        assert answer.status_code == 422
    with works.read() as work:
        assert work.session.exec(select(CaseRow)).all() == []


def test_a_form_sets_no_more_than_it_shows(client: Browser, works: Works) -> None:
    enter(client, "admin1")
    more = {"demo": "1", "password_hash": "x", "must_change": "", "id": "mine", "active": "0"}
    form = {"csrf": csrf_of(client), "office": "SZ", "roles": ["handler"], **more}
    assert client.post("/desk/officers/futian1", data=form).status_code == 303
    with works.read() as work:
        found = work.session.get_one(Officer, "id-futian1")
    assert (found.demo, found.active, found.office, found.roles) == (
        False,
        True,
        "SZ",
        ["handler"],
    )
    assert found.password_hash.startswith("$argon2id$")


def test_no_form_of_the_desk_works_without_its_token(
    client: Browser, file: File, works: Works, staff: dict[str, Officer]
) -> None:
    case = file(filing(complaint()))[0]
    with works.write() as work:
        boss = work.session.get_one(Officer, staff["futianhead"].id)
        boss.roles = ["handler", "supervisor", "approver", "custodian", "admin"]
    with works.read() as work:
        before = [one.hash for one in events(work, case.id)]
        accounts = {one.id: one.model_dump() for one in work.session.exec(select(Officer))}
    enter(client, "futianhead")
    token = csrf_of(client)
    enter(client, "futianhead")  # another session: the first one's token is worth nothing
    for method, path in ROUTES:
        if method != "POST" or not path.startswith("/desk/") or "sign-in" in path:
            continue
        if path == "/desk/api/session":
            continue
        plain = path.replace("{number}", case.number).replace("{login}", "futian1")
        plain = (
            plain.replace("{code}", "1").replace("{deed}", "close").replace("{request_id}", "x")
        )
        for csrf in ("", "x", token):
            answer = _send(client, plain, csrf)
            refused = "refused=csrf" in answer.headers.get("location", "")
            away = answer.headers.get("location", "").startswith("/desk/sign-in")
            assert refused or away or answer.status_code in (403, 422), (path, answer.status_code)
    with works.read() as work:
        assert [one.hash for one in events(work, case.id)] == before
        assert {one.id: one.model_dump() for one in work.session.exec(select(Officer))} == accounts
    assert client.get("/desk").status_code == 200


def _send(client: Browser, path: str, csrf: str) -> httpx.Response:
    if path.startswith("/desk/api/"):
        body = {"move": "note", "key": "k", "text": "x"}
        return client.post(path, json=body, headers={"x-csrf-token": csrf})
    fields = {
        "move": "note",
        "key": "k",
        "text": "x",
        "reason": "四个字的",
        "number": "13800138000",
    }
    more = {"old": "x", "new": "y", "again": "y", "answer": "agree", "whom": "file", "code": "1"}
    return client.post(path, data={**fields, **more, "csrf": csrf})


def test_a_wrong_code_and_an_unknown_number_cost_the_same_work_and_get_one_answer(
    client: Browser,
    file: File,
    service: dict[str, str],
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = file(filing(complaint()))[0]
    hashes: list[int] = []
    statements: list[str] = []
    blind = Keyring.blind

    def counted(self: Keyring, value: str, purpose: str) -> str:
        hashes.append(1)
        return blind(self, value, purpose)

    monkeypatch.setattr(Keyring, "blind", counted)
    event.listen(
        database.engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    )

    def work(number: str) -> tuple[int, int, int, str]:
        hashes.clear()
        statements.clear()
        body = {"number": number, "receipt_code": "AAAA-BBBB-CCCC-DDDD", "channel": CHAT}
        answer = client.post("/v1/cases/progress", json=body, headers=service)
        return len(hashes), len(statements), answer.status_code, answer.text

    wrong, unknown = work(case.number), work("SZ-20200101-0001")
    assert wrong == unknown
    assert wrong[2] == 404


@pytest.mark.parametrize("number", ["\0", "SZ-" + "9" * 50, "' OR 1=1 --", "../../etc", "%00"])
def test_forged_numbers_and_ids_are_nothing(
    client: Browser, service: dict[str, str], number: str
) -> None:
    body = {"number": number, "receipt_code": number, "channel": CHAT}
    answer = client.post("/v1/cases/progress", json=body, headers=service)
    assert answer.status_code == 404
    enter(client, "futianhead")
    for path in ("/desk/cases/", "/desk/evidence/", "/desk/api/cases/"):
        assert client.get(path + quote(number, safe="")).status_code == 404


def test_evidence_of_a_forged_id_is_tied_to_nothing(
    client: Browser, service: dict[str, str]
) -> None:
    for forged in ("forged", "\0", "../x", "a" * 41):
        good = filing(complaint()).model_dump(mode="json")
        answer = client.post("/v1/cases", json={**good, "evidence": [forged]}, headers=service)
        assert answer.status_code in (404, 422)


def test_programs_get_a_photo_as_a_file_and_never_as_a_page(
    client: Browser, service: dict[str, str], photo: str
) -> None:
    answer = client.get(f"/v1/evidence/{photo}", headers=service)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    for name, data in (
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("x.jpg", b"<html><script>alert(1)</script>"),
        ("x.html", b"GIF89a<script>alert(1)</script>"),
    ):
        sent = client.post("/v1/evidence", files={"file": (name, data)}, headers=service)
        assert (sent.status_code, sent.json()["code"]) == (415, "not_accepted")


def test_when_and_where_a_photo_was_taken_is_kept_only_with_consent(
    client: Browser, service: dict[str, str], works: Works
) -> None:
    for consent in ({}, {"consent": "false"}, {"consent": "true"}):
        files = {"file": ("x.jpg", snapshot())}
        answer = client.post("/v1/evidence", files=files, data=consent, headers=service)
        assert answer.status_code == 200
        with works.read() as work:
            row = work.session.get_one(Evidence, answer.json()["id"])
        assert (row.taken is not None) == (consent == {"consent": "true"})
