import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from PIL import Image

from api.cases.repository import events
from api.cases.tables import CaseRow
from api.contract.codes import Hazard
from api.contract.models import Facts, Said
from api.kit.work import Works
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import csrf_of, enter

File = Callable[..., list[CaseRow]]
FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")


@pytest.fixture
def case(file: File, clock: SettableClock, photo: str) -> CaseRow:
    said = Said(
        id="m1", at=clock(), text="火锅里有虫，我叫林晓，电话13800138000，住福田区景田街1号"
    )
    asked = Said(id="m2", at=clock(), text="请问付了多少钱？", from_citizen=False)
    matter = complaint().model_copy(update={"facts": FUTIAN})
    return file(filing(matter, messages=(said, asked), evidence=(photo,)))[0]


def _page(case: CaseRow) -> str:
    return f"/desk/cases/{case.number}"


def _handler(works: Works, case: CaseRow) -> str:
    with works.read() as work:
        row = work.session.get_one(CaseRow, case.id)
    return str(row.handler_id).removeprefix("id-")


def test_one_page_shows_all_of_a_case(client: Browser, works: Works, case: CaseRow) -> None:
    enter(client, _handler(works, case))
    page = client.get(_page(case)).text
    for words in (
        "老陈记牛肉火锅",
        "请问付了多少钱？",
        '<mark title="hz.foreign.bug 隐患：异物">虫</mark>',
        "把握 87%",
        "逐日说明",
        "个工作日",
        "确认受理",
        "第十五条",
        "/desk/evidence/",
        "在办 0 件",
    ):
        assert words in page


def test_identity_is_masked_everywhere_on_the_page(
    client: Browser, works: Works, case: CaseRow
) -> None:
    enter(client, _handler(works, case))
    page = client.get(_page(case)).text
    for secret in ("林晓", "13800138000", "景田街1号"):
        assert secret not in page
    for mask in ("林*", "138****8000", "福田区***"):
        assert mask in page


def test_a_look_at_identity_needs_a_reason_and_is_logged(
    client: Browser, works: Works, case: CaseRow
) -> None:
    enter(client, _handler(works, case))
    page = _page(case)
    token = csrf_of(client)
    answer = client.post(f"{page}/identity", data={"csrf": token, "reason": "  "})
    assert answer.headers["location"] == f"{page}?refused=reason_needed"
    shown = client.post(f"{page}/identity", data={"csrf": token, "reason": "电话核实凭证"})
    assert "13800138000" in shown.text
    assert "景田街1号" in shown.text
    assert "13800138000" not in client.get(page).text
    with works.read() as work:
        looks = [e for e in events(work, case.id) if e.kind == "identity_seen"]
    assert [look.actor for look in looks] == [f"officer:id-{_handler(works, case)}"]
    assert "查看身份信息" in client.get(page).text


@pytest.mark.parametrize("login", ["auditor1", "city1"])
def test_who_sees_a_case_without_working_it_can_not_look_at_identity(
    client: Browser, works: Works, case: CaseRow, login: str
) -> None:
    enter(client, login)
    page = _page(case)
    assert "查看完整身份信息" not in client.get(page).text
    form = {"csrf": csrf_of(client), "reason": "想看看是谁"}
    answer = client.post(f"{page}/identity", data=form)
    assert answer.status_code == 403
    assert "13800138000" not in answer.text
    with works.read() as work:
        assert "identity_seen" not in {e.kind for e in events(work, case.id)}


def test_without_the_token_of_the_session_nothing_is_revealed(
    client: Browser, works: Works, case: CaseRow
) -> None:
    enter(client, _handler(works, case))
    for form in ({"csrf": "x", "reason": "电话核实"}, {"reason": "电话核实"}):
        answer = client.post(f"{_page(case)}/identity", data=form)
        assert answer.status_code in (403, 422)
        assert "13800138000" not in answer.text


def test_an_anonymous_report_has_nobody_to_reveal(client: Browser, file: File) -> None:
    row = file(filing(report(facts=FUTIAN), reporter=None))[0]
    enter(client, "futianhead")
    page = client.get(f"/desk/cases/{row.number}").text
    assert "匿名" in page
    assert "查看完整身份信息" not in page


@pytest.mark.parametrize("login", ["baoan1", "admin1"])
def test_a_case_that_may_not_be_seen_is_like_one_that_does_not_exist(
    client: Browser, case: CaseRow, photo: str, login: str
) -> None:
    enter(client, login)
    here, nowhere = (client.get(f"/desk/cases/{n}") for n in (case.number, "SZ-20200101-0001"))
    assert (here.status_code, here.text) == (nowhere.status_code, nowhere.text)
    assert here.status_code == 404
    form = {"csrf": csrf_of(client), "reason": "电话核实"}
    here, nowhere = (
        client.post(f"/desk/cases/{n}/identity", data=form)
        for n in (case.number, "SZ-20200101-0001")
    )
    assert (here.status_code, here.text) == (nowhere.status_code, nowhere.text)
    here, nowhere = (client.get(f"/desk/evidence/{n}") for n in (photo, "nothing"))
    assert (here.status_code, here.text) == (nowhere.status_code, nowhere.text)


def test_evidence_is_a_plain_picture_for_those_who_see_the_case(
    client: Browser, works: Works, case: CaseRow, photo: str
) -> None:
    enter(client, _handler(works, case))
    answer = client.get(f"/desk/evidence/{photo}")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert Image.open(io.BytesIO(answer.content)).size == (64, 48)


def test_a_linked_case_is_named_only_to_those_who_may_see_it(
    client: Browser, works: Works, file: File
) -> None:
    elsewhere = report(facts=Facts(merchant="海味小馆", division="440306"))
    mine, other = file(filing(complaint().model_copy(update={"facts": FUTIAN}), elsewhere))
    enter(client, "city1")
    assert other.number in client.get(_page(mine)).text
    enter(client, _handler(works, mine))
    page = client.get(_page(mine)).text
    assert other.number not in page
    assert "关联案件" not in page


def test_an_auditor_gets_no_form_to_move_a_case(client: Browser, case: CaseRow) -> None:
    enter(client, "auditor1")
    page = client.get(_page(case)).text
    assert "只能查看" in page
    assert "/moves" not in page


def test_a_move_by_form_says_what_was_done_and_a_stale_one_why_not(
    client: Browser, works: Works, case: CaseRow
) -> None:
    enter(client, _handler(works, case))
    page = _page(case)
    form = {"csrf": csrf_of(client), "key": "k1", "move": "accept", "seen": "2"}
    answer = client.post(f"{page}/moves", data=form)
    assert answer.headers["location"] == f"{page}?done=accept"
    assert "已受理，对方会在聊天里收到通知" in client.get(f"{page}?done=accept").text
    answer = client.post(f"{page}/moves", data={**form, "key": "k2", "move": "note", "text": "x"})
    assert answer.headers["location"] == f"{page}?refused=changed&since=2"
    assert "您打开页面之后发生的" in client.get(answer.headers["location"]).text
    assert "案件有了新的动态" in client.get(f"{page}?refused=changed").text


def test_the_four_eyes_of_an_extension_show_on_the_page(client: Browser, file: File) -> None:
    row = file(filing(report(facts=FUTIAN, hazard=Hazard.expired)))[0]
    page = f"/desk/cases/{row.number}"
    enter(client, "futianhead")
    assert "批准延期" not in client.get(page).text
    form = {"csrf": csrf_of(client), "key": "k1", "move": "request_extension", "text": "要送检"}
    assert (
        client.post(f"{page}/moves", data=form).headers["location"].endswith("request_extension")
    )
    form = {"csrf": csrf_of(client), "key": "k2", "move": "extend"}
    answer = client.post(f"{page}/moves", data=form)
    assert answer.headers["location"] == f"{page}?refused=own_request"
    assert "不能由申请人本人批准" in client.get(f"{page}?refused=own_request").text


def test_nothing_in_the_address_is_printed_on_the_page(client: Browser, case: CaseRow) -> None:
    enter(client, "city1")
    page = client.get(_page(case), params={"done": "<b>x", "refused": "<b>y"}).text
    assert "<b>" not in page
    assert "操作没有执行" in page


@pytest.mark.parametrize("number", ["%00", "SZ%00", "%27%20OR%201=1--", "🍜", "x" * 3000, "%FF"])
def test_a_number_that_is_none_is_a_page_that_says_so(client: Browser, number: str) -> None:
    enter(client, "city1")
    for path in (f"/desk/cases/{number}", f"/desk/evidence/{number}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "没有" in answer.text


@pytest.mark.parametrize("login", ["\0", "futian1\0", "x" * 60, "🍜", "' OR 1=1 --"])
def test_a_login_that_is_none_is_refused_like_any_other(client: Browser, login: str) -> None:
    answer = client.post("/desk/sign-in", data={"login": login, "password": "\0"})
    assert answer.status_code == 401
    assert "登录名或密码不对" in answer.text


def test_a_move_that_wants_a_day_or_another_case_is_made_by_its_form(
    client: Browser, file: File, clock: SettableClock
) -> None:
    enter(client, "futianhead")
    dispute = file(filing(complaint().model_copy(update={"facts": FUTIAN})))[0]
    first, again = (file(filing(report(facts=FUTIAN, hazard=Hazard.expired)))[0] for _ in range(2))
    token, day = csrf_of(client), (clock() + timedelta(days=5)).date().isoformat()

    def make(number: str, move: str, **fields: str) -> str:
        form = {
            "csrf": token,
            "key": f"{number}-{move}-{fields}"[:9],
            "move": move,
            "anyway": "true",
            **fields,
        }
        answer = client.post(f"/desk/cases/{number}/moves", data=form)
        return str(answer.headers["location"]).partition("?")[2]

    assert make(dispute.number, "ask_papers", on="2020-01-01", text="证") == "refused=date_needed"
    assert make(dispute.number, "ask_papers", on="soon", text="证") == "refused=invalid"
    assert make(dispute.number, "ask_papers", on=day, text="身份证") == "done=ask_papers"
    assert "等待身份证明" in client.get(f"/desk/cases/{dispute.number}").text
    assert make(again.number, "link_repeat", case="X", text="重") == "refused=unknown_earlier"
    fields = {"case": first.number.lower(), "text": "同一件"}
    assert make(again.number, "link_repeat", **fields) == "done=link_repeat"
    assert "已并入先前举报" in client.get(f"/desk/cases/{again.number}").text
