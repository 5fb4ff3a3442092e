"""Looks, letters, notices to one who looks elsewhere, and leaving."""

import asyncio
import contextlib

import pytest
from playwright.sync_api import Browser, Page, expect

from api.contract.codes import Platform
from bot.inbox.receive import Receiver
from bot.message import Reply
from tests.bot.inbox.wire import WireTracker
from tests.bot.web.chromium.browsing import chat_address, say
from tests.bot.web.chromium.conftest import Site
from tests.fakes.chromium import needs_chromium

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.usefixtures("plain_dialogue"),
]

GROUND = "getComputedStyle(document.body).backgroundColor"
LETTERS = "getComputedStyle(document.querySelector('.bubble')).fontSize"
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def choose(page: Page, name: str) -> None:
    page.locator("#menu summary").click()
    page.get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")


def test_dark_and_large_are_chosen_and_kept(page: Page) -> None:
    light = page.evaluate(GROUND)
    choose(page, "深色")
    choose(page, "特大")
    assert page.evaluate(GROUND) != light
    assert page.evaluate(LETTERS) == "24px"
    page.reload()
    assert page.evaluate(GROUND) != light
    assert page.evaluate(LETTERS) == "24px"
    choose(page, "浅色")
    assert page.evaluate(GROUND) == light


def test_without_script_they_are_chosen_by_form(chromium: Browser, site: Site) -> None:
    with contextlib.closing(chromium.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(site.address)
        page.click("#menu summary")
        page.click("text=特大")
        expect(page.locator("html")).to_have_attribute("data-size", "huge")
        expect(page.get_by_text("不方便上网，请打")).to_be_visible()


def test_the_menu_is_left_by_escape_and_gives_the_focus_back(page: Page) -> None:
    menu = page.locator("#menu summary")
    menu.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="标准", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("button", name="标准", exact=True)).to_be_hidden()


def tell(page: Page, site: Site, receiver: Receiver, text: str) -> None:
    work = receiver.take_up(Platform.web, chat_address(page), Reply(text=text), [])
    assert asyncio.run_coroutine_threadsafe(work, site.loop).result(10)


def test_an_answer_to_a_hidden_page_marks_the_title_until_it_is_seen(
    page: Page, site: Site, receivers: list[Receiver]
) -> None:
    say(page, "你好")
    expect(page.get_by_text("1 你好")).to_be_visible()
    title = page.title()
    page.evaluate(HIDE, arg=True)
    tell(page, site, receivers[-1], "有结果了")
    expect(page).to_have_title(f"(1) {title}")
    page.evaluate(HIDE, arg=False)
    expect(page).to_have_title(title)


def test_the_system_tells_of_an_answer_only_when_that_was_asked_for(
    page: Page, site: Site, receivers: list[Receiver]
) -> None:
    page.context.grant_permissions(["notifications"])
    page.evaluate(
        """() => {
          const seen = document.body.dataset;
          seen.told = "";
          Notification.requestPermission = async () => { seen.told += "asked "; };
          ServiceWorkerRegistration.prototype.showNotification = async (title, { body }) => {
            seen.told += `${title} ${body}`;
          };
        }"""
    )
    say(page, "你好")
    expect(page.get_by_text("1 你好")).to_be_visible()
    page.evaluate(HIDE, arg=True)
    tell(page, site, receivers[-1], "第一个结果")
    expect(page.get_by_text("第一个结果")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-told", "")
    page.evaluate(HIDE, arg=False)
    page.locator("#menu summary").click()
    page.get_by_role("button", name="有回复时通知我").click()
    expect(page.locator("#notify")).to_have_attribute("aria-pressed", "true")
    page.evaluate(HIDE, arg=True)
    tell(page, site, receivers[-1], "第二个结果，很私密")
    expect(page.locator("body")).to_have_attribute("data-told", "接诉 有新的回复，点开查看。")


def test_after_forgetting_nothing_of_the_talk_is_on_the_device(
    page: Page, site: Site, tracker: WireTracker
) -> None:
    say(page, "前一个人的话")
    expect(page.get_by_text("1 前一个人的话")).to_be_visible()
    page.locator("#menu summary").click()
    page.get_by_role("link", name="忘记这台设备").click()
    page.get_by_role("button", name="忘记这台设备").click()
    expect(page.get_by_role("heading", name="已忘记这台设备")).to_be_visible()
    page.go_back()
    page.goto(site.address)
    expect(page.get_by_text("前一个人的话")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
