"""The trader's card: licence data of an imported registry, and the history of cases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.cases.tables import CaseRow
from api.contract.models import CityInfo, Facts
from api.intake.filing import Filer
from api.intake.traders import Traders
from api.kit.settings import Settings
from api.kit.work import Works
from knowledge.cities.city import City
from nlp.link.build import build_registry
from nlp.link.registry import open_registry
from tests.fakes.browser import Browser
from tests.fakes.filing import complaint, filing, report

from .conftest import csrf_of, enter

File = Callable[..., list[CaseRow]]
POT = Facts(merchant="老陈记牛肉火锅", district="福田区", division="440304", street="440304008")
SEA = Facts(merchant="海味小馆", division="440306")
ROW = {
    "name": "深圳老陈记牛肉火锅餐饮有限公司",
    "uscc": "91440300MA5INVENT1",
    "province": "广东省",
    "city": "深圳市",
    "district": "福田区",
    "address": "景田北街12号",
}


@pytest.fixture
def app(works: Works, filer: Filer, city: City, tmp_path: Path) -> FastAPI:
    others = (
        {**ROW, "name": f"深圳{n}号粮油贸易有限公司", "uscc": f"9144{n:014d}"} for n in range(50)
    )
    build_registry(enumerate([ROW, *others], start=2), tmp_path / "index")
    traders = Traders(city, open_registry(tmp_path / "index"))
    info = CityInfo(name="shenzhen", title="深圳", hotline="12315", office_hours="", districts=())

    def nothing(_: object) -> object:
        raise AssertionError("the console understands no message")

    return create_app(
        Settings(data_dir=tmp_path),
        works,
        filer,
        nothing,
        info,
        traders.registered,  # type: ignore[arg-type] # never asked
    )


def test_the_card_shows_the_licence_and_the_history_that_may_be_seen(
    client: Browser, file: File
) -> None:
    one = file(filing(complaint().model_copy(update={"facts": POT})))[0]
    other = file(filing(report(facts=POT)))[0]
    enter(client, "futianhead")
    form = {"csrf": csrf_of(client), "key": "k1", "move": "file"}
    client.post(f"/desk/cases/{other.number}/moves", data=form)
    page = client.get(f"/desk/cases/{one.number}").text
    card = page[page.index('id="h-trader"') : page.index('id="h-together"')]
    for words in (ROW["name"], ROW["uscc"], "福田区景田北街12号", other.number):
        assert words in card
    assert "共 1 件，在办 1 件，立案、处理或调解成功 1 件" in card


def test_nobody_learns_of_cases_about_a_trader_that_may_not_be_seen(
    client: Browser, file: File
) -> None:
    ours = file(filing(report(facts=POT)))[0]
    handed = file(filing(report(facts=POT)))[0]
    enter(client, "city1")
    form = {"csrf": csrf_of(client), "key": "k1", "move": "transfer", "office": "SZ-BA"}
    moved = client.post(f"/desk/cases/{handed.number}/moves", data=form | {"text": "属地不符"})
    assert moved.headers["location"].endswith("done=transfer")
    enter(client, "futianhead")
    page = client.get(f"/desk/cases/{ours.number}").text
    assert handed.number not in page
    assert "没有其他您能看到的案件" in page


def test_a_trader_whom_the_registry_does_not_know_is_said_so(client: Browser, file: File) -> None:
    number = file(filing(report(facts=SEA)))[0].number
    nobody = file(filing(report(facts=Facts(division="440306"))))[0].number
    enter(client, "city1")
    assert "登记名录中没有找到" in client.get(f"/desk/cases/{number}").text
    assert "不知道商家名称" in client.get(f"/desk/cases/{nobody}").text
