"""The page without script."""

import re
from importlib.resources import files

import httpx
import pytest

from bot.wording import inbox as inbox_sentences
from bot.wording import web as sentences
from tests.bot.inbox.wire import WireTracker
from tests.bot.web.conftest import JPEG

_NAMES = {one.name for one in (files("bot.web") / "static").iterdir()}
pytestmark = pytest.mark.usefixtures("plain_dialogue")


def form_id(page: str) -> str:
    found = re.search(r'name="id" value="(m\.[^"]+)"', page)
    assert found
    return found[1]


async def test_a_message_is_sent_by_form_and_read_after_the_redirect(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/")).text
    assert "食品安全投诉举报" in page
    assert "深圳市 · " in page
    data = {"id": form_id(page), "text": "牛奶酸了"}
    sent = await browser.post("/", data=data)
    assert (sent.status_code, sent.headers["location"]) == (303, "/#latest")
    await browser.post("/", data=data)
    page = (await browser.get("/")).text
    assert page.count('<div class="bubble"><span class="para">牛奶酸了</span></div>') == 1
    assert page.count("1 牛奶酸了") == 1


async def test_nothing_that_was_written_becomes_markup(browser: httpx.AsyncClient) -> None:
    nasty = '<script>alert(1)</script><img src=x onerror=alert(1)> **<b>粗**\n{{ 7*7 }} "'
    await browser.post("/", data={"id": "1", "text": nasty})
    page = (await browser.get("/")).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert '<strong>&lt;b&gt;粗</strong></span><span class="para">{{ 7*7 }}' in page


async def test_what_cannot_be_taken_is_said_on_the_page_and_the_text_is_kept(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.post("/", data={"id": "1", "text": "字" * 20_001})
    assert answer.status_code == 422
    assert inbox_sentences.TOO_LONG in answer.text
    assert "字" * 20_001 in answer.text
    empty = await browser.post("/", data={"id": "1", "text": ""})
    assert empty.status_code == 422
    assert inbox_sentences.EMPTY in empty.text


async def test_a_photo_goes_with_the_form(browser: httpx.AsyncClient) -> None:
    files = [("photos", ("a.jpg", JPEG)), ("photos", ("", b""))]
    answer = await browser.post("/", data={"id": "1", "text": "看"}, files=files)
    assert answer.status_code == 303
    assert 'src="/chat/photos/photo1"' in (await browser.get("/")).text


async def test_a_file_that_is_no_photo_is_said_on_the_page(browser: httpx.AsyncClient) -> None:
    files = {"photos": ("a.jpg", b"words")}
    answer = await browser.post("/", data={"id": "1", "text": "看这个"}, files=files)
    assert answer.status_code == 415
    assert "这个文件不是照片" in answer.text
    assert "看这个" in answer.text


async def test_a_photo_of_30_megabytes_is_said_on_the_page(browser: httpx.AsyncClient) -> None:
    files = {"photos": ("a.jpg", JPEG * 2_500_000)}
    answer = await browser.post("/", data={"id": "1", "text": "看"}, files=files)
    assert answer.status_code == 413
    assert sentences.PHOTO_TOO_LARGE in answer.text


async def test_the_page_stands_when_the_tracker_is_away(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    tracker.away = True
    page = await browser.get("/")
    assert page.status_code == 200
    assert sentences.WELCOME_WITHOUT_TRACKER in page.text


async def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(
    browser: httpx.AsyncClient,
) -> None:
    page = await browser.get("/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"(src|href)=\"(https?:)?//", page.text)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", page.text)


async def test_the_pages_own_files_are_served_and_kept(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/")).text
    addresses = set(re.findall(r'"(/chat/assets/[^"]+)"', page))
    assert {a.rsplit("/", 1)[1] for a in addresses} == _NAMES - {"notify.js", "pages.css"}
    for address in addresses:
        file = await browser.get(address)
        assert file.status_code == 200
        assert "immutable" in file.headers["cache-control"]
    assert (await browser.get("/chat/assets/x/..%2Fpage.py")).status_code == 404


async def test_a_foreign_form_does_not_replace_the_chat(browser: httpx.AsyncClient) -> None:
    await browser.post("/", data={"id": "1", "text": "你好"})
    answer = await browser.post(
        "/", data={"id": "2", "text": "坏"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "你好" not in answer.text
