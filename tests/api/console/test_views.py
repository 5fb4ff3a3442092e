"""The views of the queue, the officers' own filters, and giving cases to handlers."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.contract.codes import Hazard, Severity
from api.contract.models import Facts
from api.kit.work import Works
from api.verify import faults
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import csrf_of, enter

File = Callable[..., list[CaseRow]]
POT = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")


@pytest.fixture
def cases(file: File, clock: SettableClock) -> dict[str, str]:
    old = file(filing(report(facts=POT)))[0]
    clock.advance(days=17)
    both = file(filing(complaint().model_copy(update={"facts": POT}), report(facts=POT)))
    urgent = report(facts=POT, emergency=True, hazard=Hazard.poisoning, severity=Severity.general)
    return {
        "old": old.number,
        "complaint": both[0].number,
        "report": both[1].number,
        "urgent": file(filing(urgent))[0].number,
    }


def seen(client: Browser, scope: str, **more: str) -> list[str]:
    answer = client.get("/desk/api/queue", params={"scope": scope, **more})
    assert answer.status_code == 200
    return [one["number"] for one in answer.json()]


def test_each_view_holds_what_it_is_called_and_counts_say_so(
    client: Browser, cases: dict[str, str], clock: SettableClock
) -> None:
    enter(client, "futianhead")
    assert seen(client, "emergency") == [cases["urgent"]]
    assert set(seen(client, "both")) == {cases["complaint"], cases["report"]}
    assert seen(client, "late") == [cases["old"]]
    form = {"csrf": csrf_of(client), "move": "ask", "text": "请补充小票", "key": "k1"}
    client.post(f"/desk/cases/{cases['complaint']}/moves", data=form)
    assert seen(client, "waiting") == [cases["complaint"]]
    counts = client.get("/desk/api/queue/counts").json()
    for scope, count in counts.items():
        assert len(seen(client, scope)) == count, scope
    assert counts["all"] == 4
    clock.advance(days=6)
    enter(client, "futianhead")
    assert cases["complaint"] not in seen(client, "late")
    assert client.get("/desk/api/queue/counts").json()["today"] == len(seen(client, "today"))


def test_what_ends_today_is_in_its_view_until_its_last_moment(
    client: Browser, cases: dict[str, str], clock: SettableClock
) -> None:
    enter(client, "futianhead")
    found: dict[str, str] = {}
    for _ in range(12 * 4):
        for scope in ("today", "late"):
            if cases["complaint"] in seen(client, scope):
                found.setdefault(scope, clock().isoformat())
        if "late" in found:
            break
        clock.advance(hours=6)
        enter(client, "futianhead")
    assert list(found) == ["today", "late"]


def test_every_code_and_clock_narrows(client: Browser, cases: dict[str, str]) -> None:
    enter(client, "futianhead")
    assert seen(client, "all", kind="complaint") == [cases["complaint"]]
    assert seen(client, "all", hazard="poisoning") == [cases["urgent"]]
    assert seen(client, "all", severity="general") == [cases["urgent"]]
    assert seen(client, "all", clock="C01") == [cases["complaint"]]
    assert seen(client, "all", clock="C10") == []
    assert len(seen(client, "all", division="440304", setting="restaurant")) == 4
    assert seen(client, "all", division="440306") == []
    assert len(seen(client, "all", state="received")) == 4
    assert seen(client, "all", agency="customs") == []
    page = client.get("/desk?scope=all&hazard=poisoning&clock=F16").text
    assert "筛选（2 项）" in page
    assert 'value="poisoning" selected' in page


def test_a_filter_is_kept_under_a_name_by_its_officer_alone(
    client: Browser, cases: dict[str, str]
) -> None:
    assert cases
    enter(client, "futianhead")
    form = {"csrf": csrf_of(client), "name": " 过期 食品 ", "at": "scope=late&hazard=expired&x=1"}
    answer = client.post("/desk/filters", data=form)
    assert answer.headers["location"] == "/desk?scope=late&hazard=expired"
    page = client.get("/desk").text
    assert "过期 食品" in page
    enter(client, "futian1")
    assert "过期 食品" not in client.get("/desk").text
    drop = page.split('action="/desk/filters/')[1].partition('"')[0]
    gone = {"csrf": csrf_of(client)}
    assert client.post(f"/desk/filters/{drop}", data=gone).status_code == 404
    enter(client, "futianhead")
    assert client.post(f"/desk/filters/{drop}", data={"csrf": "x"}).status_code == 403
    client.post(f"/desk/filters/{drop}", data={"csrf": csrf_of(client)})
    assert "过期 食品" not in client.get("/desk").text
    assert client.post("/desk/filters", data=form | {"csrf": csrf_of(client), "name": " "})
    bad = client.post(
        "/desk/filters", data={"csrf": csrf_of(client), "name": " ", "at": "scope=all"}
    )
    assert bad.status_code == 400


def assign(client: Browser, handler: str, *numbers: str) -> str:
    form = {"csrf": csrf_of(client), "number": numbers, "handler": handler, "at": "scope=all"}
    answer = client.post("/desk/assign", data=form)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_a_supervisor_gives_many_cases_at_once_and_each_is_an_event(
    client: Browser, cases: dict[str, str], works: Works, file: File
) -> None:
    elsewhere = file(filing(report(facts=Facts(merchant="海味", division="440306"))))[0].number
    enter(client, "futianhead")
    assign(client, "id-futian1", cases["old"], cases["report"])
    where = assign(client, "id-futian2", cases["old"], cases["report"], elsewhere, "SZ-X")
    assert "given=2" in where
    page = client.get(where).text
    assert elsewhere in page  # the number that was sent, and nothing of the case
    with works.read() as work:
        for name in ("old", "report"):
            row = by_number(work, cases[name])
            assert row
            assert row.handler_id == "id-futian2"
            told = events(work, row.id)[-1]
            assert (told.kind, told.actor) == ("assigned", "officer:id-futianhead")
            assert told.data["handler_reason"] == "由程立行指派。"
        untouched = by_number(work, elsewhere)
        assert untouched
        assert untouched.handler_id != "id-futian2"
        assert list(faults(work)) == []
    enter(client, "futian2")
    assert {cases["old"], cases["report"]} <= set(seen(client, "mine"))
    assert "新案件分派给您" in client.get("/desk/notices").text


def test_nobody_else_gives_cases_nor_to_another_office(
    client: Browser, cases: dict[str, str], works: Works
) -> None:
    with works.read() as work:
        before = {row.id: row.handler_id for row in work.session.exec(select(CaseRow))}
    for login in ("futian1", "auditor1", "city1"):
        enter(client, login)
        assert assign(client, "id-futian2", cases["old"]).endswith("refused=role")
        assert 'form="bulk"' not in client.get("/desk?scope=all").text
    enter(client, "futianhead")
    for handler in ("id-baoan1", "id-auditor1", "nobody", "id-futian1' OR 1=1"):
        assert "given=0" in assign(client, handler, cases["old"])
    assert assign(client, "", cases["old"]).endswith("refused=nothing_chosen")
    assert assign(client, "id-futian2").endswith("refused=nothing_chosen")
    with works.read() as work:
        assert before == {row.id: row.handler_id for row in work.session.exec(select(CaseRow))}


def test_cases_are_spread_by_load_when_nobody_is_named(
    client: Browser, cases: dict[str, str], works: Works
) -> None:
    enter(client, "futianhead")
    assign(client, "id-futian1", *cases.values())
    assign(client, "lightest", cases["old"])
    with works.read() as work:
        row = by_number(work, cases["old"])
    assert row
    assert row.handler_id == "id-futian2"


def test_the_sheet_of_keys_is_a_page_too(client: Browser) -> None:
    enter(client, "futian1")
    assert "下一件、上一件" in client.get("/desk/keys").text
    assert '<dialog id="keys"' in client.get("/desk").text
