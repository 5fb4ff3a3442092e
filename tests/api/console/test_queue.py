from collections.abc import Callable

import pytest
from sqlmodel import select

from api.cases.tables import CaseRow
from api.console.counting import counts
from api.console.listing import listed
from api.console.scopes import Scope, seen_expression
from api.console.view import queue_items
from api.contract.codes import Hazard, Severity
from api.contract.models import Facts
from api.kit.work import Works
from api.people.rights import may_see
from api.people.tables import Officer
from knowledge.cities.city import City
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import csrf_of, enter

File = Callable[..., list[CaseRow]]
FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")
BAOAN = Facts(merchant="海味小馆", division="440306")


@pytest.fixture
def cases(file: File, clock: SettableClock) -> dict[str, CaseRow]:
    made = {"futian": file(filing(report(facts=FUTIAN)))[0]}
    clock.advance(hours=26)
    made["later"] = file(filing(report(facts=FUTIAN)))[0]
    clock.advance(hours=1)
    urgent = report(
        facts=FUTIAN, emergency=True, hazard=Hazard.poisoning, severity=Severity.general
    )
    made["urgent"] = file(filing(urgent))[0]
    made["baoan"] = file(filing(report(facts=BAOAN)))[0]
    return made


def test_emergencies_come_first_then_what_runs_out_first(
    works: Works, city: City, staff: dict[str, Officer], cases: dict[str, CaseRow]
) -> None:
    with works.read() as work:
        items = queue_items(work, city, staff["futianhead"], Scope.all)
    expected = [cases[name].number for name in ("urgent", "futian", "later")]
    assert [item.number for item in items] == expected
    assert all(item.next_due for item in items)


def test_what_is_listed_is_what_may_be_seen_for_every_officer(
    works: Works, city: City, staff: dict[str, Officer], cases: dict[str, CaseRow]
) -> None:
    assert cases
    with works.read() as work:
        rows = list(work.session.exec(select(CaseRow)))
        for officer in staff.values():
            wanted = select(CaseRow.id).where(seen_expression(city, officer))
            by_sql = set(work.session.exec(wanted))
            assert by_sql == {row.id for row in rows if may_see(officer, row, city)}


def test_counts_are_those_of_the_lists(
    works: Works, city: City, staff: dict[str, Officer], cases: dict[str, CaseRow]
) -> None:
    assert cases
    with works.read() as work:
        for officer in staff.values():
            told = counts(work, city, officer)
            for scope in Scope:
                assert told[scope] == len(listed(work, city, officer, scope))


def test_the_queue_page_shows_due_state_place_and_handler(
    client: Browser, cases: dict[str, CaseRow]
) -> None:
    enter(client, "futianhead")
    page = client.get("/desk?scope=all").text
    for words in ("剩 ", "个工作日", "老陈记牛肉火锅", "紧急", "待处理", "疑似食物中毒"):
        assert words in page
    assert cases["futian"].number in page
    assert cases["baoan"].number not in page


def test_the_limit_by_law_stands_first_and_the_promise_second(
    client: Browser, cases: dict[str, CaseRow], works: Works, city: City, staff: dict[str, Officer]
) -> None:
    enter(client, "futianhead")
    with works.read() as work:
        items = queue_items(work, city, staff["futianhead"], Scope.all)
    for item in items:
        assert item.next_due
        assert item.promise
        assert (item.next_due.statutory, item.promise.statutory) == (True, False)
    page = client.get("/desk?scope=all").text
    row = page[page.index(cases["later"].number) - 900 : page.index(cases["later"].number)]
    assert row.index("核查") < row.index("（承诺）")


def test_a_request_that_waits_for_a_decision_shows_in_the_queue_until_it_is_decided(
    client: Browser, cases: dict[str, CaseRow]
) -> None:
    page = f"/desk/cases/{cases['later'].number}"

    def move(login: str, move: str, key: str, **fields: str) -> str:
        enter(client, login)
        form = {"csrf": csrf_of(client), "key": key, "move": move, **fields}
        return str(client.post(f"{page}/moves", data=form).headers["location"]).partition("?")[2]

    assert move("futianhead", "request_extension", "k1", text="要送检") == "done=request_extension"
    assert "延期待批" in client.get("/desk?scope=all").text
    assert move("futianhead", "reject_extension", "k2", text="x") == "refused=own_request"


def test_a_late_case_says_by_how_many_days(
    client: Browser, cases: dict[str, CaseRow], clock: SettableClock
) -> None:
    assert cases
    clock.advance(days=60)
    enter(client, "futianhead")
    assert "逾期 " in client.get("/desk?scope=all").text


def test_a_number_opens_its_case(client: Browser, cases: dict[str, CaseRow]) -> None:
    enter(client, "futianhead")
    number = cases["futian"].number
    answer = client.get("/desk", params={"q": f" {number.lower()} "})
    assert answer.headers["location"] == f"/desk/cases/{number}"


def test_markup_of_a_citizen_is_text(client: Browser, file: File) -> None:
    name = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    number = file(filing(report(facts=Facts(merchant=name, division="440304"))))[0].number
    enter(client, "city1")
    for page in ("/desk?scope=all", f"/desk/cases/{number}"):
        text = client.get(page).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_what_is_over_leaves_the_queue_and_stands_under_closed(
    client: Browser, cases: dict[str, CaseRow]
) -> None:
    number = cases["futian"].number
    enter(client, "futianhead")
    form = {"csrf": csrf_of(client), "move": "refer", "ground": "police", "text": "属于公安职责"}
    answer = client.post(f"/desk/cases/{number}/moves", data={**form, "key": "k1"})
    assert answer.headers["location"].endswith("?done=refer")
    assert number not in client.get("/desk?scope=all").text
    closed = client.get("/desk?scope=all&closed=true").text
    assert number in closed
    assert cases["later"].number not in closed


def test_an_officer_who_is_given_cases_starts_on_the_own_ones(client: Browser) -> None:
    for login, tab in (("futian1", "我的"), ("futianhead", "全部可见"), ("auditor1", "全部可见")):
        enter(client, login)
        assert f'aria-current="page">{tab}' in client.get("/desk").text


def test_bad_parameters_get_a_page_and_not_a_failure(client: Browser) -> None:
    enter(client, "futian1")
    for query in ("scope=everything", "page=0", "page=x", "closed=maybe"):
        answer = client.get(f"/desk?{query}")
        assert answer.status_code == 422
        assert "提交的内容" in answer.text
    for query in ("kind=x", "hazard=fire", "division=福田", "clock='", "q=" + "长" * 300):
        answer = client.get(f"/desk?{query}")
        assert answer.status_code == 400
        assert "筛选条件不正确" in answer.text
    assert client.get("/desk?page=9999").status_code == 200


def test_more_cases_than_a_page_holds_are_on_the_next(
    client: Browser, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("listing", "queueing"):
        monkeypatch.setattr(f"api.console.{module}.PAGE", 2)
    numbers = [file(filing(report(facts=FUTIAN)))[0].number for _ in range(3)]
    enter(client, "futianhead")
    first, second = (client.get(f"/desk?scope=all&page={n}").text for n in (1, 2))
    assert [n in first for n in numbers] == [True, True, False]
    assert [n in second for n in numbers] == [False, False, True]
    assert "下一页" in first


def test_a_mixed_matter_makes_two_lines(client: Browser, file: File) -> None:
    both = file(filing(complaint(), report()))
    enter(client, "city1")
    page = client.get("/desk?scope=all").text
    assert all(case.number in page for case in both)


def test_whoever_transfers_a_case_out_of_sight_reads_so_and_no_missing_page(
    client: Browser, file: File
) -> None:
    number = file(filing(report(facts=FUTIAN)))[0].number
    enter(client, "futianhead")
    form = {"csrf": csrf_of(client), "key": "k1", "move": "transfer", "office": "SZ-BA"}
    moved = client.post(f"/desk/cases/{number}/moves", data=form | {"text": "属地不符"})
    assert moved.headers["location"] == f"/desk?handed={number}"
    page = client.get(moved.headers["location"])
    assert page.status_code == 200
    assert f"{number} 已经办好，案件不再由您这里办理。" in page.text
    assert "已经办好" not in client.get("/desk?handed=<b>x").text
