"""A day's work at the desk, by keyboard alone, in a real Chromium; then a supervisor's round."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.cases.tables import CaseRow
from api.contract.models import Supplement
from api.intake.telling import supplement
from api.kit.work import Works
from api.verify import faults
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report

from .conftest import PASSWORD
from .test_browser import FUTIAN, address, cases, chromium, page, pytestmark
from .test_browser import _check as check

__all__ = ["address", "cases", "chromium", "page", "pytestmark"]
WIDE = pytest.mark.parametrize("page", [(1440, "light")], indirect=True)
EACH = pytest.mark.parametrize("page", [(1440, "light"), (390, "dark")], indirect=True)
"""Each width and each scheme once; `test_round` opens every page in all four."""


def sign_in(page: Page, login: str) -> None:
    page.goto("/desk")
    page.get_by_label("登录名").focus()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="案件")).to_be_visible()
    page.wait_for_load_state()


def press(page: Page, key: str) -> None:
    """Press a key of the desk once the page listens; its script runs last."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def make(page: Page, move: str, text: str = "", ground: str = "") -> None:
    """Open a move, fill it in and send it, without a mouse."""
    page.locator(f"#move-{move} > summary").focus()
    page.keyboard.press("Enter")
    if ground:
        page.locator(f"#move-{move} select").select_option(ground)
    if text:
        page.locator(f"#move-{move} textarea").focus()
        page.keyboard.type(text)
    page.locator(f"#move-{move} form > button").focus()
    with page.expect_navigation():  # the page before may have its own word of success
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_be_visible()


def _correct_hazard(page: Page) -> None:
    press(page, "c")
    expect(page.locator("#c-hazard")).to_be_focused()
    page.locator("#c-hazard").select_option("hygiene")
    page.locator("#correct button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已更正")
    expect(page.get_by_role("heading", level=1)).to_contain_text("卫生差")
    expect(page.locator(".events li").first).to_contain_text("隐患：异物 → 卫生差")


def _ask_with_an_offered_sentence(page: Page) -> None:
    page.locator("#move-ask > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#move-ask .phrases summary").focus()
    page.keyboard.press("Enter")
    offered = page.locator("#move-ask li", has_text="请补充购买凭证").locator("[data-fill]")
    expect(offered).to_be_visible()
    offered.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#move-ask textarea")).to_be_focused()
    expect(page.locator("#move-ask textarea")).to_have_value(re.compile("请补充购买凭证"))
    page.locator("#move-ask form > button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("问题已发给对方")


@WIDE
def test_a_day_of_a_handler_by_keyboard(
    page: Page,
    file: Callable[..., list[CaseRow]],
    works: Works,
    clock: SettableClock,
    staff: object,
) -> None:
    matter = complaint().model_copy(update={"facts": FUTIAN, "emergency": True})
    file(filing(report(facts=FUTIAN)))
    urgent = file(filing(matter))[0]
    owner = str(urgent.handler_id).removeprefix("id-")
    sign_in(page, owner)
    press(page, "j")
    expect(page.locator("table.queue a.number").first).to_be_focused()
    expect(page.locator("table.queue a.number").first).to_have_text(urgent.number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("异物")

    _correct_hazard(page)
    _ask_with_an_offered_sentence(page)
    with works.write() as work:
        said = Supplement(key="s1", channel=CHANNEL, at=clock(), text="小票在这里，268 元")
        supplement(work, urgent.number, said)
    press(page, "u")
    expect(page.locator("#queue")).to_be_visible()
    press(page, "j")
    page.keyboard.press("Enter")
    expect(page.locator(".talk .citizen .said").last).to_contain_text("小票在这里")

    make(page, "dismiss_accident", "电话核实，没有人不适。")
    make(page, "accept")
    make(page, "settle", "商家当场退款 268 元，赔偿 1000 元并道歉。")
    make(page, "draw_agreement", "双方同意，不制作调解书。", ground="C15-3")
    make(page, "close", "调解成功，商家已退款。")
    expect(page.locator(".facts-line").first).to_contain_text("已办结")
    press(page, "b")
    page.keyboard.type("回访时再核实一次。")
    page.locator("#move-note form > button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("备注已保存")
    with works.read() as work:
        assert list(faults(work)) == []


@EACH
def test_a_round_of_a_supervisor(
    page: Page, cases: dict[str, str], file: Callable[..., list[CaseRow]], tmp_path: Path
) -> None:
    assert cases
    file(filing(complaint().model_copy(update={"facts": FUTIAN})))
    sign_in(page, "futianhead")
    press(page, "?")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    check(page, tmp_path, "1-keys")
    page.keyboard.press("Escape")
    press(page, "f")
    expect(page.locator("#f-kind")).to_be_focused()
    page.locator("#f-kind").select_option("complaint")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("table.queue tbody tr")).to_have_count(2)
    page.get_by_label("把当前列表存为").fill("福田投诉")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".tabs a.own[aria-current]")).to_have_text("福田投诉")
    check(page, tmp_path, "2-filtered")
    press(page, "j")
    press(page, "x")
    press(page, "j")
    press(page, "x")
    expect(page.locator("#chosen")).to_have_text("已勾选 2 件")
    press(page, "a")
    page.locator("#handler").select_option(label="贺文舟")
    page.locator("#bulk button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已指派")
    press(page, "/")
    page.keyboard.type("牛肉火锅")
    page.keyboard.press("Enter")
    expect(page.get_by_text("找到的案件，新的在前")).to_be_visible()
    check(page, tmp_path, "3-search")


@EACH
def test_cases_of_one_matter_and_their_photos(
    page: Page, cases: dict[str, str], file: Callable[..., list[CaseRow]], tmp_path: Path
) -> None:
    twin = file(filing(complaint().model_copy(update={"facts": FUTIAN})))[0].number
    sign_in(page, "futianhead")
    page.goto(f"/desk/cases/{twin}")
    expect(page.get_by_text("可能是同一件事")).to_be_visible()
    check(page, tmp_path, "4-case")
    page.get_by_role("button", name=f"并入 {cases['complaint']}").click()
    expect(page.get_by_role("status")).to_contain_text("已并案办理")
    page.goto(f"/desk/cases/{cases['complaint']}")
    expect(page.get_by_text("投诉和举报分开办理")).to_be_visible()
    press(page, "e")
    light = page.get_by_role("dialog", name="证据照片")
    expect(light).to_be_visible()
    expect(light.locator(".which")).to_have_text("第 1 张，共 3 张")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    expect(light.locator(".which")).to_have_text("第 2 张，共 3 张")
    expect(light).to_have_class("zoomed")
    check(page, tmp_path, "5-evidence")
    page.keyboard.press("Escape")
    expect(light).not_to_be_visible()
    check(page, tmp_path, "6-lead")
    page.goto(f"/desk/cases/{twin}")
    page.get_by_role("button", name="撤销并案").click()
    expect(page.get_by_role("status")).to_contain_text("已撤销并案")


@pytest.mark.parametrize("page", [(390, "light")], indirect=True)
def test_the_desk_works_without_script(page: Page, address: str, cases: dict[str, str]) -> None:
    browser = page.context.browser
    assert browser
    plain = browser.new_context(base_url=address, java_script_enabled=False).new_page()
    sign_in(plain, "futianhead")
    plain.get_by_text("筛选", exact=True).first.click()
    plain.locator("#f-kind").select_option("complaint")
    plain.get_by_role("button", name="筛选").click()
    plain.get_by_label(f"勾选 {cases['complaint']}").check()
    plain.locator("#handler").select_option(label="贺文舟")
    plain.get_by_role("button", name="指派").click()
    expect(plain.get_by_role("status")).to_contain_text("已指派")
    plain.get_by_role("link", name="刷新").click()
    plain.get_by_role("link", name=cases["complaint"]).click()
    plain.locator("#correct summary").click()
    plain.locator("#c-hazard").select_option("hygiene")
    plain.get_by_role("button", name="保存更正").click()
    expect(plain.get_by_role("status")).to_contain_text("已更正")
    plain.get_by_role("button", name="撤销第").first.click()
    expect(plain.get_by_role("status")).to_contain_text("已撤销")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("异物")
    plain.locator(".gallery a").first.click()
    expect(plain).to_have_url(f"{address}/desk/evidence/{plain.url.rpartition('/')[2]}")
    plain.goto("/desk/keys")
    expect(plain.get_by_role("heading", level=1, name="快捷键")).to_be_visible()
    plain.context.close()
