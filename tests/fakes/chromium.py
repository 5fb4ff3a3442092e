"""A real Chromium for pages."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it has none
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
needs_chromium = pytest.mark.skipif(
    not Path(CHROMIUM).exists() and "JIESU_REQUIRE_BROWSER" not in os.environ,
    reason="no Chromium on this machine",
)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def started() -> Iterator[Browser]:
    """One for many tests, each with a context of its own: a start takes seconds and can hang.

    No other event loop runs in this thread meanwhile.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def axe(page: Page) -> Any:
    """What axe finds on a page that is wholly there.

    A page shows its words before its style sheet has come; until then colours are the browser's.
    """
    page.wait_for_load_state()
    return Axe().run(page)
