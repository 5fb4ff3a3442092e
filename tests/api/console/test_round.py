"""A supervisor's round after the handlers' day, by keyboard alone, in a real Chromium."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.clock.ticker import catch_up
from api.contract.codes import Move
from api.contract.desk import MoveRequest
from api.desk.moving import move_case
from api.kit.work import Works
from api.people.tables import Officer
from api.verify import faults
from knowledge.cities.city import City
from tests.fakes.clock import SHANGHAI, SettableClock
from tests.fakes.filing import complaint, filing, report

from .conftest import PASSWORD
from .test_browser import FUTIAN, address, chromium, page, pytestmark
from .test_browser_accounts import _sound as sound

__all__ = ["address", "chromium", "page", "pytestmark"]


@pytest.fixture
def day(
    file: Callable[..., list[CaseRow]], works: Works, city: City, clock: SettableClock
) -> dict[str, str]:
    """What the handlers left: a complaint that is late, and an extension asked for in time."""
    late = file(filing(complaint().model_copy(update={"facts": FUTIAN})))[0]
    clock.advance(days=12)
    catch_up(works, "ticker")
    asked = file(filing(report(facts=FUTIAN)))[0]
    fresh = file(filing(report(facts=FUTIAN)))[0]
    clock.advance(days=1)
    with works.write() as work:
        handler = work.session.get_one(Officer, str(asked.handler_id))
        text = "检验机构还没有出报告"
        request = MoveRequest(move=Move.request_extension, key="asked", text=text)
        move_case(work, city, handler, asked.number, request)
    return {
        "late": late.number,
        "of": str(late.handler_id).removeprefix("id-"),
        "asked": asked.number,
        "fresh": fresh.number,
    }


def sign_in(page: Page, login: str) -> None:
    page.goto("/desk")
    page.get_by_label("登录名").focus()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="案件")).to_be_visible()
    page.wait_for_load_state()


def go(page: Page, key: str, title: str) -> None:
    page.keyboard.press("g")
    page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.wait_for_load_state()


def send(page: Page, name: str, *, exact: bool = True) -> None:
    page.get_by_role("button", name=name, exact=exact).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_be_visible()
    page.wait_for_load_state()


@pytest.mark.parametrize("page", [(1440, "light")], indirect=True)
def test_a_supervisors_round_by_keyboard(  # noqa: PLR0915 - a round is one walk
    page: Page, day: dict[str, str], works: Works, clock: SettableClock, staff: dict[str, Officer]
) -> None:
    name = staff[day["of"]].name
    other = next(login for login in ("futian1", "futian2") if login != day["of"])
    sign_in(page, "futianhead")

    go(page, "l", "在办负荷")
    sound(page, "team")
    expect(page.get_by_label(re.compile(f"{name} 在办 \\d 件"))).to_be_visible()
    late = page.get_by_label(f"{name} 已逾期 1 件")
    late.focus()
    page.keyboard.press("Enter")
    expect(page.locator("table.queue a.number")).to_have_text([day["late"]])
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("a")
    page.locator("#handler").select_option(label=staff[other].name)
    send(page, "指派")
    expect(page.get_by_role("status").first).to_contain_text("已指派 1 件")
    expect(page.locator("table.queue a.number")).to_have_count(0)

    go(page, "s", "待审批")
    sound(page, "approvals")
    expect(page.get_by_text("检验机构还没有出报告")).to_be_visible()
    send(page, "批准延期")
    expect(page.get_by_text("没有等您审批的申请")).to_be_visible()

    go(page, "o", "超期说明")
    sound(page, "breaches")
    page.locator(".breaches textarea").first.focus()
    page.keyboard.type("经办人员请假，没有及时交接")
    send(page, "保存原因")
    page.locator("#explained").select_option("true")
    page.get_by_role("button", name="查看").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("经办人员请假，没有及时交接").first).to_be_visible()
    sound(page, "breaches-explained")

    go(page, "l", "在办负荷")
    page.locator("#away-who").select_option(label=staff[other].name)
    last = (clock().astimezone(SHANGHAI) + timedelta(days=2)).date()
    page.locator("#away-last").fill(last.isoformat())
    page.locator("#away-stand-in").select_option(label=name)
    send(page, "登记不在岗")
    expect(page.get_by_text("不在岗，至")).to_be_visible()
    sound(page, "team-away")

    go(page, "c", "按期办理")
    expect(page.get_by_text("投诉按时初查率").first).to_be_visible()
    sound(page, "compliance")
    page.get_by_role("button", name="退出", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("已退出登录")).to_be_visible()

    sign_in(page, day["of"])
    page.get_by_role("link", name="代管急件").focus()
    page.keyboard.press("Enter")
    expect(page.locator("table.queue a.number").first).to_have_text(day["late"])
    sound(page, "covering")
    with works.read() as work:
        case = by_number(work, day["late"])
        assert case is not None
        kinds = [one.kind for one in events(work, case.id)]
        assert kinds[-2:] == ["assigned", "breach_explained"]
        assert list(faults(work)) == []


PAGES = {
    "futianhead": (
        "/desk",
        "/desk?scope=all&closed=true",
        "/desk/team",
        "/desk/approvals",
        "/desk/breaches",
        "/desk/breaches?explained=true",
        "/desk/compliance",
        "/desk/notices",
        "/desk/account",
        "/desk/keys",
        "/desk/persons",
        "/desk/volunteers",
        "/desk/cases/{late}",
        "/desk/cases/{asked}",
        "/desk/cases/{late}/papers/1",
    ),
    "keeper1": ("/desk/identity", "/desk/approvals"),
    "auditor1": ("/desk/officers/log", "/desk/team", "/desk/compliance", "/desk/breaches"),
    "admin1": ("/desk/officers", "/desk/officers/futian1", "/desk"),
}
"""Pages to look at, by who opens them; those between password and desk are looked at elsewhere."""


@pytest.mark.parametrize(
    "page", [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")], indirect=True
)
def test_every_page_is_whole_at_both_widths_and_in_both_schemes(
    page: Page, day: dict[str, str], works: Works, city: City
) -> None:
    with works.write() as work:
        boss = work.session.get_one(Officer, "id-futianhead")
        for move, key in ((Move.accept, "a"), (Move.settle, "s")):
            request = MoveRequest(
                move=move, key=key, anyway=True, text="双方达成一致，退款 268 元"
            )
            move_case(work, city, boss, day["late"], request)
    page.goto("/desk")
    sound(page, "sign-in")
    for login, paths in PAGES.items():
        page.context.clear_cookies()
        page.goto("/desk")
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/desk")
        for path in paths:
            page.goto(path.format(**day))
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            sound(page, f"{login}{path.partition('?')[0].format(**day).replace('/', '-')}")
