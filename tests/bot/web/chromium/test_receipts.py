"""A receipt code is kept; an emergency stands out; a case goes on elsewhere."""

import contextlib

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.inbox.wire import WireTracker, view_of
from tests.bot.web.chromium.browsing import say
from tests.bot.web.chromium.conftest import Site
from tests.fakes.chromium import needs_chromium

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.usefixtures("plain_dialogue"),
]


def test_a_receipt_is_copied_and_its_keeping_confirmed(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    say(page, "receipt")
    expect(page.get_by_text("查询码丢了没法找回")).to_be_visible()
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "1 receipt"
    page.reload()
    expect(page.get_by_text("查询码丢了没法找回")).to_be_visible()
    page.get_by_role("button", name="我已保存").click()
    expect(page.get_by_text("您已确认保存好了")).to_be_visible()
    page.reload()
    expect(page.get_by_text("您已确认保存好了")).to_be_visible()
    expect(page.get_by_role("button", name="我已保存")).to_be_hidden()


def test_a_receipt_is_printed_alone_and_without_the_tools(page: Page) -> None:
    say(page, "你好")
    say(page, "receipt")
    page.evaluate("window.print = () => { document.body.dataset.was = 'printed'; }")
    page.get_by_role("button", name="打印", exact=True).click()
    expect(page.locator("body")).to_have_attribute("data-was", "printed")
    page.emulate_media(media="print")
    expect(page.locator(".receipt .bubble")).to_be_visible()
    expect(page.get_by_text("1 你好")).to_be_hidden()
    for tool in ("#composer", "#menu", ".keep", ".hotline"):
        expect(page.locator(tool).first).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("1 你好")).to_be_visible()


def test_an_emergency_stands_out_with_a_call(page: Page) -> None:
    say(page, "emergency")
    call = page.get_by_role("link", name="拨打 120")
    expect(call).to_have_attribute("href", "tel:120")
    ground = page.locator(".emergency .bubble")
    plain = page.locator("[data-greeting] .bubble")
    colour = "(one) => getComputedStyle(one).backgroundColor"
    assert ground.evaluate(colour) != plain.evaluate(colour)
    page.reload()
    expect(call).to_be_visible()


def test_a_case_goes_on_in_another_browser_by_its_code(
    chromium: Browser, site: Site, tracker: WireTracker
) -> None:
    number, code = "SZ-20261121-0007", "K7QM-2F9D-XW4T-8HPA"
    tracker.codes[code] = [view_of(number, {"matters": [{"kind": "report"}]})]
    with contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(site.address)
        page.locator("#menu summary").press("Enter")
        page.get_by_role("link", name="凭查询码继续").press("Enter")
        expect(page.get_by_label("编号", exact=True)).to_be_focused()
        page.keyboard.type(number)
        page.keyboard.press("Tab")
        page.keyboard.type("WRONG")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("对不上")
        expect(page.get_by_label("查询码", exact=True)).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        expect(page.locator(".ours .bubble")).to_contain_text(number)
        say(page, "补充一句")
        expect(page.get_by_text("补充一句").last).to_be_visible()
