"""The real dispatcher over a wire of our own, and the real client over a tracker of our own."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from api.contract.client import Tracker
from api.contract.codes import Hazard, Kind, Move, Severity, State
from api.contract.desk import CaseCard, Choice, LawfulMove, QueueItem
from api.contract.models import Deadline, Facts
from bot.staff.bot import StaffBot
from tests.fakes.telegram import TOKEN, PtbWire, Telegram

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
NUMBER = "SZ-20261121-0007"

DUE = Deadline(
    rule="C01",
    name="告知是否受理",
    article="《市场监督管理投诉举报处理办法》第十五条",
    due_on=datetime(2026, 12, 1, tzinfo=UTC).date(),
    due_at=datetime(2026, 12, 1, 15, 59, 59, tzinfo=UTC),
    provisional=False,
    statutory=True,
)
ACCEPT = LawfulMove(move=Move.accept, label="受理", needs=(), article="第十五条")
REFUSE = LawfulMove(
    move=Move.refuse,
    label="不予受理",
    needs=("ground", "text"),
    article="第十五条",
    grounds=(Choice(code="C03-1", text="没有处理权限"), Choice(code="C03-2", text="已经处理过")),
)
ASK = LawfulMove(move=Move.ask, label="请对方补充", needs=("text",), article="")
REPLY = LawfulMove(move=Move.reply, label="回复对方", needs=("text",), article="")
TRANSFER = LawfulMove(move=Move.transfer, label="转办", needs=("office", "text"), article="")


def a_card(*moves: LawfulMove, state: State = State.received, seen: int = 3) -> CaseCard:
    return CaseCard(
        number=NUMBER,
        kind=Kind.complaint,
        hazard=Hazard.foreign_object,
        severity=Severity.general,
        emergency=False,
        state=state,
        open=True,
        office="福田监管局景田所",
        handler="王某",
        facts=Facts(merchant="老陈记<牛肉>火锅", district="福田区", place="景田南街"),
        deadlines=(DUE,),
        moves=moves,
        evidence=3,
        seen=seen,
        linked=("SZ-20261121-0008",),
    )


def an_item(number: str = NUMBER) -> QueueItem:
    return QueueItem(
        number=number,
        kind=Kind.complaint,
        hazard=Hazard.foreign_object,
        severity=Severity.general,
        emergency=True,
        state=State.received,
        office="景田所",
        handler=None,
        merchant="老陈记",
        place=None,
        received_at=NOW,
        next_due=DUE,
        waiting=True,
    )


class Office:
    """The tracker's staff door: one case, one officer, every move it was asked for."""

    def __init__(self) -> None:
        self.card = a_card(ACCEPT, REFUSE, ASK, REPLY, TRANSFER)
        self.after = a_card(ASK, REPLY, state=State.accepted, seen=4)
        self.items = [an_item()]
        self.moves: list[tuple[str, dict[str, Any]]] = []
        self.bindings: list[dict[str, str]] = []
        self.refusal: tuple[int, str, str] | None = None
        self.down = False

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("down")
        if self.refusal and (request.method == "POST" or self.refusal[0] != 409):
            return _problem(*self.refusal)
        body = json.loads(request.content) if request.content else {}
        match request.url.path.split("/")[3:]:
            case ["bindings"]:
                self.bindings.append(body)
                officer = {
                    "login": "wang",
                    "name": "王某",
                    "office": "景田所",
                    "roles": ["handler"],
                }
                return httpx.Response(200, json=officer)
            case ["queue"]:
                items = [item.model_dump(mode="json") for item in self.items]
                return httpx.Response(200, json=items)
            case ["cases", number] if number == NUMBER:
                return httpx.Response(200, content=self.card.model_dump_json())
            case ["cases", number, "moves"] if number == NUMBER:
                self.moves.append((request.headers["x-staff-chat"], body))
                self.card = self.after
                return httpx.Response(204)
            case _:
                return _problem(404, "unknown_case", "没有这个案件。")


def _problem(status: int, code: str, detail: str) -> httpx.Response:
    body = {"title": code, "status": status, "code": code, "detail": detail}
    return httpx.Response(status, json=body)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
async def tracker(office: Office) -> AsyncIterator[Tracker]:
    transport = httpx.MockTransport(office.answer)
    async with httpx.AsyncClient(transport=transport, base_url="http://tracker") as http:
        yield Tracker(http)


@pytest.fixture
async def staff(telegram: Telegram, tracker: Tracker) -> AsyncIterator[StaffBot]:
    bot = StaffBot(TOKEN, "https://api.invalid", tracker, lambda: NOW, request=PtbWire(telegram))
    yield bot
    await bot.stop()
