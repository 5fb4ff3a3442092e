"""Who reported is looked at with a reason, mostly with consent, and never unseen."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from api.cases.repository import events
from api.cases.tables import CaseRow, IdentityRequest
from api.contract.models import Facts, Reporter
from api.kit.work import Works
from api.people.officers import create_officer
from api.people.tables import OfficerEvent
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import LIN, complaint, filing, report

from .conftest import PASSWORD, csrf_of, enter

File = Callable[..., list[CaseRow]]
FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")
PHONE = "13800138000"
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def case(file: File) -> CaseRow:
    return file(filing(report(facts=FUTIAN)))[0]


def _handler(works: Works, case: CaseRow) -> str:
    with works.read() as work:
        row = work.session.get_one(CaseRow, case.id)
    return str(row.handler_id).removeprefix("id-")


def _look(client: Browser, case: CaseRow) -> str:
    form = {"csrf": csrf_of(client), "reason": "当面核实举报内容"}
    answer = client.post(f"/desk/cases/{case.number}/identity", data=form)
    return answer.headers.get("location", answer.text)


def _ask(client: Browser, case: CaseRow, reason: str = "当面核实举报内容") -> str:
    form = {"csrf": csrf_of(client), "reason": reason}
    path = f"/desk/cases/{case.number}/identity/request"
    return str(client.post(path, data=form).headers["location"])


def _answer(client: Browser, answer: str, reason: str = "") -> str:
    page = client.get("/desk/identity").text
    found = re.search(r'action="/desk/identity/([^"]+)"', page)
    assert found
    form = {"csrf": csrf_of(client), "answer": answer, "reason": reason}
    answered = client.post(f"/desk/identity/{found[1]}", data=form)
    return str(answered.headers["location"])


def test_a_report_is_opened_by_two_people_for_some_hours(
    client: Browser, works: Works, case: CaseRow, clock: SettableClock
) -> None:
    login = _handler(works, case)
    enter(client, login)
    path = f"/desk/cases/{case.number}"
    assert "申请查看完整身份信息" in client.get(path).text
    assert _look(client, case) == f"{path}?refused=approval_needed"
    assert "先经身份信息保管员同意" in client.get(f"{path}?refused=approval_needed").text
    assert _ask(client, case, " ") == f"{path}?refused=reason_needed"
    assert _ask(client, case) == f"{path}?done=identity_asked"
    assert _ask(client, case) == f"{path}?refused=asked_already"
    assert "正在等保管员答复" in client.get(path).text
    assert _look(client, case) == f"{path}?refused=approval_needed"

    enter(client, "keeper1")
    assert "有人申请查看身份信息" in client.get("/desk/notices").text
    page = client.get("/desk/identity").text
    assert "当面核实举报内容" in page
    assert PHONE not in page
    assert _answer(client, "agree") == "/desk/identity?done=identity_granted"

    enter(client, login)
    assert "保管员同意您查看身份信息" in client.get("/desk/notices").text
    assert _ask(client, case) == f"{path}?refused=no_need"
    assert PHONE in _look(client, case)
    assert PHONE not in client.get(path).text
    clock.advance(hours=8, minutes=1)
    enter(client, login)
    assert _look(client, case) == f"{path}?refused=approval_needed"
    with works.read() as work:
        told = [(e.kind, e.actor) for e in events(work, case.id) if e.kind.startswith("identity")]
    assert told == [
        ("identity_asked", f"officer:id-{login}"),
        ("identity_granted", "officer:id-keeper1"),
        ("identity_seen", f"officer:id-{login}"),
    ]
    enter(client, "auditor1")
    page = client.get("/desk/identity").text
    assert "经同意" in page
    assert "等待答复" not in page


def test_consent_is_for_whoever_asked_and_for_that_case(
    client: Browser, works: Works, case: CaseRow, file: File
) -> None:
    other = file(filing(report(facts=FUTIAN), key="another"))[0]
    login = _handler(works, case)
    enter(client, login)
    _ask(client, case)
    enter(client, "keeper1")
    _answer(client, "agree")
    enter(client, "futianhead")
    assert "refused=approval_needed" in _look(client, case)
    enter(client, login)
    assert PHONE not in _look(client, other)


def test_a_refusal_needs_a_reason_and_reaches_the_asker(
    client: Browser, works: Works, case: CaseRow
) -> None:
    login = _handler(works, case)
    enter(client, login)
    _ask(client, case)
    enter(client, "keeper1")
    assert _answer(client, "refuse") == "/desk/identity?refused=reason_needed"
    assert _answer(client, "refuse", "电话已能核实") == "/desk/identity?done=identity_refused"
    enter(client, login)
    assert "不同意查看身份信息" in client.get("/desk/notices").text
    assert "refused=approval_needed" in _look(client, case)
    assert "done=identity_asked" in _ask(client, case)


def test_a_request_that_waited_too_long_is_asked_anew(
    client: Browser, works: Works, case: CaseRow, clock: SettableClock
) -> None:
    login = _handler(works, case)
    enter(client, login)
    _ask(client, case)
    clock.advance(hours=73)
    enter(client, "keeper1")
    assert "没有等待答复的申请" in client.get("/desk/identity").text
    enter(client, login)
    assert "done=identity_asked" in _ask(client, case)


def test_nobody_agrees_to_the_own_request(client: Browser, works: Works, case: CaseRow) -> None:
    with works.write() as work:
        both = create_officer(
            work,
            login="both1",
            name="双职",
            office="SZ",
            roles=["supervisor"],
            password=PASSWORD,
        )
    enter(client, "both1")
    _ask(client, case)
    with works.write() as work:
        work.session.get_one(type(both), both.id).roles = ["supervisor", "custodian"]
    page = client.get("/desk/identity").text
    assert "另一位保管员" in page
    with works.read() as work:
        request = work.session.exec(select(IdentityRequest)).one()
    form = {"csrf": csrf_of(client), "answer": "agree"}
    answer = client.post(f"/desk/identity/{request.id}", data=form)
    assert answer.headers["location"] == "/desk/identity?refused=own_request"


@pytest.mark.parametrize("login", ["futian1", "futianhead", "baoan1", "admin1"])
def test_the_custodians_page_exists_for_nobody_else(
    client: Browser, case: CaseRow, login: str
) -> None:
    enter(client, login)
    nothing = client.get("/desk/no-such-page")
    here = client.get("/desk/identity")
    assert (here.status_code, here.text) == (404, nothing.text)
    form = {"csrf": csrf_of(client), "answer": "agree"}
    assert client.post("/desk/identity/forged", data=form).status_code == 404


def test_a_forged_request_is_like_one_that_does_not_exist(
    client: Browser, case: CaseRow, works: Works
) -> None:
    enter(client, "futianhead")
    _ask(client, case)
    with works.write() as work:
        create_officer(
            work,
            login="keeper2",
            name="保管",
            office="SZ-BA",
            roles=["custodian"],
            password=PASSWORD,
        )
        there = work.session.exec(select(IdentityRequest)).one().id
    enter(client, "keeper2")
    form = {"csrf": csrf_of(client), "answer": "agree"}
    answers = {
        (one.status_code, one.text)
        for one in (client.post(f"/desk/identity/{no}", data=form) for no in (there, "forged"))
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_an_emergency_does_not_wait_for_consent(client: Browser, file: File, works: Works) -> None:
    row = file(filing(report(facts=FUTIAN, emergency=True)))[0]
    enter(client, _handler(works, row))
    assert PHONE in _look(client, row)


def test_a_person_is_found_by_the_whole_number_and_by_nothing_less(
    client: Browser, file: File, works: Works
) -> None:
    known = LIN.model_copy(update={"phone": "+86 138-0013-8000", "id_number": ID_NUMBER})
    row = file(filing(complaint().model_copy(update={"facts": FUTIAN}), reporter=known))[0]
    enter(client, "futianhead")

    def found(number: str) -> bool:
        form = {"csrf": csrf_of(client), "number": number}
        page = client.post("/desk/persons", data=form).text
        assert number not in page
        return row.number in page

    assert found(PHONE)
    assert found("138 0013 8000")
    assert found(ID_NUMBER.lower())
    assert not found("1380013800")
    assert not found("13800138001")
    assert not found("11010519491231")
    enter(client, "baoan1")
    assert not found(PHONE)
    with works.read() as work:
        log = work.session.exec(select(OfficerEvent)).all()
    assert [one.data["found"] for one in log] == [1, 1, 1, 0, 0, 0, 0]
    assert not any("8000" in str(one.data) for one in log)
    for login in ("auditor1", "admin1"):
        enter(client, login)
        assert client.get("/desk/persons").status_code == 404
        form = {"csrf": csrf_of(client), "number": PHONE}
        assert client.post("/desk/persons", data=form).status_code == 404


@pytest.mark.parametrize("number", ["11010519491231002A", "110105194912310021", "1" * 18, "1"])
def test_a_number_that_can_not_be_one_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="identity number"):
        Reporter(id_number=number)
