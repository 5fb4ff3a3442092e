from fastapi import FastAPI

from api.console.routes import console_routes
from api.intake.filing import Filer
from api.kit.settings import Settings
from api.kit.work import Works
from api.people.tables import Officer
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock

from .conftest import PASSWORD, csrf_of, enter

PAGES = ("/desk", "/desk/notices", "/desk/account", "/desk/cases/SZ-1", "/desk/evidence/x")


def test_every_page_sends_a_stranger_to_sign_in_and_back(client: Browser) -> None:
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/desk/sign-in?next=%2Fdesk")


def test_the_cookie_is_for_the_desk_alone_and_no_script_reads_it(client: Browser) -> None:
    answer = client.post("/desk/sign-in", data={"login": "futian1", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/desk"
    for part in ("HttpOnly", "SameSite=strict", "Path=/desk"):
        assert part in cookie
    assert "Secure" not in cookie


def test_behind_https_the_cookie_never_travels_in_clear(
    works: Works, filer: Filer, staff: dict[str, Officer]
) -> None:
    assert staff
    app = FastAPI()
    app.state.works = works
    settings = Settings(public_url="https://jiesu.example")
    app.include_router(console_routes(works, settings, filer.city))
    with Browser(app) as client:
        answer = client.post("/desk/sign-in", data={"login": "futian1", "password": PASSWORD})
    assert "; Secure" in answer.headers["set-cookie"]


def test_a_wrong_password_is_said_on_the_page_without_a_cookie(client: Browser) -> None:
    answer = client.post("/desk/sign-in", data={"login": "futian1", "password": "no"})
    assert answer.status_code == 401
    assert "登录名或密码不对" in answer.text
    assert "set-cookie" not in answer.headers


def test_too_many_failures_say_how_long_to_wait(client: Browser) -> None:
    for nth in range(5):
        client.post("/desk/sign-in", data={"login": f"no{nth}", "password": "no"})
    answer = client.post("/desk/sign-in", data={"login": "futian1", "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "300"


def test_a_form_of_another_site_signs_nobody_in(client: Browser) -> None:
    form = {"login": "futian1", "password": PASSWORD}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert client.post("/desk/sign-in", data=form, headers=headers).status_code == 403
    same = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert client.post("/desk/sign-in", data=form, headers=same).status_code == 303


def test_signing_in_leads_only_to_pages_of_the_desk(client: Browser) -> None:
    for onward in ("https://evil.example/", "//evil.example", "/desk//evil", "/deskevil", "/"):
        form = {"login": "futian1", "password": PASSWORD, "onward": onward}
        assert client.post("/desk/sign-in", data=form).headers["location"] == "/desk"
    form = {"login": "futian1", "password": PASSWORD, "onward": "/desk/cases/SZ-1"}
    assert client.post("/desk/sign-in", data=form).headers["location"] == "/desk/cases/SZ-1"


def test_a_planted_token_is_not_taken_over(client: Browser) -> None:
    planted = {"cookie": "jiesu_desk=planted"}
    form = {"login": "futian1", "password": PASSWORD}
    answer = client.post("/desk/sign-in", data=form, headers=planted)
    assert answer.status_code == 303
    assert "planted" not in answer.headers["set-cookie"]
    client.cookies.clear()
    assert client.get("/desk", headers=planted).status_code == 303


def test_signing_out_needs_the_token_of_the_session(client: Browser) -> None:
    enter(client, "futian1")
    assert client.post("/desk/sign-out", data={"csrf": "wrong"}).status_code == 403
    assert client.get("/desk").status_code == 200
    answer = client.post("/desk/sign-out", data={"csrf": csrf_of(client)})
    assert answer.headers["location"] == "/desk/sign-in?after=out"
    assert client.get("/desk").status_code == 303


def test_the_list_that_refreshes_itself_does_not_keep_a_session_alive(
    client: Browser, clock: SettableClock
) -> None:
    enter(client, "futian1")
    for _ in range(3):
        clock.advance(minutes=10)
        assert client.get("/desk/queue-part").status_code == 200
    clock.advance(minutes=1)
    assert client.get("/desk/queue-part").status_code == 303


def test_work_keeps_a_session_alive(client: Browser, clock: SettableClock) -> None:
    enter(client, "futian1")
    for _ in range(4):
        clock.advance(minutes=20)
        assert client.get("/desk").status_code == 200


def test_pages_are_private_and_run_no_script_but_ours(client: Browser) -> None:
    enter(client, "futian1")
    answer = client.get("/desk")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert " style=" not in answer.text
    assert "onclick" not in answer.text


def test_style_and_script_are_served_and_nothing_beside_them(client: Browser) -> None:
    assert client.get("/desk/static/desk.css").headers["content-type"].startswith("text/css")
    assert client.get("/desk/static/desk.js").status_code == 200
    assert client.get("/desk/static/../routes.py").status_code in (303, 404)
    assert client.get("/desk/static/routes.py").status_code == 404
