"""Nothing that was written or chosen is lost or doubled, whatever the network does."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect

from tests.bot.inbox.wire import WireTracker
from tests.bot.web.chromium.browsing import PICTURE, bubbles, say
from tests.bot.web.chromium.conftest import Site
from tests.fakes.chromium import needs_chromium

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.usefixtures("plain_dialogue"),
]

SVG = FilePayload(
    name="a.svg",
    mimeType="image/svg+xml",
    buffer=b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
)


def test_several_photos_are_one_message_with_one_reply(page: Page) -> None:
    page.set_input_files("#photos", [PICTURE, PICTURE, PICTURE])
    expect(page.locator("#previews li")).to_have_count(3)
    say(page, "三张")
    expect(page.locator(".ours[data-seq]")).to_have_text(re.compile("1 三张"))
    page.reload()
    expect(page.locator(".theirs")).to_have_count(1)
    expect(page.locator(".theirs img")).to_have_count(3)
    expect(page.locator(".ours[data-seq]")).to_have_count(1)


def test_a_photo_is_taken_out_before_it_is_sent(page: Page, tracker: WireTracker) -> None:
    page.set_input_files("#photos", [PICTURE, PICTURE])
    page.get_by_label("去掉第 1 张照片").click()
    expect(page.locator("#previews li")).to_have_count(1)
    expect(page.get_by_label("去掉第 1 张照片")).to_be_focused()
    expect(page.get_by_alt_text("要发的第 1 张照片")).to_be_visible()
    say(page, "一张")
    expect(page.locator(".theirs img")).to_have_count(1)
    expect(page.get_by_text("1 一张")).to_be_visible()
    page.set_input_files("#photos", PICTURE)
    page.get_by_label("去掉第 1 张照片").click()
    expect(page.get_by_label("要说的话")).to_be_focused()


def test_the_upload_shows_how_far_it_is(page: Page) -> None:
    page.route("**/chat/photos", lambda _: None)  # it hangs
    page.set_input_files("#photos", PICTURE)
    expect(page.get_by_label("第 1 张照片上传进度")).to_be_visible()
    say(page, "看")
    expect(page.locator(".theirs .status")).to_contain_text(re.compile("发送中|上传中"))


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg"])
def test_what_is_no_picture_is_refused_before_it_is_sent(
    page: Page, tracker: WireTracker, kind: str
) -> None:
    page.set_input_files("#photos", FilePayload(name="a", mimeType=kind, buffer=b"words"))
    expect(page.get_by_role("alert")).to_contain_text("不是照片")
    expect(page.locator("#previews")).to_be_hidden()
    assert tracker.requests["/v1/evidence"] == 0


def test_what_only_the_server_knows_for_no_photo_is_refused_after_the_upload(
    page: Page, tracker: WireTracker
) -> None:
    page.set_input_files("#photos", SVG)
    expect(page.get_by_role("alert")).to_contain_text("这个文件不是照片")
    expect(page.locator("#previews")).to_be_hidden()
    assert tracker.requests["/v1/evidence"] == 1


def test_what_is_too_large_is_refused_before_it_is_sent(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\xff\xd8\xff" + bytes(20 * 1024 * 1024))
    page.set_input_files("#photos", large)
    expect(page.get_by_role("alert")).to_contain_text("20 MB 以内")
    expect(page.locator("#previews")).to_be_hidden()


def test_more_than_nine_photos_are_told(page: Page) -> None:
    page.set_input_files("#photos", [PICTURE] * 10)
    expect(page.get_by_role("alert")).to_contain_text("一次最多发 9 张")
    expect(page.locator("#previews li")).to_have_count(9)


def test_photos_and_words_written_offline_survive_a_closed_window(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.set_offline(True)
    page.set_input_files("#photos", PICTURE)
    expect(page.get_by_text("联网后再传")).to_be_visible()
    say(page, "断网时拍的")
    say(page, "还有一句")
    expect(page.get_by_text("还没有发出去")).to_be_visible()
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(site.address)
    expect(again.get_by_text("2 还有一句")).to_be_visible()
    assert bubbles(again) == ["断网时拍的", "1 断网时拍的", "还有一句", "2 还有一句"]
    again.reload()
    assert bubbles(again) == ["断网时拍的", "1 断网时拍的", "还有一句", "2 还有一句"]
    expect(again.locator(".theirs img")).to_have_count(1)


def test_an_answer_that_is_lost_on_the_way_doubles_nothing(page: Page) -> None:
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().text())  # the server has it, the page does not know
        route.abort()

    page.route("**/chat/messages", lose_once)
    say(page, "一次就好")
    expect(page.locator(".theirs .status")).to_be_empty(timeout=15_000)
    assert lost
    assert bubbles(page) == ["一次就好", "1 一次就好"]


def test_two_windows_send_what_waited_once(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.set_offline(True)
    say(page, "只一次")
    expect(page.get_by_text("还没有发出去")).to_be_visible()
    context.set_offline(False)
    other = context.new_page()
    other.goto(site.address)
    for window in (page, other):
        expect(window.get_by_text("1 只一次")).to_be_visible(timeout=15_000)
    page.reload()
    assert bubbles(page) == ["只一次", "1 只一次"]


def test_what_a_forgotten_chat_left_unsent_is_not_sent_by_the_next(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.set_offline(True)
    say(page, "前一个人的话")
    expect(page.get_by_text("还没有发出去")).to_be_visible()
    page.route("**/chat/messages", lambda route: route.abort())  # before the queue goes on
    context.set_offline(False)
    context.clear_cookies()
    page.reload()
    page.unroute("**/chat/messages")
    say(page, "后一个人的话")
    expect(page.get_by_text("1 后一个人的话")).to_be_visible()
    assert bubbles(page) == ["后一个人的话", "1 后一个人的话"]


def test_what_was_being_written_is_still_there_after_looking_elsewhere(
    page: Page, site: Site
) -> None:
    page.get_by_label("要说的话").fill("写到一半")
    page.goto(site.address + "resume")
    page.get_by_role("link", name="回到对话").click()
    expect(page.get_by_label("要说的话")).to_have_value("写到一半")


def test_a_place_that_may_not_be_known_is_asked_for_in_words(
    page: Page, context: BrowserContext
) -> None:
    context.clear_permissions()
    page.get_by_role("button", name="发送我的位置").click()
    expect(page.get_by_role("alert")).to_contain_text("没有定位权限")
    expect(page.get_by_role("alert")).to_contain_text("直接写地址")
    expect(page.locator(".theirs")).to_have_count(0)
