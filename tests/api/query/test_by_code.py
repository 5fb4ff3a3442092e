"""A receipt code opens a case elsewhere: in part, evenly, and not to guessing."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from sqlmodel import select

from api.cases.repository import by_number
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.contract.codes import Demand, Move, Platform
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport
from api.contract.models import ChannelRef, Facts, Reporter, Supplement, Withdrawal
from api.intake.telling import supplement, withdraw
from api.kit.errors import Forbidden, NotFound
from api.kit.work import Work, Works
from api.outbox.service import claim, report
from api.people.followers import MOST, follow, followers
from api.people.reporters import identity
from api.people.tables import FurtherChannel
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing
from tests.fakes.filing import report as reported

WRONG = "AAAA-AAAA-AAAA-AAAA"
OTHER = ChannelRef(platform=Platform.web, address="another-device")
Filed = tuple[list[CaseRow], str]


@pytest.fixture
def filed(open_cases: Callable[..., Any]) -> Filed:
    """A complaint and a report of Lin's, with their code."""
    found: Filed = open_cases(filing(complaint(), reported()))
    return found


def body(number: str, code: str, channel: ChannelRef = OTHER, **more: Any) -> dict[str, Any]:
    shown = channel.model_dump(mode="json")
    return {"number": number, "receipt_code": code, "channel": shown, **more}


async def mine(door: httpx.AsyncClient, channel: ChannelRef = OTHER) -> list[dict[str, Any]]:
    request = {"channel": channel.model_dump(mode="json"), "open_only": False}
    found: list[dict[str, Any]] = (await door.post("/v1/cases/mine", json=request)).json()
    return found


def deliveries(works: Works) -> list[Delivery]:
    with works.write() as work:
        return claim(work, ClaimRequest(worker="w", platforms=(Platform.web,), limit=100))


async def test_the_code_opens_all_cases_of_its_filing_from_now_on(
    door: httpx.AsyncClient, filed: Filed
) -> None:
    cases, code = filed
    assert await mine(door) == []
    answer = await door.post("/v1/cases/follow", json=body(cases[1].number, code.lower()))
    numbers = {case.number for case in cases}
    assert answer.status_code == 200
    assert {view["number"] for view in answer.json()} == numbers
    assert {view["number"] for view in await mine(door)} == numbers
    assert {view["number"] for view in await mine(door, CHANNEL)} == numbers


@pytest.mark.parametrize("path", ["follow", "progress"])
async def test_its_holder_sees_dates_and_results_but_not_who_or_what_was_told(
    door: httpx.AsyncClient, filed: Filed, desk: Callable[..., CaseRow], path: str
) -> None:
    cases, code = filed
    number = cases[0].number
    desk("futian", number, Move.ask, text="林晓您好，13800138000 打不通，请补一张小票")
    answer = await door.post(f"/v1/cases/{path}", json=body(number, code))
    assert answer.status_code == 200
    views = answer.json() if path == "follow" else [answer.json()]
    view = next(view for view in views if view["number"] == number)
    assert view["deadlines"]
    assert view["state"] == "received"
    assert view["question"] == "**您好，*********** 打不通，请补一张小票"
    for hidden in ("林", "1380", "景田", "老陈记"):
        assert hidden not in answer.text


async def test_progress_alone_opens_nothing_for_later(
    door: httpx.AsyncClient, filed: Filed
) -> None:
    cases, code = filed
    assert (
        await door.post("/v1/cases/progress", json=body(cases[0].number, code))
    ).status_code == 200
    assert await mine(door) == []


@pytest.mark.parametrize("path", ["follow", "progress"])
async def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(
    door: httpx.AsyncClient, filed: Filed, path: str
) -> None:
    cases, code = filed
    tries = [(cases[0].number, WRONG), ("SZ-20261121-9999", code), ("", ""), ("x\x00", "林" * 60)]
    answers = [await door.post(f"/v1/cases/{path}", json=body(*one)) for one in tries]
    assert {(a.status_code, a.content) for a in answers} == {(404, answers[0].content)}
    assert answers[0].json()["code"] == "unknown_case"


async def test_a_code_of_another_filing_does_not_fit(
    door: httpx.AsyncClient, filed: Filed, open_cases: Callable[..., Any]
) -> None:
    _, code = open_cases(filing(reported(), channel=OTHER))
    answer = await door.post("/v1/cases/follow", json=body(filed[0][0].number, code))
    assert answer.status_code == 404


async def test_after_five_wrong_codes_a_quarter_of_an_hour_passes(
    door: httpx.AsyncClient, filed: Filed, clock: SettableClock
) -> None:
    cases, code = filed
    number = cases[0].number
    for _ in range(5):
        assert (await door.post("/v1/cases/follow", json=body(number, WRONG))).status_code == 404
    late = await door.post("/v1/cases/progress", json=body(number, code))
    assert (late.status_code, late.json()["code"]) == (429, "too_many_codes")
    assert "15 分钟" in late.json()["detail"]
    assert (
        await door.post("/v1/cases/progress", json=body(number, code, CHANNEL))
    ).status_code == 200
    clock.advance(minutes=15, seconds=1)
    assert (await door.post("/v1/cases/follow", json=body(number, code))).status_code == 200


async def guess_afresh(door: httpx.AsyncClient, number: str, code: str, times: int) -> list[int]:
    """From a network, each time in a new chat."""
    answers = []
    for at in range(times):
        chat = ChannelRef(platform=Platform.web, address=f"fresh-{number}-{at}")
        one = body(number, code, chat, network="203.0.113.9")
        answers.append((await door.post("/v1/cases/follow", json=one)).status_code)
    return answers


async def test_fresh_chats_of_one_network_are_counted_together(
    door: httpx.AsyncClient, filed: Filed
) -> None:
    (case, other), code = filed
    assert await guess_afresh(door, case.number, WRONG, 5) == [404] * 5
    assert await guess_afresh(door, case.number.replace("-", " "), code, 1) == [429]
    assert await guess_afresh(door, other.number, code, 1) == [200]
    elsewhere = body(case.number, code, OTHER, network="203.0.113.8")
    assert (await door.post("/v1/cases/follow", json=elsewhere)).status_code == 200


async def test_a_network_that_tries_many_numbers_is_stopped(
    door: httpx.AsyncClient, filed: Filed
) -> None:
    tried = [await guess_afresh(door, f"SZ-20261121-1{at:03}", WRONG, 5) for at in range(10)]
    assert tried == [[404] * 5] * 10
    assert await guess_afresh(door, filed[0][0].number, filed[1], 1) == [429]


async def test_right_codes_are_not_counted_and_forgive_no_wrong_one(
    door: httpx.AsyncClient, filed: Filed
) -> None:
    cases, code = filed
    number = cases[0].number
    for _ in range(4):
        await door.post("/v1/cases/follow", json=body(number, WRONG))
    for _ in range(6):
        assert (await door.post("/v1/cases/follow", json=body(number, code))).status_code == 200
    await door.post("/v1/cases/follow", json=body(number, WRONG))
    assert (await door.post("/v1/cases/follow", json=body(number, code))).status_code == 429


def open_elsewhere(works: Works, case_id: str, channel: ChannelRef = OTHER) -> None:
    with works.write() as work:
        follow(work, case_id, channel)


def said(clock: SettableClock, **more: Any) -> Supplement:
    return Supplement(key="s1", channel=OTHER, at=clock(), **more)


def test_its_holder_adds_words_but_changes_neither_facts_nor_identity(
    works: Works, filed: Filed, clock: SettableClock
) -> None:
    case = filed[0][0]
    told = said(
        clock,
        text="补充：电话换成 13911112222，还要赔偿",
        facts=Facts(merchant="别的店", demand=(Demand.compensation,)),
        reporter=Reporter(name="冒名", phone="13911112222"),
    )
    with works.write() as work, pytest.raises(NotFound):
        supplement(work, case.number, told)
    open_elsewhere(works, case.id)
    with works.write() as work:
        supplement(work, case.number, told)
    with works.read() as work:
        now = by_number(work, case.number)
        assert now is not None
        assert now.facts == case.facts
        known = identity(work, case.id)
        assert known is not None
        assert (known.name, known.phone) == ("林晓", "13800138000")
        last = thread(work, case.id)[-1]
        assert (last.text, last.data["by_code"]) == (told.text, True)


def test_its_holder_takes_nothing_back(works: Works, filed: Filed, clock: SettableClock) -> None:
    case = filed[0][0]
    open_elsewhere(works, case.id)
    wish = Withdrawal(key="w1", channel=OTHER, at=clock())
    with works.write() as work, pytest.raises(Forbidden):
        withdraw(work, case.number, wish)
    with works.read() as work:
        now = by_number(work, case.number)
        assert now is not None
        assert now.state == "received"


def test_a_result_reaches_both_chats_the_form_only_the_first(
    works: Works, filed: Filed, desk: Callable[..., CaseRow]
) -> None:
    case = filed[0][0]
    open_elsewhere(works, case.id)
    deliveries(works)
    desk("futian", case.number, Move.accept)
    got = {one.address: one.notice for one in deliveries(works)}
    assert got.keys() == {CHANNEL.address, OTHER.address}
    assert got[CHANNEL.address].paper
    assert got[OTHER.address].paper is None
    assert got[OTHER.address].merchant is None
    assert got[OTHER.address].deadline == got[CHANNEL.address].deadline


def told_of(works: Works, one: Delivery, **more: Any) -> None:
    with works.write() as work:
        report(work, one.id, DeliveryReport(worker="w", delivered=False, **more))


def undelivered(work: Work, case_id: str) -> int:
    return sum(entry.kind == "undelivered" for entry in thread(work, case_id))


def test_a_dead_first_chat_is_no_loss_while_another_is_told(
    works: Works, filed: Filed, desk: Callable[..., CaseRow]
) -> None:
    case = filed[0][0]
    open_elsewhere(works, case.id)
    deliveries(works)
    desk("futian", case.number, Move.accept)
    first, other = sorted(deliveries(works), key=lambda one: one.address == OTHER.address)
    told_of(works, first, dead=True, reason="left")
    with works.read() as work:
        assert undelivered(work, case.id) == 0
    told_of(works, other, dead=True, reason="left")
    with works.read() as work:
        assert undelivered(work, case.id) == 1
        assert followers(work, case.id) == []
    desk("futian", case.number, Move.reply, text="有结果了")
    assert deliveries(works) == []
    with works.read() as work:
        assert undelivered(work, case.id) == 2


def test_only_the_latest_few_chats_are_told(
    works: Works, filed: Filed, clock: SettableClock
) -> None:
    case = filed[0][0]
    for at in range(MOST + 2):
        clock.advance(minutes=1)
        open_elsewhere(works, case.id, ChannelRef(platform=Platform.web, address=f"d{at}"))
    with works.read() as work:
        told = [one.channel.address for one in followers(work, case.id)]
    assert told == [f"d{at}" for at in range(MOST + 1, 1, -1)]


def test_the_first_chat_does_not_become_a_second_one(works: Works, filed: Filed) -> None:
    open_elsewhere(works, filed[0][0].id, CHANNEL)
    with works.read() as work:
        assert work.session.exec(select(FurtherChannel)).all() == []


def test_a_further_chat_lies_sealed(works: Works, filed: Filed) -> None:
    open_elsewhere(works, filed[0][0].id)
    with works.read() as work:
        row = work.session.exec(select(FurtherChannel)).one()
    assert OTHER.address not in row.blind
    assert OTHER.address.encode() not in row.sealed
