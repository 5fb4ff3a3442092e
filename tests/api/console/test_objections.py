"""The page that shows what the check objects to, and what is looked up while writing."""

import html
from collections.abc import Callable

import pytest

from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.console.objected import parts
from api.contract.codes import Hazard, Move
from api.contract.desk import MoveRequest, Objection
from api.contract.models import Facts
from api.desk.moving import move_case
from api.kit.work import Works
from api.people.tables import Officer
from knowledge.cities.city import City
from tests.api.console.conftest import csrf_of, enter
from tests.fakes.browser import Browser
from tests.fakes.filing import complaint, filing, report

FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")
BAOAN = Facts(merchant="宝安烧腊", division="440306")
LEAK = "有事请联系店主，电话13912345678，<b>我们</b>在12月1日前告诉您结果。"
HARSH = "你必须等我们联系，有结果再说。"
File = Callable[..., list[CaseRow]]


@pytest.fixture
def case(file: File) -> CaseRow:
    return file(filing(complaint().model_copy(update={"facts": FUTIAN})))[0]


def send(client: Browser, case: CaseRow, **fields: str) -> str:
    """Send the form of a move as a browser does, which follows a 307 with the same form."""
    form = {"csrf": csrf_of(client), "key": "k1", "move": "reply", **fields}
    path = f"/desk/cases/{case.number}/moves"
    answer = client.post(path, data=form)
    if answer.status_code == 307:
        there, _, at = answer.headers["location"].partition("#")
        assert at == f"move-{form['move']}"
        shown = client.post(there, data=form)
        assert shown.status_code == 200
        return shown.text
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_page_comes_back_with_the_words_and_what_is_wrong(
    client: Browser, works: Works, case: CaseRow
) -> None:
    enter(client, "futian1")
    page = send(client, case, text=LEAK)

    assert html.escape(LEAK) in page
    assert "<mark>13912345678<sup>1</sup></mark>" in page
    assert "不是对方本人" in page
    assert "请主管放行" in page
    assert "仍然发送" not in page
    assert 'value="k1"' in page
    assert "done=override_asked" in send(client, case, text=LEAK, override="true")
    with works.read() as work:
        assert events(work, case.id)[-1].kind == "override_asked"
    enter(client, "futianhead")
    told = client.get(f"/desk/cases/{case.number}").text
    assert "苏晓岚写的内容" in told
    assert "<mark>139****5678</mark>" in told


def test_words_held_back_wait_among_the_approvals_of_others(
    client: Browser, case: CaseRow
) -> None:
    enter(client, "futian1")
    send(client, case, text=LEAK, override="1")
    enter(client, "futianhead")
    page = client.get("/desk/approvals").text

    assert case.number in page
    assert "不是对方本人" in page
    assert 'value="override"' in page
    assert 'value="reject_override"' in page


def test_a_warning_offers_to_send_all_the_same(
    client: Browser, works: Works, case: CaseRow
) -> None:
    enter(client, "futian1")
    page = send(client, case, text=HARSH)

    assert "仍然发送" in page
    assert "请主管放行" not in page
    assert "本单位要求" in page
    assert "done=reply" in send(client, case, text=HARSH, anyway="true")
    with works.read() as work:
        assert events(work, case.id)[-1].kind == "replied"


def test_what_was_chosen_beside_the_words_stays(client: Browser, case: CaseRow) -> None:
    enter(client, "futian1")
    fields = {"move": "refuse", "ground": "C03-4", "text": "不归我们管，已超过三年。"}
    page = send(client, case, **fields)

    assert '<option value="C03-4" selected>' in page
    assert "通知里会自动写上：不予受理的理由和条款；其他解决途径" in page


def test_programs_get_the_objections_as_a_problem(client: Browser, case: CaseRow) -> None:
    enter(client, "futian1")
    path = f"/desk/api/cases/{case.number}/moves"
    head = {"x-csrf-token": csrf_of(client)}
    body = {"move": "reply", "key": "j1", "text": LEAK}
    refused = client.post(path, json=body, headers=head)

    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "text_blocked"
    one = Objection.model_validate(refused.json()["objections"][0])
    assert (one.rule, LEAK[one.start : one.end]) == ("Q62", "13912345678")
    assert client.post(path, json={**body, "override": True}, headers=head).status_code == 204


def test_nobody_without_the_work_tries_words_on_a_case(client: Browser, case: CaseRow) -> None:
    form = {"key": "k1", "move": "reply", "text": LEAK}
    path = f"/desk/cases/{case.number}/objections"
    for login, status in (("auditor1", 403), ("baoan1", 404)):
        enter(client, login)
        answer = client.post(path, data={**form, "csrf": csrf_of(client)})
        assert answer.status_code == status
    enter(client, "futian1")
    assert client.post(path, data={**form, "csrf": "x"}).status_code == 403


def test_words_are_cut_where_objections_begin_and_end() -> None:
    def at(start: int, end: int) -> Objection:
        return Objection(rule="Q51", name="", severity="warn", start=start, end=end, why="")

    cut = parts("0123456789", [at(2, 5), at(4, 6), at(0, 0), at(0, 10)])

    assert [(one.text, one.numbers) for one in cut] == [
        ("01", ()),
        ("23", (1,)),
        ("4", (1, 2)),
        ("5", (2,)),
        ("6789", ()),
    ]
    assert parts("", []) == ()


@pytest.fixture
def over(file: File, works: Works, city: City) -> dict[str, str]:
    """Three reports that are over: here, elsewhere, and of another hazard."""

    def end(facts: Facts, hazard: Hazard, text: str) -> str:
        number = file(filing(report(facts=facts, hazard=hazard)))[0].number
        with works.write() as work:
            officer = work.session.get_one(Officer, "id-city1")
            for move in (Move.not_file, Move.close):
                request = MoveRequest(
                    move=move, key=f"{number}{move}", text=text, ground="R04-1", anyway=True
                )
                move_case(work, city, officer, number, request)
        return number

    return {
        "here": end(FUTIAN, Hazard.expired, "林晓您好，王女士的店没有发现问题，不予立案。"),
        "there": end(BAOAN, Hazard.expired, "宝安的店没有发现问题，不予立案。"),
        "other": end(FUTIAN, Hazard.hygiene, "后厨没有发现问题，不予立案。"),
    }


def test_earlier_answers_are_those_one_may_see_without_names(
    client: Browser, file: File, over: dict[str, str]
) -> None:
    new = file(filing(report(facts=FUTIAN, hazard=Hazard.expired)))[0]
    enter(client, "futian1")
    found = client.get(f"/desk/api/cases/{new.number}/answers").json()

    assert [one["number"] for one in found] == [over["here"]]
    assert "没有发现问题，不予立案" in found[0]["text"]
    assert "林晓" not in found[0]["text"]
    assert "王女士" not in found[0]["text"]
    page = client.get(f"/desk/cases/{new.number}/answers").text
    assert over["here"] in page
    assert over["there"] not in page
    enter(client, "city1")
    both = client.get(f"/desk/api/cases/{new.number}/answers").json()
    assert {one["number"] for one in both} == {over["here"], over["there"]}
    enter(client, "baoan1")
    assert client.get(f"/desk/api/cases/{new.number}/answers").status_code == 404


def test_a_case_is_never_its_own_example(
    client: Browser, works: Works, over: dict[str, str]
) -> None:
    enter(client, "futian1")
    with works.read() as work:
        assert by_number(work, over["here"]) is not None
    assert client.get(f"/desk/api/cases/{over['here']}/answers").json() == []


def test_laws_are_searched_with_and_without_a_script(client: Browser) -> None:
    enter(client, "futian1")
    found = client.get("/desk/api/statutes", params={"q": "食品安全法 148"}).json()
    assert found[0]["citation"] == "《食品安全法》第一百四十八条"
    page = client.get("/desk/statutes", params={"q": "<script>紫微斗数"}).text
    assert "&lt;script&gt;紫微斗数" in page
    assert "没有找到" in page
    assert "第一百四十八条" in client.get("/desk/statutes", params={"q": "价款十倍"}).text
    assert client.get("/desk/statutes").status_code == 200


def test_sentences_to_begin_from_fit_state_and_hazard(client: Browser, file: File) -> None:
    dirty = report(facts=FUTIAN, hazard=Hazard.hygiene)
    spoilt = report(facts=FUTIAN, hazard=Hazard.expired)
    pages = []
    enter(client, "futian1")
    for matter in (dirty, spoilt):
        number = file(filing(matter))[0].number
        pages.append(client.get(f"/desk/cases/{number}").text)

    assert "生产日期、保质期和批号" not in pages[0]
    assert "生产日期、保质期和批号" in pages[1]
    assert "最晚在____前决定是否立案" in pages[0]
