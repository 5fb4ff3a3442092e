"""The compliance figures fall out of clocks and events, for those who may see them."""

from collections.abc import Callable

import pytest

from api.cases.tables import CaseRow
from api.clock.ticker import sweep
from api.contract.codes import Move
from api.contract.desk import MoveRequest
from api.contract.models import Withdrawal
from api.desk.moving import move_case
from api.intake.telling import withdraw
from api.kit.work import Works
from api.people.tables import Officer
from knowledge.cities.city import City
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing

from .conftest import enter

File = Callable[..., list[CaseRow]]


@pytest.fixture
def month(
    file: File, works: Works, city: City, staff: dict[str, Officer], clock: SettableClock
) -> str:
    """In time, late, still open and late, and one that was taken back."""
    early, late, never, gone = (file(filing(complaint()))[0].number for _ in range(4))

    def make(number: str, move: Move) -> None:
        with works.write() as work:
            officer = work.session.get_one(Officer, "id-futianhead")
            request = MoveRequest(
                move=move, key=f"{number}-{move}", text="说明", ground="C12-3", anyway=True
            )
            move_case(work, city, officer, number, request)

    make(early, Move.accept)
    make(early, Move.settle)
    with works.write() as work:
        withdraw(work, gone, Withdrawal(key="w", channel=CHANNEL, at=clock()))
    clock.advance(days=14)
    sweep(works, "a")
    make(late, Move.accept)
    make(late, Move.terminate)
    assert never
    return f"{clock():%Y-%m}"


def test_rates_are_counted_for_offices_and_handlers(client: Browser, month: str) -> None:
    assert month == "2026-12"
    enter(client, "futianhead")
    by_month = {
        shown: client.get(f"/desk/api/compliance?month={shown}").json()
        for shown in ("2026-11", "2026-12")
    }
    whole = {
        shown: {f["code"]: (f["met"], f["total"]) for f in _of(lines, None)}
        for shown, lines in by_month.items()
    }
    assert whole["2026-11"]["first_check"] == (1, 1)
    assert whole["2026-11"]["settled"] == (1, 1)
    assert whole["2026-11"]["finished"] == (1, 1)
    assert whole["2026-12"]["first_check"] == (0, 2)
    assert whole["2026-12"]["settled"] == (0, 1)
    handlers = [line for line in by_month["2026-12"] if line["handler"]]
    assert sum(f["total"] for h in handlers for f in h["figures"] if f["code"] == "settled") == 1


def _of(lines: list[dict[str, object]], handler: str | None) -> list[dict[str, object]]:
    found = [line["figures"] for line in lines if line["handler"] == handler]
    assert len(found) == 1
    assert isinstance(found[0], list)
    return found[0]


def test_the_page_shows_them_and_a_handler_gets_none(client: Browser, month: str) -> None:
    enter(client, "futianhead")
    page = client.get(f"/desk/compliance?month={month}").text
    assert "投诉按时初查率" in page
    assert "0 / 2" in page
    assert "按期办理" in client.get("/desk").text
    assert client.get("/desk/api/compliance?month=2026-13").status_code == 400
    enter(client, "baoan1")
    assert client.get("/desk/compliance").status_code == 403
    assert client.get("/desk/api/compliance").status_code == 403
