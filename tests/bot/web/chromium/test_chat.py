"""Talking: messages, replies, notices and quick replies."""

import asyncio
import contextlib
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from bot.delivery.drain import Drain
from bot.inbox.receive import Receiver
from bot.web.courier import WebCourier
from bot.wording.notices import render
from tests.bot.inbox.test_receive import AT
from tests.bot.inbox.wire import WireTracker
from tests.bot.web.chromium.browsing import PICTURE, WORDS, bubbles, chat_address, say
from tests.bot.web.chromium.conftest import Site
from tests.fakes.chromium import needs_chromium

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.usefixtures("plain_dialogue"),
]


def test_a_reply_comes_without_reloading_and_stays_after_it(page: Page) -> None:
    loads: list[object] = []
    page.on("load", lambda loaded: loads.append(loaded))  # noqa: PLW0108 - it marks its handlers
    say(page, "牛奶酸了")
    expect(page.get_by_text("1 牛奶酸了")).to_be_visible()
    assert loads == []
    expect(page.locator("[data-seq]")).to_have_count(2)
    page.reload()
    assert bubbles(page) == ["牛奶酸了", "1 牛奶酸了"]


def test_the_conversation_survives_a_restart_of_the_server_and_goes_on_by_itself(
    page: Page, site: Site
) -> None:
    say(page, "一")
    expect(page.get_by_text("1 一")).to_be_visible()
    site.stop()
    say(page, "二")
    expect(page.get_by_text("还没有发出去")).to_be_visible(timeout=10_000)
    site.start()
    expect(page.get_by_text("2 二")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("还没有发出去")).to_have_count(0)
    assert bubbles(page) == ["一", "1 一", "二", "2 二"]


def test_a_lost_connection_is_said_until_it_is_back(page: Page, site: Site) -> None:
    say(page, "一")
    expect(page.get_by_text("1 一")).to_be_visible()
    site.stop()
    expect(page.get_by_text("连接断开了")).to_be_visible(timeout=15_000)
    site.start()
    expect(page.get_by_text("连接断开了")).to_be_hidden(timeout=20_000)


def test_what_was_not_sent_is_sent_after_a_reload(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    say(page, "离线写的")
    expect(page.get_by_text("还没有发出去")).to_be_visible()
    expect(page.locator("#connection")).to_contain_text("没有网络")
    context.set_offline(False)
    page.reload()
    expect(page.get_by_text("1 离线写的")).to_be_visible()


def test_what_an_officer_says_appears_by_itself(
    page: Page, site: Site, tracker: WireTracker, receivers: list[Receiver]
) -> None:
    say(page, "你好")
    expect(page.get_by_text("1 你好")).to_be_visible()
    notice = Notice(
        template=Template.replied,
        number="SZ-20261121-0001",
        kind=Kind.complaint,
        office="景田所",
        at=AT,
        text="请补一张小票<script>",
    )
    address = chat_address(page)
    tracker.put("d1", Platform.web, address, notice)
    receiver = receivers[-1]
    drain = Drain(tracker.client, [WebCourier(receiver)], receiver)
    asyncio.run_coroutine_threadsafe(drain.drain_once(), site.loop).result(10)
    expect(page.locator("[data-seq='3']")).to_contain_text("请补一张小票<script>")
    assert "小票" in render(notice).text


def test_two_windows_of_one_chat_show_the_same_once(
    page: Page, context: BrowserContext, site: Site
) -> None:
    other = context.new_page()
    other.goto(site.address)
    say(page, "你好")
    expect(other.get_by_text("1 你好")).to_be_visible()
    say(other, "在吗")
    expect(page.get_by_text("2 在吗")).to_be_visible()
    assert bubbles(page) == bubbles(other) == ["你好", "1 你好", "在吗", "2 在吗"]


def test_a_photo_is_previewed_sent_and_shown(page: Page) -> None:
    page.set_input_files("#photos", PICTURE)
    expect(page.get_by_alt_text("要发的第 1 张照片")).to_be_visible()
    say(page, "看这个")
    expect(page.get_by_text("1 看这个")).to_be_visible()
    page.reload()
    expect(page.get_by_alt_text("第 1 张照片", exact=True)).to_be_visible()
    expect(page.locator("#previews")).to_be_hidden()


def test_a_text_file_named_jpg_is_refused_in_words(page: Page) -> None:
    page.set_input_files("#photos", WORDS)
    expect(page.get_by_role("alert")).to_contain_text("不是照片")
    expect(page.locator("#previews")).to_be_hidden()


def test_a_location_is_sent(page: Page) -> None:
    page.get_by_role("button", name="发送我的位置").click()
    expect(page.locator(".theirs .bubble")).to_have_text("［位置］")


def test_nothing_written_becomes_markup_in_the_script_either(page: Page) -> None:
    say(page, "<img src=x onerror=alert(1)>**粗<b>**")
    expect(page.locator(".ours[data-seq] .bubble")).to_contain_text(
        "<img src=x onerror=alert(1)>粗<b>"
    )
    assert page.locator(".bubble img").count() == 0
    assert page.locator(".bubble b").count() == 0
    assert page.locator(".ours[data-seq] strong").inner_text() == "粗<b>"


def test_what_is_too_long_is_given_back(page: Page) -> None:
    say(page, "字" * 20_001)
    expect(page.get_by_role("alert")).to_contain_text("超过两万字")
    expect(page.locator(".day")).to_have_count(0)
    expect(page.locator("#quick button").first).to_be_visible()
    expect(page.get_by_label("要说的话")).to_have_value("字" * 20_001)
    assert bubbles(page) == []


def test_the_chat_works_by_keyboard_alone(page: Page) -> None:
    expect(page.get_by_label("要说的话")).to_be_focused()
    page.keyboard.type("键盘")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ours[data-seq]")).to_have_text(re.compile("1 键盘.?第二行"))
    expect(page.get_by_label("要说的话")).to_be_focused()
    page.keyboard.type("回车也行")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 回车也行")).to_be_visible()


def test_a_quick_reply_is_pressed_by_keyboard(page: Page) -> None:
    button = page.get_by_role("button", name="查进度")
    expect(button).to_be_visible()
    for _ in ("place", "photos", "the last button"):
        page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".theirs .bubble")).to_have_text("查进度")
    expect(page.get_by_label("快捷回复")).to_be_hidden()


def test_without_script_the_form_works(chromium: Browser, site: Site) -> None:
    with contextlib.closing(chromium.new_context(java_script_enabled=False)) as context:
        plain = context.new_page()
        plain.goto(site.address)
        plain.fill("#text", "没有脚本")
        plain.set_input_files("#photos", PICTURE)
        plain.click(".send")
        expect(plain.get_by_text("1 没有脚本")).to_be_visible()
        expect(plain.get_by_alt_text("第 1 张照片", exact=True)).to_be_visible()
