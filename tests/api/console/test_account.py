import re
from collections.abc import Callable

import pytest

from api.cases.tables import CaseRow
from api.kit.keys import Keyring
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import PASSWORD, csrf_of, enter

NEW = "ruzo-bemi-kavo-nite"
File = Callable[..., list[CaseRow]]


@pytest.fixture
def service(keys: Keyring) -> dict[str, str]:
    return {"authorization": f"Bearer {keys.service_token()}"}


def _code(client: Browser) -> str:
    page = client.post("/desk/account/code", data={"csrf": csrf_of(client)}).text
    found = re.search(r"<output>(\w+)</output>", page)
    assert found
    return found[1]


def _change(client: Browser, **fields: str) -> tuple[int, str]:
    form = {"csrf": csrf_of(client), "old": PASSWORD, "new": NEW, "again": NEW, **fields}
    answer = client.post("/desk/account/password", data=form)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_a_changed_password_signs_out_and_is_the_one_that_counts(client: Browser) -> None:
    enter(client, "futian1")
    assert _change(client) == (303, "/desk/sign-in?after=changed")
    assert client.get("/desk").status_code == 303
    form = {"login": "futian1", "password": NEW}
    assert client.post("/desk/sign-in", data=form).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"old": "wrong"}, "原密码不对"),
        ({"again": "other"}, "不一样"),
        ({"new": "short", "again": "short"}, "12"),
        ({"new": "my-futian1-word", "again": "my-futian1-word"}, "登录名"),
        ({"csrf": "wrong"}, "页面已经过期"),
    ],
)
def test_a_password_that_can_not_be_changed_says_why(
    client: Browser, fields: dict[str, str], said: str
) -> None:
    enter(client, "futian1")
    status, text = _change(client, **fields)
    assert status in (400, 403)
    assert said in text
    enter(client, "futian1")


def test_the_old_password_can_not_be_guessed_at_the_account_page(client: Browser) -> None:
    enter(client, "futian1")
    answers = [_change(client, old=f"guess{n}")[0] for n in range(6)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_a_code_ties_the_bot_chat_which_then_sees_what_its_officer_sees(
    client: Browser, file: File, service: dict[str, str]
) -> None:
    number = file(filing(report()))[0].number
    enter(client, "city1")
    bound = client.post(
        "/v1/staff/bindings",
        json={"code": _code(client), "chat": "4242", "title": "王磊 @wanglei"},
        headers=service,
    )
    assert bound.status_code == 200
    assert bound.json()["login"] == "city1"
    chat = {**service, "x-staff-chat": "4242"}
    queue = client.get("/v1/staff/queue", headers=chat).json()
    assert [item["number"] for item in queue["items"]] == [number]
    assert (queue["scope"], queue["page"], queue["pages"]) == ("mine", 1, 1)
    assert {one: queue["totals"][one] for one in ("mine", "office", "all", "unassigned")} == {
        "mine": 1,
        "office": 0,
        "all": 1,
        "unassigned": 0,
    }
    card = client.get(f"/v1/staff/cases/{number}", headers=chat).json()
    assert card["number"] == number
    assert {"accept", "file"} & {move["move"] for move in card["moves"]}
    assert client.get("/v1/staff/cases/SZ-1", headers=chat).status_code == 404
    assert card["reporter"] is None
    assert "王磊 @wanglei" in client.get("/desk/account").text
    notices = client.get("/desk/notices").text
    assert "工作机器人已绑定聊天" in notices
    assert "王磊 @wanglei" in notices
    client.post("/desk/account/unbind", data={"csrf": csrf_of(client)})
    assert client.get("/v1/staff/queue", headers=chat).status_code == 401


def test_a_complainant_is_shown_masked_and_a_reporter_not_at_all(
    client: Browser, file: File, service: dict[str, str]
) -> None:
    cases = file(filing(complaint(), report()))
    enter(client, "city1")
    code = _code(client)
    client.post("/v1/staff/bindings", json={"code": code, "chat": "4242"}, headers=service)
    chat = {**service, "x-staff-chat": "4242"}
    shown = {}
    for case in cases:
        answer = client.get(f"/v1/staff/cases/{case.number}", headers=chat)
        assert "林晓" not in answer.text
        assert "13800138000" not in answer.text
        shown[case.kind] = answer.json()["reporter"]
    assert shown == {"complaint": "林*", "report": None}


def test_a_chat_unties_itself_and_the_desk_says_so(
    client: Browser, service: dict[str, str]
) -> None:
    enter(client, "futian1")
    bound = {"code": _code(client), "chat": "4242", "title": "王磊"}
    client.post("/v1/staff/bindings", json=bound, headers=service)
    chat = {**service, "x-staff-chat": "4242"}
    assert client.delete("/v1/staff/bindings", headers=chat).status_code == 204
    assert client.delete("/v1/staff/bindings", headers=chat).status_code == 401
    assert "工作机器人已解除绑定" in client.get("/desk/notices").text
    assert "还没有绑定聊天" in client.get("/desk/account").text


def test_a_long_queue_comes_in_pages(client: Browser, file: File, service: dict[str, str]) -> None:
    for _ in range(10):
        file(filing(report()))
    enter(client, "city1")
    code = _code(client)
    client.post("/v1/staff/bindings", json={"code": code, "chat": "4242"}, headers=service)
    chat = {**service, "x-staff-chat": "4242"}
    pages = [
        client.get(f"/v1/staff/queue?scope=all&page={page}", headers=chat).json()
        for page in (1, 2, 99)
    ]
    assert [len(page["items"]) for page in pages] == [8, 2, 2]
    assert {page["pages"] for page in pages} == {2}
    seen = {item["number"] for page in pages[:2] for item in page["items"]}
    assert len(seen) == 10


def test_offices_are_found_by_name_or_by_nearness(
    client: Browser, file: File, service: dict[str, str]
) -> None:
    number = file(filing(report()))[0].number
    enter(client, "city1")
    code = _code(client)
    client.post("/v1/staff/bindings", json={"code": code, "chat": "4242"}, headers=service)
    chat = {**service, "x-staff-chat": "4242"}
    path = f"/v1/staff/cases/{number}/offices"
    named = client.get(f"{path}?words=南山", headers=chat).json()
    assert named
    assert all("南山" in one["text"] for one in named)
    near = client.get(path, headers=chat).json()
    assert 0 < len(near) <= 8
    assert client.get(f"{path}?words=火星", headers=chat).json() == []


def test_the_bots_doors_are_for_our_own_process_alone(client: Browser) -> None:
    for headers in ({}, {"authorization": "Bearer x"}):
        chat = {**headers, "x-staff-chat": "4242"}
        assert client.get("/v1/staff/queue", headers=chat).status_code == 401
        body = {"code": "ABCDEFGH", "chat": "1"}
        assert client.post("/v1/staff/bindings", json=body, headers=headers).status_code == 401


def test_a_chat_that_guesses_codes_is_stopped(client: Browser, service: dict[str, str]) -> None:
    statuses = [
        client.post(
            "/v1/staff/bindings", json={"code": f"ABCDEFG{n}", "chat": "7"}, headers=service
        ).status_code
        for n in range(6)
    ]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_an_assignment_is_a_notice_until_it_is_read(
    client: Browser, file: File, clock: SettableClock
) -> None:
    number = file(filing(complaint()))[0].number
    clock.advance(minutes=1)
    for login in ("futian1", "futian2", "city1", "futianhead"):
        enter(client, login)
        page = client.get("/desk/notices").text
        if number in page:
            break
    assert "新案件分派给您" in page
    assert "未读" in page
    client.post("/desk/notices/read", data={"csrf": csrf_of(client)})
    assert "未读" not in client.get("/desk/notices").text
