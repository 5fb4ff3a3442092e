"""Light or dark, and how large: kept in a cookie, right from the first paint."""

import httpx
import pytest

from bot.web.appearance import COOKIE


async def test_nothing_is_chosen_at_first(browser: httpx.AsyncClient) -> None:
    assert (
        '<html lang="zh-CN" data-theme="system" data-size="normal">'
        in (await browser.get("/")).text
    )


async def test_what_is_chosen_is_kept_on_all_pages(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/look", data={"theme": "dark"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    await browser.post("/look", data={"size": "huge"})
    for path in ("/", "/resume", "/forget"):
        assert 'data-theme="dark" data-size="huge"' in (await browser.get(path)).text


@pytest.mark.parametrize("field", ["theme", "size"])
async def test_what_there_is_not_is_refused(browser: httpx.AsyncClient, field: str) -> None:
    assert (await browser.post("/look", data={field: '"><script>'})).status_code == 422


@pytest.mark.parametrize("cookie", ["", "dark", "pink.huge", "dark.huge.more", "<b>.<b>"])
async def test_a_strange_cookie_counts_as_nothing_chosen(
    browser: httpx.AsyncClient, cookie: str
) -> None:
    page = await browser.get("/", headers={"cookie": f"{COOKIE}={cookie}"})
    assert 'data-theme="system" data-size="normal"' in page.text
