"""The administrators' pages: accounts are made and closed there, and exist for nobody else."""

import re

import pytest

from tests.fakes.browser import Browser

from .conftest import STAFF, csrf_of, enter

PAGES = ("/desk/officers", "/desk/officers/futian1", "/desk/officers/nobody")
DEEDS = (
    "",
    "/password",
    "/close",
    "/open",
    "/sign-out",
    "/drop-second",
    "/want-second",
    "/spare-second",
)


def _post(client: Browser, path: str, **fields: object) -> tuple[int, str]:
    answer = client.post(path, data={"csrf": csrf_of(client), **fields})
    return answer.status_code, answer.headers.get("location", answer.text)


def test_an_account_is_made_signs_in_and_is_closed(client: Browser) -> None:
    enter(client, "admin1")
    form = {"login": "baoan9", "name": "新来的", "office": "SZ-BA", "roles": ["handler", "duty"]}
    status, page = _post(client, "/desk/officers", **form, hazards=["hygiene"])
    assert status == 200
    found = re.search(r"<output>([a-z-]+)</output>", page)
    assert found
    entered = client.post("/desk/sign-in", data={"login": "baoan9", "password": found[1]})
    assert entered.status_code == 303
    assert client.get("/desk").headers["location"] == "/desk/new-password"
    enter(client, "admin1")
    listed = client.get("/desk/officers").text
    assert "卫生差" in listed
    assert "密码待修改" in listed
    assert _post(client, "/desk/officers/baoan9/close") == (
        303,
        "/desk/officers/baoan9?done=close",
    )
    assert "已停用" in client.get("/desk/officers/baoan9?done=close").text
    refused = client.post("/desk/sign-in", data={"login": "baoan9", "password": found[1]})
    assert refused.status_code == 401


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Browser) -> None:
    enter(client, "admin1")
    form = {"login": "x", "name": "新来的", "office": "SZ-BA", "roles": ["handler"]}
    status, page = _post(client, "/desk/officers", **form)
    assert status == 400
    assert "登录名要用" in page
    assert 'value="新来的"' in page
    assert re.search(r'value="handler" checked', page)


def test_nobody_edits_the_own_account_not_even_by_a_forged_form(client: Browser) -> None:
    enter(client, "admin1")
    page = client.get("/desk/officers/admin1").text
    assert "不能修改自己的账号" in page
    assert 'action="/desk/officers/admin1' not in page
    for deed in DEEDS:
        form = {"office": "SZ", "roles": ["admin", "custodian"]} if not deed else {}
        status, said = _post(client, f"/desk/officers/admin1{deed}", **form)
        assert status == 403
        assert "不能修改自己的账号" in said


@pytest.mark.parametrize("login", [one for one in STAFF if one != "admin1"])
def test_for_everybody_else_there_are_no_such_pages(client: Browser, login: str) -> None:
    enter(client, login)
    nothing = client.get("/desk/no-such-page")
    for page in PAGES:
        answer = client.get(page)
        assert (answer.status_code, answer.text) == (404, nothing.text)
    for target in ("futian1", login, "nobody"):
        for deed in DEEDS:
            status, text = _post(client, f"/desk/officers/{target}{deed}")
            assert (status, text) == (404, nothing.text)
    status, text = _post(client, "/desk/officers", login="evil1", name="某某", office="SZ")
    assert (status, text) == (404, nothing.text)


def test_forms_need_the_token(client: Browser) -> None:
    enter(client, "admin1")
    for path in ("/desk/officers", *(f"/desk/officers/futian1{deed}" for deed in DEEDS)):
        assert client.post(path, data={"csrf": "x"}).status_code == 403
        assert client.post(path, data={}).status_code == 422


def test_the_log_is_read_by_auditors_and_administrators_alone(client: Browser) -> None:
    enter(client, "admin1")
    _post(client, "/desk/officers/futian1/sign-out")
    for login in STAFF:
        enter(client, login)
        answer = client.get("/desk/officers/log")
        assert answer.status_code == (200 if login in {"admin1", "auditor1"} else 404)
        assert ("在所有设备上退出" in answer.text) == (answer.status_code == 200)


def test_no_case_shows_to_an_administrator(client: Browser) -> None:
    enter(client, "admin1")
    assert client.get("/desk").status_code == 200
    assert "SZ-2026" not in client.get("/desk").text
