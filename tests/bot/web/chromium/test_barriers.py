"""No barrier in any state: checked by axe, by width, by reach of a thumb, and by keyboard."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.inbox.wire import WireTracker, view_of
from tests.bot.web.chromium.browsing import PICTURE, WORDS, say
from tests.bot.web.chromium.conftest import Site
from tests.fakes.chromium import axe, needs_chromium

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.usefixtures("plain_dialogue"),
]

SMALL = """() => [...document.querySelectorAll("a, button, summary, input, textarea")]
  .filter((one) => one.checkVisibility() && !one.closest(".hidden, .skip, p, dd"))
  .map((one) => [one.closest("label") ?? one, one])
  .filter(([seen]) => seen.getBoundingClientRect().height < 43.9
    || seen.getBoundingClientRect().width < 43.9)
  .map(([, one]) => one.outerHTML.slice(0, 120))"""
WIDE = """width => [document.documentElement, ...document.querySelectorAll(".scroller")]
  .some((one) => one.scrollWidth > width)"""


def visit(chromium: Browser, site: Site, width: int, scheme: str, size: str) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": width, "height": 700},
        color_scheme=scheme,  # type: ignore[arg-type] # a literal
        has_touch=width < 500,
        bypass_csp=True,  # the checker is injected
    )
    with contextlib.closing(context):
        look = {"name": "jiesu_look", "value": f"system.{size}", "url": site.address}
        context.add_cookies([look])  # type: ignore[list-item] # a literal
        yield context.new_page()


@pytest.mark.parametrize(
    ("width", "scheme", "size"),
    [
        (320, "light", "normal"),
        (320, "dark", "huge"),
        (390, "dark", "large"),
        (1280, "light", "normal"),
        (1280, "dark", "normal"),
    ],
)
def test_every_state_is_free_of_barriers_and_fits(
    chromium: Browser, site: Site, tracker: WireTracker, width: int, scheme: str, size: str
) -> None:
    tracker.mine = [view_of("SZ-20261121-0007", {"matters": [{"kind": "report"}]})]

    def sound(page: Page, state: str) -> None:
        found = axe(page)
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        assert not page.evaluate(WIDE, arg=width), state
        assert page.evaluate(SMALL) == [], state

    for page in visit(chromium, site, width, scheme, size):
        page.goto(site.address)
        sound(page, "start")
        page.locator("#menu summary").click()
        sound(page, "menu")
        page.keyboard.press("Escape")
        for text in ("一个很长的网址" + "x" * 300, "emergency", "receipt"):
            lines = page.locator(".ours[data-seq]").count()
            say(page, text)
            expect(page.locator(".ours[data-seq]")).to_have_count(lines + 1)
        page.set_input_files("#photos", [PICTURE, PICTURE])
        page.set_input_files("#photos", WORDS)
        expect(page.get_by_role("alert")).to_be_visible()
        page.context.set_offline(True)
        say(page, "没有网")
        expect(page.get_by_text("还没有发出去")).to_be_visible()
        page.set_input_files("#photos", PICTURE)
        sound(page, "talk")
        page.context.set_offline(False)
        page.goto(site.address + "resume")
        sound(page, "resume")
        page.get_by_label("编号", exact=True).fill("SZ-20261121-0007")
        page.get_by_label("查询码", exact=True).fill("AAAA-BBBB-CCCC-DDDD")
        page.get_by_role("button", name="查看").click()
        expect(page.get_by_role("alert")).to_be_visible()
        sound(page, "wrong code")
        page.goto(site.address + "forget")
        sound(page, "forget")


def test_twice_as_large_it_still_fits(page: Page) -> None:
    page.set_viewport_size({"width": 195, "height": 422})  # 390 pixels at 200 %
    say(page, "receipt")
    expect(page.locator(".keep")).to_be_visible()
    assert not page.evaluate(WIDE, arg=195)
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_in_viewport()


def test_each_line_is_read_out_once_and_its_sending_is_not(page: Page) -> None:
    log = page.get_by_role("log", name="对话")
    expect(log).to_have_attribute("aria-live", "polite")
    say(page, "你好")
    expect(page.get_by_text("1 你好")).to_be_visible()
    expect(page.locator(".theirs .status")).to_have_attribute("aria-live", "off")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert log.locator(".line").all_inner_texts()[-1].startswith("接诉说：")


def test_nothing_moves_for_whom_that_is_too_much(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    moving = "getComputedStyle(document.querySelector('.typing i')).animationName"
    assert page.evaluate(moving) == "none"


def test_the_first_stop_of_the_keyboard_leads_to_the_text(page: Page) -> None:
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到输入框")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("到了")
    expect(page.get_by_label("要说的话")).to_have_value("到了")
