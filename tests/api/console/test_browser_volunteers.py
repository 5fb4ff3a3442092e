"""The page of volunteers in a real Chromium, at two widths and in both colour schemes."""

from pathlib import Path

from playwright.sync_api import Page, expect

from api.kit.work import Works
from api.people.tables import Officer
from api.people.volunteers import Decision
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.volunteers import NAME, decided, joined

from .test_browser import _check, _sign_in, address, chromium, page, pytestmark

__all__ = ["address", "chromium", "page", "pytestmark"]


def test_volunteers_are_approved_refused_and_suspended_in_the_browser(
    page: Page,
    works: Works,
    city: City,
    staff: dict[str, Officer],
    clock: SettableClock,
    tmp_path: Path,
) -> None:
    assert staff
    patrol = {"organisation": "futian-patrol", "organisation_name": "福田食品安全巡查队（演示）"}
    joined(works, city, "chat-1", **patrol)
    clock.advance(minutes=5)
    joined(works, city, "chat-2", **patrol, name="贾思齐")
    clock.advance(minutes=5)
    long = joined(works, city, "chat-3", **patrol, name="欧阳修远")
    decided(works, long, Decision.approve)

    _sign_in(page, "futianhead")
    page.get_by_role("link", name="志愿者").click()
    expect(page.get_by_role("heading", name="志愿者", exact=True)).to_be_visible()
    expect(page.locator(".people > li")).to_have_count(2)
    expect(page.get_by_text(NAME)).to_have_count(0)
    _check(page, tmp_path, "volunteers-1-waiting")

    page.get_by_text("查看完整身份信息").last.click()
    page.get_by_label("查看理由").last.fill("向单位核对名单")
    page.get_by_role("button", name="记录理由并查看").last.click()
    expect(page.get_by_text(NAME)).to_be_visible()
    _check(page, tmp_path, "volunteers-2-revealed")
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已通过")

    page.locator("summary", has_text="不通过").click()
    page.get_by_label("理由（志愿者会收到）").fill("单位名单里没有您")
    page.get_by_role("button", name="不通过").click()
    expect(page.get_by_role("status")).to_contain_text("已记录不通过")
    expect(page.get_by_text("没有待审核的登记")).to_be_visible()

    page.get_by_role("link", name="在册").click()
    expect(page.locator(".people > li")).to_have_count(2)
    page.locator("summary", has_text="暂停资格").first.click()
    page.get_by_label("理由（志愿者会收到）").first.fill("连续三条不实")
    _check(page, tmp_path, "volunteers-3-approved")
    page.get_by_role("button", name="暂停资格").first.click()
    expect(page.get_by_role("status")).to_contain_text("已暂停")
    page.get_by_role("link", name="已暂停").click()
    page.get_by_text("经过", exact=True).click()
    expect(page.get_by_text("连续三条不实")).to_be_visible()
    _check(page, tmp_path, "volunteers-4-suspended")
