"""The real dispatcher over a wire of our own, and the real client over a tracker of our own."""

import json
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.contract.client import Tracker
from api.contract.codes import Hazard, Kind, Mark, Move, Severity, State
from api.contract.desk import CaseCard, Choice, Latest, LawfulMove, QueueItem, QueuePage
from api.contract.models import Deadline, Facts
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.staff.bot import StaffBot
from tests.fakes.clock import SettableClock
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
ACCEPT = LawfulMove(
    move=Move.accept, label="受理", needs=(), article="第十五条", done="已受理，对方会收到通知。"
)
REFUSE = LawfulMove(
    move=Move.refuse,
    label="不予受理",
    needs=("ground", "text"),
    article="第十五条",
    grounds=(Choice(code="C03-1", text="没有处理权限"), Choice(code="C03-2", text="已经处理过")),
)
ASK = LawfulMove(move=Move.ask, label="请对方补充", needs=("text",), article="")
REPLY = LawfulMove(
    move=Move.reply, label="回复对方", needs=("text",), article="", done="回复已发给对方。"
)
NOTE = LawfulMove(move=Move.note, label="内部备注", needs=("text",), article="")
TRANSFER = LawfulMove(move=Move.transfer, label="转办", needs=("office", "text"), article="")
PAPERS = LawfulMove(
    move=Move.ask_papers, label="限期提供身份证明", needs=("date", "text"), article=""
)
REPEAT = LawfulMove(
    move=Move.link_repeat, label="登记为重复举报", needs=("case", "text"), article=""
)


def a_card(
    *moves: LawfulMove,
    state: State = State.received,
    seen: int = 3,
    marks: tuple[Mark, ...] = (),
) -> CaseCard:
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
        reporter="林*",
        marks=marks,
        latest=Latest(title="已受理", who="李某", at=NOW),
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


OFFICER = {"login": "wang", "name": "王某", "office": "景田所", "roles": ["handler"]}
OFFICES = [{"code": "SZ-NS", "text": "南山局"}, {"code": "SZ-NS-001", "text": "南头所"}]


class Office:
    """The tracker's staff door: one case, one officer, every move it was asked for."""

    def __init__(self) -> None:
        self.card: CaseCard | None = a_card(
            ACCEPT, REFUSE, ASK, REPLY, TRANSFER, PAPERS, REPEAT, NOTE
        )
        self.after: CaseCard | None = a_card(ASK, REPLY, state=State.accepted, seen=4)
        """None where a move takes the case out of the officer's sight."""
        self.items = [an_item()]
        self.pages = 1
        self.unbound: list[str] = []
        self.photos: list[bytes] = []
        self.moves: list[tuple[str, dict[str, Any]]] = []
        self.bindings: list[dict[str, str]] = []
        self.refusal: tuple[int, str, str] | None = None
        self.objections: tuple[str, list[dict[str, Any]]] | None = None
        self.down = False

    def objects_to(self, code: str, *found: dict[str, Any]) -> None:
        """Refuse the next move as the check before sending does."""
        self.objections = (code, list(found))

    def answer(self, request: httpx.Request) -> httpx.Response:  # noqa: C901, PLR0911 - one a door
        if self.down:
            raise httpx.ConnectError("down")
        reading = request.method == "GET"
        if self.refusal and (not reading or self.refusal[0] in {401, 500}):
            return _problem(*self.refusal)
        if request.url.path == "/v1/evidence":
            self.photos.append(request.content)
            return httpx.Response(200, json={"id": "e1", "media_type": "image/jpeg", "bytes": 3})
        body = json.loads(request.content) if request.content else {}
        asked = request.url.params
        match request.url.path.split("/")[3:]:
            case ["bindings"] if request.method == "DELETE":
                self.unbound.append(asked.get("lost", ""))
                return httpx.Response(204)
            case ["bindings"]:
                self.bindings += [body] if body else []
                return httpx.Response(200, json=OFFICER)
            case ["queue"]:
                page = QueuePage(
                    scope=asked.get("scope", "mine"),
                    page=int(asked["page"]),
                    pages=self.pages,
                    totals={"mine": len(self.items), "office": 4, "all": 9},
                    items=tuple(self.items),
                )
                return httpx.Response(200, content=page.model_dump_json())
            case ["cases", number, "offices"] if number == NUMBER:
                words = asked["words"]
                found = [one for one in OFFICES if words in one["text"] or words in one["code"]]
                return httpx.Response(200, json=found)
            case ["cases", number] if number == NUMBER and self.card is not None:
                return httpx.Response(200, content=self.card.model_dump_json())
            case ["cases", number, "moves"] if number == NUMBER and self.objections:
                (code, found), self.objections = self.objections, None
                return _problem(422, code, "发送前检查没有通过。", objections=found)
            case ["cases", number, "moves"] if number == NUMBER:
                self.moves.append((request.headers["x-staff-chat"], body))
                self.card = self.after
                return httpx.Response(204)
            case _:
                return _problem(404, "unknown_case", "没有这个案件。")


def _problem(status: int, code: str, detail: str, **more: Any) -> httpx.Response:
    body = {"title": code, "status": status, "code": code, "detail": detail, **more}
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
def storage(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(sqlite_template, tmp_path / "staff.db")
    made = Database(f"sqlite:///{tmp_path / 'staff.db'}")
    yield made
    made.close()


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
async def staff(
    telegram: Telegram,
    tracker: Tracker,
    storage: Database,
    keys: Keyring,
    clock: SettableClock,
) -> AsyncIterator[StaffBot]:
    bot = a_bot(tracker, storage, keys, clock, request=PtbWire(telegram))
    yield bot
    await bot.stop()


def a_bot(
    tracker: Tracker,
    storage: Database,
    keys: Keyring,
    clock: SettableClock,
    base: str = "https://api.invalid",
    **more: Any,
) -> StaffBot:
    """The officers' bot with a console to link to."""
    given = {"token": TOKEN, "public_url": "https://jiesu.example", **more}
    return StaffBot(
        given.pop("token"), base, tracker, clock, storage=storage, sealer=keys, **given
    )
