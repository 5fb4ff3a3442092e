"""The console in a real Chromium: a case is worked through, and the pages are accessible."""

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from api.cases import evidence
from api.cases.events import EventKind
from api.cases.repository import by_number
from api.cases.service import append
from api.cases.tables import CaseRow
from api.contract.codes import Demand, Hazard, Severity
from api.contract.models import Facts, Said
from api.kit.work import Works
from api.people.tables import Officer
from tests.fakes.chromium import axe, needs_chromium, started
from tests.fakes.clock import SettableClock
from tests.fakes.filing import LIN, complaint, filing, report

from .conftest import PASSWORD

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
FUTIAN = Facts(
    merchant="老陈记牛肉火锅（景田店）",
    place="景田北街 12 号",
    district="福田区",
    division="440304",
    street="440304008",
    food="毛肚",
    amount=268,
    demand=(Demand.refund, Demand.compensation),
)


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture(params=[(1440, "light"), (390, "dark")])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page at one width and in one colour scheme; every error of a script fails the test."""
    width, scheme = request.param
    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale="zh-CN",
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: _note(faults, said))
    yield opened
    context.close()
    assert faults == [], faults


def _note(faults: list[str], said: Any) -> None:
    if said.type == "error":
        faults.append(said.text)


@pytest.fixture
def cases(
    works: Works, file: Callable[..., list[CaseRow]], clock: SettableClock
) -> dict[str, str]:
    with works.write() as work:
        photos = tuple(evidence.store(work, _photo(hue)).id for hue in ("maroon", "olive", "navy"))
    said = "昨晚在景田老陈记牛肉火锅吃饭，毛肚里吃出一条虫，我叫林晓，电话13800138000，要退款。"
    talk = (
        Said(id="m1", at=clock(), text=said),
        Said(id="m2", at=clock(), text="收到。请问付了多少钱？", from_citizen=False),
        Said(id="m3", at=clock(), text="268 元，有小票照片"),
    )
    both = file(
        filing(
            complaint().model_copy(update={"facts": FUTIAN}),
            report(facts=FUTIAN),
            messages=talk,
            evidence=photos,
            reporter=LIN,
        )
    )
    clock.advance(hours=30)
    facts = Facts(
        merchant="向阳花幼儿园",
        place="莲花街道",
        district="福田区",
        division="440304",
        street="440304008",
        people_ill=6,
    )
    urgent = report(
        facts=facts, emergency=True, hazard=Hazard.poisoning, severity=Severity.general
    )
    emergency = file(filing(urgent, reporter=None))
    for hazard in (Hazard.expired, Hazard.label, Hazard.cold_chain):
        file(filing(report(facts=FUTIAN, hazard=hazard)))
        clock.advance(days=2)
    return {"complaint": both[0].number, "report": both[1].number, "urgent": emergency[0].number}


def _photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return evidence.clean_photo(out.getvalue())


def _sign_in(page: Page, login: str) -> None:
    page.goto("/desk")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="案件")).to_be_visible()


def _check(page: Page, shots: Path, name: str) -> None:
    found = axe(page)
    serious = [v["id"] for v in found.response["violations"] if v["impact"] in _BAD]
    page.screenshot(path=shots / f"{name}.png", full_page=True)
    assert serious == [], found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide} px"


_BAD = ("serious", "critical")


def test_a_case_is_worked_through_in_the_browser(
    page: Page, cases: dict[str, str], tmp_path: Path
) -> None:
    page.goto("/desk")
    _check(page, tmp_path, "1-sign-in")
    _sign_in(page, "futianhead")
    expect(page.locator(".tabs a[aria-current]")).to_contain_text("全部可见")
    _check(page, tmp_path, "2-queue")
    page.get_by_role("link", name=cases["complaint"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("投诉")
    expect(page.locator("mark").first).to_have_text("虫")
    page.locator(".gallery img").last.scroll_into_view_if_needed()
    page.locator("summary", has_text="逐日说明").first.click()
    page.locator("details.move summary").nth(1).click()
    _check(page, tmp_path, "3-case")
    page.locator("#move-accept > summary").click()
    page.get_by_role("button", name="确认受理").click()
    expect(page.get_by_role("status")).to_contain_text("已受理")
    page.locator("#move-ask > summary").click()
    page.get_by_label("问题").fill("请补充购物小票照片。")
    page.get_by_role("button", name="确认请对方补充").click()
    expect(page.get_by_text("等待对方补充").first).to_be_visible()
    expect(page.locator(".talk .office .said").last).to_have_text("请补充购物小票照片。")
    page.get_by_text("申请查看完整身份信息").click()
    page.get_by_label("申请理由").fill("电话核实购买凭证")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("正在等保管员答复")).to_be_visible()
    _check(page, tmp_path, "4-after")
    page.goto(f"/desk/cases/{cases['urgent']}")
    expect(page.get_by_text("匿名")).to_be_visible()
    expect(page.get_by_role("heading", name="食品安全事故").first).to_be_visible()
    _check(page, tmp_path, "4-accident")
    page.locator("#move-confirm_accident > summary").click()
    page.get_by_role("button", name="确认接手处置").click()
    expect(page.get_by_role("status")).to_contain_text("已确认接手")
    page.goto("/desk/compliance")
    expect(page.get_by_role("heading", name="按期办理")).to_be_visible()
    _check(page, tmp_path, "4-compliance")
    page.goto("/desk/notices")
    _check(page, tmp_path, "5-notices")
    page.goto("/desk/account")
    page.get_by_role("button", name="生成绑定码").click()
    _check(page, tmp_path, "6-account")
    page.get_by_role("button", name="退出", exact=True).click()
    expect(page.get_by_text("已退出登录")).to_be_visible()


@pytest.mark.parametrize("page", [(1440, "light")], indirect=True)
def test_the_queue_renews_itself_and_is_walked_by_keys(
    page: Page, cases: dict[str, str], file: Callable[..., list[CaseRow]]
) -> None:
    assert cases
    page.clock.install()
    _sign_in(page, "futianhead")
    page.goto("/desk?scope=all")
    new = file(filing(report(facts=FUTIAN, hazard=Hazard.residue)))[0].number
    expect(page.get_by_role("link", name=new)).to_have_count(0)
    page.clock.fast_forward(16_000)
    expect(page.get_by_role("link", name=new)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("table.queue a.number").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="事项")).to_be_visible()


@pytest.mark.parametrize("page", [(390, "dark")], indirect=True)
def test_what_was_written_survives_a_refused_move(
    page: Page, cases: dict[str, str], works: Works
) -> None:
    _sign_in(page, "futianhead")
    page.goto(f"/desk/cases/{cases['complaint']}")
    page.locator("#move-reply > summary").click()
    page.get_by_label("回复").fill("我们已经联系了商家。")
    with works.write() as work:
        case = by_number(work, cases["complaint"])
        assert case
        append(work, case, EventKind.noted, actor="system", text="别人同时写了备注")
    page.get_by_role("button", name="确认回复对方").click()
    expect(page.get_by_role("alert")).to_contain_text("案件有了新的动态")
    expect(page.get_by_label("回复")).to_have_value("我们已经联系了商家。")
    page.get_by_role("button", name="确认回复对方").click()
    expect(page.get_by_role("status")).to_contain_text("回复已发给对方")
    expect(page.locator(".talk .office .said").last).to_have_text("我们已经联系了商家。")
