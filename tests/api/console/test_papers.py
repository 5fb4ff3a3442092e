"""The official forms: filled from the case, masked until a reason is given, one page of A4."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from api.cases.repository import events
from api.cases.tables import CaseRow
from api.contract.codes import Hazard, Move, Severity
from api.contract.desk import MoveRequest
from api.contract.models import Facts
from api.desk.moving import move_case
from api.kit.work import Works
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.forms import load_papers
from tests.fakes.browser import Browser
from tests.fakes.chromium import needs_chromium, started
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import PASSWORD, csrf_of, enter

FUTIAN = Facts(
    merchant="老陈记牛肉火锅（景田店）",
    merchant_address="福田区景田北街 12 号一楼",
    place="景田北街 12 号",
    district="福田区",
    division="440304",
    street="440304008",
    when="昨天晚上",
    food="毛肚",
    amount=268,
    people_ill=3,
)
LONG = (
    "经核查，"
    + "现场检查了进货查验记录、餐具消毒和后厨卫生，" * 12
    + "12月3日上午请带小票到一楼，由调解人员说明。"
)
Make = Callable[..., None]


@pytest.fixture
def make(works: Works, city: City, staff: dict[str, Officer], clock: SettableClock) -> Make:
    keys = iter(range(1000))

    def run(number: str, *moves: Move, drawn: str = "C15-1") -> None:
        for move in moves:
            with works.write() as work:
                officer = work.session.get_one(Officer, "id-futianhead")
                ground = {Move.refuse: "C03-4", Move.terminate: "C12-3", Move.not_file: "R04-5"}
                request = MoveRequest(
                    move=move,
                    key=f"k{next(keys)}",
                    text=LONG,
                    anyway=True,
                    ground=ground.get(move, drawn),
                    on=clock().date().replace(day=28),
                )
                move_case(work, city, officer, number, request)

    return run


@pytest.fixture
def cases(file: Callable[..., list[CaseRow]], make: Make) -> dict[str, str]:
    """The number of a case for every form."""
    dispute = complaint().model_copy(update={"facts": FUTIAN})
    ill = report(facts=FUTIAN, hazard=Hazard.poisoning, severity=Severity.general)
    nobody_ill = FUTIAN.model_copy(update={"people_ill": None})  # stays with the street's office
    plain = dispute.model_copy(update={"facts": nobody_ill})
    settled, ended, refused = (file(filing(one))[0].number for one in (plain, dispute, dispute))
    told = file(filing(ill))[0].number
    make(settled, Move.ask_papers, Move.accept, Move.invite, Move.settle, Move.draw_agreement)
    make(ended, Move.accept, Move.terminate)
    make(refused, Move.refuse)
    make(told, Move.not_file, Move.close)
    return {
        **dict.fromkeys(("1", "4", "5", "7", "9"), settled),
        "8": ended,
        "6": refused,
        **dict.fromkeys(("2", "10", "11"), told),
    }


def test_every_form_is_filled_and_states_its_ground(
    client: Browser, cases: dict[str, str]
) -> None:
    enter(client, "futianhead")
    for form in load_papers():
        if form.code not in cases:
            continue
        for copy in form.copies:
            path = f"/desk/cases/{cases[form.code]}/papers/{form.code}?whom={copy}"
            answer = client.get(path)
            assert answer.status_code == 200, (form.name, answer.text)
            page = answer.text
            assert f"<h1>{form.name}</h1>" in page
            assert "依据：《" in page
            assert "{" not in re.sub(r"<style.*?</style>", "", page)
            assert "style=" not in page
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "13800138000" not in page
            assert "林晓" not in page


@pytest.mark.parametrize(
    ("drawn", "issued"), [("C15-1", ["5", "9"]), ("C15-2", ["5"]), ("C15-3", ["5"])]
)
def test_an_agreement_without_a_paper_issues_none(
    drawn: str, issued: list[str], file: Callable[..., list[CaseRow]], make: Make, works: Works
) -> None:
    dispute = complaint().model_copy(update={"facts": FUTIAN})
    case = file(filing(dispute))[0]
    make(case.number, Move.accept, Move.settle, Move.draw_agreement, drawn=drawn)
    with works.read() as work:
        told = [one for one in events(work, case.id) if one.kind == "paper_issued"]

    assert [one.data["form"] for one in told] == issued


def test_programs_get_the_forms_as_text(client: Browser, cases: dict[str, str]) -> None:
    enter(client, "futianhead")
    papers = client.get(f"/desk/api/cases/{cases['8']}/papers").json()
    assert [paper["code"] for paper in papers] == ["1", "5", "8", "8", "11"]
    assert papers[3]["to"] == FUTIAN.merchant
    assert "第二十三条" in papers[3]["text"]
    assert "林晓" not in str(papers)


def test_the_trader_reads_nothing_of_a_report(
    client: Browser, file: Callable[..., list[CaseRow]], make: Make
) -> None:
    dispute = complaint().model_copy(update={"facts": FUTIAN})
    one, other = file(filing(dispute, report(facts=FUTIAN)))
    make(one.number, Move.accept, Move.invite, Move.find_clue, Move.terminate)
    enter(client, "futianhead")
    for code in ("7", "8"):
        page = client.get(f"/desk/cases/{one.number}/papers/{code}?whom=trader").text
        assert "老陈记" in page
        assert other.number not in page
        assert "举报" not in page.replace("投诉举报处理办法", "")
        assert "线索" not in page
        assert "景田街1号" not in page
    assert client.get(f"/desk/cases/{other.number}/papers/8?whom=trader").status_code == 404


def test_an_identity_is_filled_in_with_a_reason_and_the_look_is_an_event(
    client: Browser, cases: dict[str, str]
) -> None:
    enter(client, "futian1")
    path = f"/desk/cases/{cases['1']}/papers/1"
    token = csrf_of(client)
    refused = client.post(path, data={"csrf": token, "whom": "file", "reason": "x"})
    assert refused.status_code == 400
    page = client.post(path, data={"csrf": token, "whom": "file", "reason": "归档登记"}).text
    assert "林晓" in page
    assert "13800138000" in page
    assert "查看身份信息" in client.get(f"/desk/cases/{cases['1']}").text
    enter(client, "auditor1")
    body = {"csrf": csrf_of(client), "whom": "file", "reason": "归档登记"}
    assert client.post(path, data=body).status_code == 403


@pytest.fixture
def address(app: FastAPI, staff: dict[str, Officer]) -> Iterator[str]:
    assert staff
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_form_prints_to_one_page_of_a4(
    address: str, cases: dict[str, str], tmp_path: Path
) -> None:
    with started() as browser:
        page = browser.new_context(base_url=address, locale="zh-CN").new_page()
        page.goto("/desk/sign-in")
        page.get_by_label("登录名").fill("futianhead")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/desk")
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        for form in load_papers():
            if form.code not in cases:
                continue
            page.goto(f"/desk/cases/{cases[form.code]}/papers/{form.code}")
            page.screenshot(path=tmp_path / f"{form.code}.png", full_page=True)
            printed = page.pdf(prefer_css_page_size=True, print_background=False)
            (tmp_path / f"{form.code}.pdf").write_bytes(printed)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, form.name
            assert re.search(rb"/MediaBox\s*\[0 0 59[456][.\d]* 84[123]", printed), form.name
    assert faults == []
