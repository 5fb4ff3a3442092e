"""Going on with a case by its receipt code, on another device."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext

import httpx
import pytest

from api.contract.codes import Platform
from bot.inbox.receive import Receiver
from bot.web.refusal import Refused
from bot.web.resuming import EVEN_SECONDS, ReceiptShown, Resuming
from bot.wording import web as sentences
from tests.bot.inbox.wire import WireTracker, view_of

pytestmark = pytest.mark.usefixtures("plain_dialogue")

NUMBER, CODE = "SZ-20261121-0007", "K7QM-2F9D-XW4T-8HPA"


@pytest.fixture(autouse=True)
def filed(tracker: WireTracker) -> None:
    view = view_of(NUMBER, {"matters": [{"kind": "complaint"}]})
    tracker.codes[CODE] = [{**view, "question": "请补一张小票"}]


async def by_form(client: httpx.AsyncClient, number: str, code: str) -> httpx.Response:
    return await client.post("/resume", data={"number": number, "code": code})


async def test_the_form_leads_to_the_chat_with_the_case_in_it(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    assert "凭查询码继续办理" in (await browser.get("/resume")).text
    answer = await by_form(browser, f" {NUMBER} ", CODE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/#latest")
    page = (await browser.get("/")).text
    assert NUMBER in page
    assert "请补一张小票" in page
    asked = tracker.asked_by[0]
    assert asked["number"] == NUMBER
    assert asked["channel"]["platform"] == "web"
    assert asked["network"]


async def test_the_dialogue_knows_the_case_and_its_question(
    browser: httpx.AsyncClient, receiver: Receiver, tracker: WireTracker
) -> None:
    await by_form(browser, NUMBER, CODE)
    address = tracker.asked_by[0]["channel"]["address"]
    conversation = receiver.transcript.find(Platform.web, address)
    assert conversation is not None
    state = receiver._store.state(conversation)  # noqa: SLF001 - what is remembered has no other door
    assert state is not None
    assert NUMBER in state
    assert "请补一张小票" in state


async def test_wrong_halves_get_one_answer_on_the_page_and_keep_what_was_typed(
    browser: httpx.AsyncClient,
) -> None:
    wrong_code = await by_form(browser, NUMBER, "AAAA-AAAA-AAAA-AAAA")
    wrong_number = await by_form(browser, "SZ-20261121-0008", CODE)
    for answer in (wrong_code, wrong_number):
        assert answer.status_code == 404
        assert sentences.NO_MATCH in answer.text
    assert 'value="AAAA-AAAA-AAAA-AAAA"' in wrong_code.text
    same = wrong_number.text.replace("SZ-20261121-0008", NUMBER).replace(CODE, "*")
    assert same == wrong_code.text.replace("AAAA-AAAA-AAAA-AAAA", "*").replace(CODE, "*")


async def test_too_many_wrong_codes_are_refused_in_words(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    tracker.guesses = 0
    answer = await by_form(browser, NUMBER, CODE)
    assert answer.status_code == 429
    assert "请过 15 分钟再试" in answer.text


async def test_an_empty_field_and_an_absent_tracker_are_said(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    empty = await by_form(browser, NUMBER, " ")
    assert (empty.status_code, sentences.RESUME_INCOMPLETE in empty.text) == (422, True)
    tracker.away = True
    away = await by_form(browser, NUMBER, CODE)
    assert (away.status_code, sentences.RESUME_BUSY in away.text) == (503, True)


async def test_nothing_typed_becomes_markup(browser: httpx.AsyncClient) -> None:
    answer = await by_form(browser, '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in answer.text


async def test_a_foreign_page_opens_nothing(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    data = {"number": NUMBER, "code": CODE}
    answer = await browser.post("/resume", data=data, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert tracker.asked_by == []


async def test_programs_get_the_cases_or_a_problem(stranger: httpx.AsyncClient) -> None:
    token = (await stranger.post("/chat/sessions")).json()["token"]
    headers = {"authorization": f"Bearer {token}"}
    shown = {"number": NUMBER, "receipt_code": CODE}
    answer = await stranger.post("/chat/resume", json=shown, headers=headers)
    assert [view["number"] for view in answer.json()] == [NUMBER]
    lines = (await stranger.get("/chat/messages", headers=headers)).json()["lines"]
    assert NUMBER in lines[-1]["text"]
    wrong = await stranger.post(
        "/chat/resume", json={**shown, "receipt_code": "B"}, headers=headers
    )
    assert (wrong.status_code, wrong.json()["code"]) == (404, "unknown_case")


def noting(paused: list[float]) -> Callable[[float], Awaitable[None]]:
    async def pause(seconds: float) -> None:
        paused.append(seconds)

    return pause


@pytest.mark.parametrize("code", [CODE, "wrong"])
async def test_every_answer_is_made_to_take_as_long(
    receiver: Receiver, tracker: WireTracker, code: str
) -> None:
    paused: list[float] = []
    resuming = Resuming(receiver, tracker.client, noting(paused))
    shown = ReceiptShown(number=NUMBER, receipt_code=code)
    with nullcontext() if code == CODE else pytest.raises(Refused):
        await resuming.resume("somebody", None, shown)
    assert len(paused) == 1
    assert 0 < paused[0] <= EVEN_SECONDS
