"""Loads that agree with the queue, breaches with their reasons, approvals by another."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.clock.ticker import catch_up
from api.console.team import COUNTED, loads
from api.contract.codes import Move
from api.contract.desk import MoveRequest
from api.contract.models import Facts
from api.desk.moving import move_case
from api.kit.errors import Forbidden
from api.kit.keys import Keyring
from api.kit.work import Works
from api.people import staffchat
from api.people.tables import Officer
from api.verify import faults
from knowledge.cities.city import City
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import csrf_of, enter
from .test_browser import FUTIAN

File = Callable[..., list[CaseRow]]
Make = Callable[..., None]


@pytest.fixture
def make(works: Works, city: City, staff: dict[str, Officer]) -> Make:
    assert staff
    keys = iter(range(1000))

    def run(who: str, number: str, move: Move, **more: Any) -> None:
        with works.write() as work:
            officer = work.session.get_one(Officer, who if who.startswith("id-") else f"id-{who}")
            move_case(
                work,
                city,
                officer,
                number,
                MoveRequest(move=move, key=f"m{next(keys)}", anyway=True, **more),
            )

    return run


@pytest.fixture
def mixed(file: File, clock: SettableClock, works: Works) -> list[CaseRow]:
    """Late, due soon, fresh, urgent, and one of another office."""
    matter = complaint().model_copy(update={"facts": FUTIAN})
    found = file(filing(matter))
    clock.advance(days=8)
    found += file(filing(report(facts=FUTIAN)))
    clock.advance(days=3)
    catch_up(works, "ticker")
    found += file(filing(matter.model_copy(update={"emergency": True})))
    found += file(filing(report(facts=Facts(merchant="沙井粥铺", division="440306"))))
    return found


def test_every_count_of_the_loads_opens_as_many_cases_of_the_queue(
    client: Browser, mixed: list[CaseRow], works: Works, city: City, staff: dict[str, Officer]
) -> None:
    assert mixed
    for login in ("futianhead", "auditor1"):
        enter(client, login)
        with works.read() as work:
            offices, handlers = loads(work, city, staff[login])
        assert sum(one.load.counts[COUNTED[0]] for one in offices) == len(mixed) - (
            login == "futianhead"
        )
        told = [(f"office={one.code}", one.load) for one in offices]
        told += [(f"handler={one.id}", one.load) for one in handlers]
        page = client.get("/desk/team").text
        for whose, load in told:
            for scope, count in load.counts.items():
                found = client.get(f"/desk/api/queue?scope={scope}&{whose}").json()
                assert len(found) == count, (whose, scope)
        linked = re.findall(r'href="/desk\?scope=(\w+)&amp;([\w=-]+)"[^>]*>(\d+)</a>', page)
        assert linked
        for scope, whose, count in linked:
            assert client.get(f"/desk?scope={scope}&{whose}").text.count('class="number"') == int(
                count
            )


def test_a_breach_waits_for_its_reason_and_keeps_it(
    client: Browser, mixed: list[CaseRow], works: Works
) -> None:
    late = mixed[0]
    handler = str(late.handler_id).removeprefix("id-")
    enter(client, handler)
    page = client.get("/desk/breaches").text
    clocks = re.findall(r'action="/desk/breaches/(\d+)"', page)
    assert len(clocks) == 2  # the limit by law and the promise
    csrf = csrf_of(client)
    form = {"csrf": csrf, "reason": "短", "at": "month=2026-12&evil=1"}
    answer = client.post(f"/desk/breaches/{clocks[0]}", data=form)
    assert answer.headers["location"] == (
        "/desk/breaches?month=2026-12&refused=breach_reason_needed"
    )
    form["reason"] = "经办人员借调，<b>材料</b>迟到"
    answer = client.post(f"/desk/breaches/{clocks[0]}", data=form)
    assert answer.headers["location"].endswith("done=breach_explained")
    assert clocks[0] not in re.findall(
        r'action="/desk/breaches/(\d+)"', client.get("/desk/breaches").text
    )
    for who in ("futianhead", "auditor1"):
        enter(client, who)
        shown = client.get("/desk/breaches?explained=true").text
        assert "经办人员借调，&lt;b&gt;材料&lt;/b&gt;迟到" in shown
        assert "经办人员借调" not in client.get("/desk/breaches?month=2025-01").text
    enter(client, "auditor1")
    assert 'action="/desk/breaches/' not in client.get("/desk/breaches").text
    enter(client, "baoan1")
    assert late.number not in client.get("/desk/breaches?explained=true").text
    stolen = client.post(
        f"/desk/breaches/{clocks[1]}", data={"csrf": csrf_of(client), "reason": "不是我的案件"}
    )
    nowhere = client.post(
        "/desk/breaches/99999", data={"csrf": csrf_of(client), "reason": "不是我的案件"}
    )
    assert stolen.headers["location"] == nowhere.headers["location"]
    with works.read() as work:
        assert [e.kind for e in events(work, late.id)].count("breach_explained") == 1
        assert list(faults(work)) == []


def test_what_was_done_late_is_no_longer_waited_for(
    client: Browser, mixed: list[CaseRow], make: Make
) -> None:
    enter(client, "futianhead")
    page = f"/desk/cases/{mixed[0].number}"
    assert "C01 超过期限仍未办理" in client.get(page).text
    make("futianhead", mixed[0].number, Move.accept)
    assert "C01 超过期限仍未办理" not in client.get(page).text


def test_a_month_that_is_none_is_explained(client: Browser) -> None:
    enter(client, "futianhead")
    assert client.get("/desk/breaches?month=2026-13").status_code == 400


def test_money_that_came_back_and_what_was_published_are_figures(
    client: Browser, file: File, make: Make, clock: SettableClock
) -> None:
    numbers = [file(filing(complaint()))[0].number for _ in range(2)]
    for number in numbers:
        make("futianhead", number, Move.accept)
        make("futianhead", number, Move.settle, text="退款")
        make("futianhead", number, Move.draw_agreement, ground="C15-2", text="当场退款")
        make("futianhead", number, Move.close, text="已办结")
    make("futianhead", numbers[0], Move.record_recovery, amount="268.5")
    make("futianhead", numbers[1], Move.record_recovery, amount="31.50")
    make("futianhead", numbers[1], Move.publish, text="市局网站消费投诉公示栏")
    enter(client, "futianhead")
    lines = client.get(f"/desk/api/compliance?month={clock():%Y-%m}").json()
    whole = {f["name"]: f for line in lines if line["handler"] is None for f in line["figures"]}
    assert (whole["消费投诉信息公示率"]["met"], whole["消费投诉信息公示率"]["total"]) == (1, 2)
    assert whole["挽回经济损失"]["amount"] == "300.00"
    page = client.get("/desk/compliance").text
    for name in (
        *("投诉按时初查率", "投诉按时办结率", "举报按时核查率", "调解成功率"),
        *("消费投诉信息公示率", "挽回经济损失"),
    ):
        assert f'<th scope="col">{name}</th>' in page
        assert f"<dt>{name}</dt>" in page
    assert "300.00 元" in page
    elsewhere = client.get("/desk/compliance?office=SZ-BA").text
    assert "300.00 元" not in elsewhere
    assert "300.00 元" in client.get("/desk/compliance?office=SZ-FT").text


@pytest.fixture
def asked(file: File, make: Make) -> CaseRow:
    case = file(filing(report(facts=FUTIAN)))[0]
    make(str(case.handler_id), case.number, Move.request_extension, text="等检验报告")
    return case


def test_approvals_stand_in_one_place_and_lead_back_to_it(
    client: Browser, asked: CaseRow, file: File, make: Make
) -> None:
    recusal = file(filing(complaint().model_copy(update={"facts": FUTIAN})))[0]
    make(str(recusal.handler_id), recusal.number, Move.accept)
    make(str(recusal.handler_id), recusal.number, Move.ask_recusal, ground="C11-1", text="亲属")
    enter(client, "futianhead")
    client.post(
        f"/desk/cases/{asked.number}/identity/request",
        data={"csrf": csrf_of(client), "reason": "电话核实情况"},
    )
    page = client.get("/desk/approvals").text
    assert "等检验报告" in page
    assert recusal.number in page
    key, seen = (re.search(rf'name="{n}" value="([^"]+)"', page)[1] for n in ("key", "seen"))  # type: ignore[index] # both stand there
    form = {"csrf": csrf_of(client), "key": key, "seen": seen, "back": "approvals"}
    refused = client.post(
        f"/desk/cases/{asked.number}/moves", data=form | {"move": "reject_extension"}
    )
    assert refused.headers["location"] == "/desk/approvals?refused=text_needed"
    done = client.post(f"/desk/cases/{asked.number}/moves", data=form | {"move": "extend"})
    assert done.headers["location"] == "/desk/approvals?done=extend"
    assert "等检验报告" not in client.get("/desk/approvals").text
    enter(client, "keeper1")
    page = client.get("/desk/approvals").text
    assert "电话核实情况" in page
    request = re.search(r'action="/desk/identity/([^"]+)"', page)
    assert request
    agreed = client.post(
        f"/desk/identity/{request[1]}",
        data={"csrf": csrf_of(client), "answer": "agree", "back": "approvals"},
    )
    assert agreed.headers["location"] == "/desk/approvals?done=identity_granted"
    enter(client, "futian1")
    assert client.get("/desk/approvals").status_code == 404


@pytest.mark.parametrize("whose", ["asked it", "handles it"])
def test_nobody_approves_their_own_through_any_door(
    client: Browser,
    asked: CaseRow,
    make: Make,
    works: Works,
    keys: Keyring,
    whose: str,
) -> None:
    other = {"id-futian1": "id-futian2", "id-futian2": "id-futian1"}[str(asked.handler_id)]
    who = str(asked.handler_id)
    with works.write() as work:
        case = by_number(work, asked.number)
        assert case is not None
        for one in (who, other):
            work.session.get_one(Officer, one).roles = ["handler", "approver", "supervisor"]
        if whose == "asked it":  # and no longer handles it
            case.handler_id = other
            who = str(asked.handler_id)
        else:  # and somebody else asked
            case.handler_id = who = other
        officer = work.session.get_one(Officer, who)
        code = staffchat.make_code(work, who)
        staffchat.bind(work, code, "4711", "chat")
        login = officer.login
    enter(client, login)
    csrf = csrf_of(client)
    assert "由另一位负责人决定" in client.get("/desk/approvals").text
    for move, text in (("extend", ""), ("reject_extension", "不同意")):
        form = {"move": move, "key": "k", "text": text, "csrf": csrf}
        by_form = client.post(f"/desk/cases/{asked.number}/moves", data=form)
        assert by_form.headers["location"].endswith("refused=own_request")
        body = {"move": move, "key": "k", "text": text}
        by_json = client.post(
            f"/desk/api/cases/{asked.number}/moves", json=body, headers={"x-csrf-token": csrf}
        )
        assert (by_json.status_code, by_json.json()["code"]) == (403, "own_request")
        service = {"authorization": f"Bearer {keys.service_token()}", "x-staff-chat": "4711"}
        by_bot = client.post(f"/v1/staff/cases/{asked.number}/moves", json=body, headers=service)
        assert (by_bot.status_code, by_bot.json()["code"]) == (403, "own_request")
    make("futianhead", asked.number, Move.extend)


def test_a_term_is_fixed_by_another_than_the_handler(
    asked: CaseRow, make: Make, works: Works
) -> None:
    who = str(asked.handler_id)
    make("futianhead", asked.number, Move.extend)
    make(who, asked.number, Move.file)
    make(who, asked.number, Move.request_extension, text="案情复杂")
    make("futianhead", asked.number, Move.extend)
    with works.write() as work:
        work.session.get_one(Officer, who).roles = ["handler", "approver"]
    with pytest.raises(Forbidden, match="own_request"):
        make(who, asked.number, Move.fix_term, on="2027-06-01", text="集体讨论决定")
    make("futianhead", asked.number, Move.fix_term, on="2027-06-01", text="集体讨论决定")
