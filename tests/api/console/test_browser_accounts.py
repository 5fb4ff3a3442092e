"""Accounts, one-time codes, identity and receipts in a real Chromium."""

import os
import re
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from api.cases.tables import CaseRow
from api.contract.models import Facts
from api.kit.work import Works
from api.people.tables import Officer
from api.proof.receipts import receipt
from tests.fakes.chromium import axe, needs_chromium
from tests.fakes.clock import SettableClock
from tests.fakes.filing import filing, report

from .conftest import PASSWORD
from .test_browser import address, chromium, page

__all__ = ["address", "chromium", "page"]

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")
_PICTURES = os.environ.get("JIESU_PICTURES")
"""A folder for pictures of every page, for people to look at."""


def _enter(page: Page, login: str) -> None:
    page.goto("/desk/sign-in")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def _sound(page: Page, name: str) -> None:
    """Nothing serious for axe, nothing wider than the window; a picture where one is wanted."""
    found = axe(page).response["violations"]
    serious = [
        (one["id"], one["nodes"][0]["target"])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == [], name
    wider = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not wider, name
    if _PICTURES:
        size = page.viewport_size or {"width": 0}
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        scheme = "dark" if dark else "light"
        page.screenshot(path=f"{_PICTURES}/{name}-{size['width']}-{scheme}.png", full_page=True)


def test_an_account_from_the_first_password_to_the_one_time_code(
    page: Page, clock: SettableClock, staff: dict[str, Officer], works: Works
) -> None:
    _enter(page, "admin1")
    page.get_by_role("link", name="人员").click()
    page.get_by_label("登录名（小写字母和数字）").fill("newone1")
    page.get_by_label("姓名").fill("新来的")
    page.get_by_label("办公室").select_option("SZ-FT")
    page.get_by_role("checkbox", name="经办").check()
    _sound(page, "officers")
    page.get_by_role("button", name="新建").click()
    first = page.locator("output").inner_text()
    _sound(page, "officer")
    page.goto("/desk/officers/log")
    _sound(page, "officers-log")
    page.get_by_role("button", name="退出").click()

    page.get_by_label("登录名").fill("newone1")
    page.get_by_label("密码").fill(first)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="设置新密码")).to_be_visible()
    _sound(page, "new-password")
    for label in ("新密码（至少 12 个字符）", "再输一次新密码"):
        page.get_by_label(label).fill(PASSWORD)
    page.get_by_role("button", name="保存").click()
    _enter(page, "newone1")
    page.get_by_role("link", name="账号").click()
    _sound(page, "account")
    page.get_by_role("button", name="启用动态验证码").click()
    page.get_by_text("不能扫码，手工输入密钥").click()
    secret = page.locator(".small-code").inner_text().replace(" ", "")
    _sound(page, "authenticator")
    page.get_by_label("6 位数字", exact=True).fill(pyotp.TOTP(secret).at(clock()))
    page.get_by_role("button", name="确认").click()
    expect(page.locator(".recovery code")).to_have_count(10)
    _sound(page, "recovery")
    clock.advance(seconds=31)
    page.get_by_role("link", name="我已保存").click()
    page.get_by_role("link", name="账号").click()
    _sound(page, "account-second")
    page.get_by_role("button", name="退出", exact=True).click()
    _enter(page, "newone1")
    expect(page.get_by_role("heading", name="动态验证码")).to_be_visible()
    _sound(page, "second")
    page.get_by_label("手机验证器上的 6 位数字").fill(pyotp.TOTP(secret).at(clock()))
    page.get_by_role("button", name="继续").click()
    expect(page).to_have_url(re.compile(r"/desk$"))


def test_consent_from_the_request_to_the_look(
    page: Page, works: Works, file: Callable[..., list[CaseRow]]
) -> None:
    number = file(filing(report(facts=FUTIAN)))[0].number
    _enter(page, "futianhead")
    page.goto(f"/desk/cases/{number}")
    page.get_by_text("申请查看完整身份信息").click()
    page.get_by_label("申请理由").fill("需当面核实举报内容")
    _sound(page, "case-asking")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("正在等保管员答复")).to_be_visible()
    page.goto("/desk/persons")
    page.get_by_label("完整的电话号码或身份证号码").fill("13800138000")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("link", name=number)).to_be_visible()
    _sound(page, "persons")
    page.get_by_role("button", name="退出").click()
    _enter(page, "keeper1")
    page.get_by_role("link", name="身份信息").click()
    _sound(page, "custody")
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.get_by_text("已同意，申请人会收到通知")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    _enter(page, "futianhead")
    page.goto(f"/desk/cases/{number}")
    page.get_by_text("查看完整身份信息").click()
    page.get_by_label("查看理由").fill("当面核实")
    page.get_by_role("button", name="记录理由并查看").click()
    expect(page.locator("#h-identity + dl")).to_contain_text("13800138000")
    _sound(page, "case-revealed")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出案卷").click()
    assert download.value.suggested_filename == f"{number}.jiesu.json"
    page.get_by_role("button", name="退出").click()
    _enter(page, "keeper1")
    page.goto("/desk/identity")
    _sound(page, "custody-looks")


def test_a_link_with_a_receipt_checks_itself(
    page: Page, works: Works, file: Callable[..., list[CaseRow]]
) -> None:
    cases = file(filing(report(facts=FUTIAN)))
    with works.write() as work:
        token = receipt(work, cases, "AAAA-BBBB-CCCC-DDDD")
    page.goto("/receipt")
    _sound(page, "receipt-empty")
    page.goto("about:blank")
    page.goto(f"/receipt#{token}")
    expect(page.get_by_role("heading", name="凭证是真的")).to_be_visible()
    expect(page.get_by_text(cases[0].number)).to_be_visible()
    assert token not in page.url
    _sound(page, "receipt")
    page.get_by_label("电子凭证").fill(token[:-4] + "AAAA")
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_role("heading", name="凭证不成立")).to_be_visible()
    _sound(page, "receipt-forged")
