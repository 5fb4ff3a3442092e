"""Writing a letter in a real Chromium: laws, earlier answers, and the check of it all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.cases.tables import CaseRow
from api.contract.codes import Hazard, Move
from api.contract.desk import MoveRequest
from api.contract.models import Facts
from api.desk.moving import move_case
from api.kit.work import Works
from api.people.tables import Officer
from knowledge.cities.city import City
from tests.fakes.filing import filing, report

from .test_browser import _check, _sign_in, address, chromium, page, pytestmark

__all__ = ["address", "chromium", "page", "pytestmark"]

FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")
RESULT = "经核查，没有发现违法行为，决定不予立案。"


@pytest.fixture
def number(file: Callable[..., list[CaseRow]], works: Works, city: City) -> str:
    """A report, and an earlier one of the same hazard that is over."""
    old = file(filing(report(facts=FUTIAN, hazard=Hazard.expired)))[0].number
    with works.write() as work:
        officer = work.session.get_one(Officer, "id-futian1")
        for move in (Move.not_file, Move.close):
            request = MoveRequest(move=move, key=str(move), text=RESULT, ground="R04-1")
            move_case(work, city, officer, old, request)
    return file(filing(report(facts=FUTIAN, hazard=Hazard.expired)))[0].number


def test_a_letter_is_written_checked_and_let_out_in_the_browser(
    page: Page, number: str, tmp_path: Path
) -> None:
    _sign_in(page, "futian1")
    page.goto(f"/desk/cases/{number}")
    page.locator("#move-reply > summary").click()
    words = page.locator("#move-reply textarea")
    words.fill("依据")
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    search = page.locator("#move-reply-laws")
    expect(search).to_be_focused()
    page.keyboard.type("食品安全法 148")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="写入").first.click()
    expect(words).to_have_value("依据《食品安全法》第一百四十八条")
    expect(words).to_be_focused()
    page.locator("#move-reply summary", has_text="类似案件的答复").click()
    expect(page.locator("#move-reply [data-answers] li")).to_contain_text(RESULT)
    _check(page, tmp_path, "objections-1-writing")

    words.fill("你必须等我们，有事请联系店主，电话13912345678。")
    page.locator("#move-reply form > button").click()
    expect(page.get_by_role("alert")).to_contain_text("有内容不能这样发")
    expect(page.locator("#move-reply .checked mark").first).to_have_text("你必须2")
    expect(words).to_have_value("你必须等我们，有事请联系店主，电话13912345678。")
    _check(page, tmp_path, "objections-2-blocked")

    words.fill("你必须等我们在12月1日前告诉您结果。")
    page.get_by_role("button", name="改好了，再检查并发送").click()
    expect(page.get_by_role("alert")).to_contain_text("请先看看这些提醒")
    page.get_by_text("依据", exact=True).first.click()
    expect(page.get_by_text("本单位要求").first).to_be_visible()
    _check(page, tmp_path, "objections-3-warned")
    page.get_by_role("button", name="仍然发送").click()
    expect(page.get_by_role("status").first).to_contain_text("回复已发给对方")

    page.goto("/desk/statutes?q=不予受理")
    expect(page.get_by_role("heading", name="找到的条文")).to_be_visible()
    _check(page, tmp_path, "objections-4-statutes")
    page.goto(f"/desk/cases/{number}/answers")
    expect(page.get_by_text(RESULT)).to_be_visible()
    _check(page, tmp_path, "objections-5-answers")
