"""What tests do on the chat page."""

import hashlib
import io

from PIL import Image
from playwright.sync_api import FilePayload, Page


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(out, "JPEG")
    return out.getvalue()


PICTURE = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=picture())
WORDS = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=b"words")


def say(page: Page, text: str) -> None:
    page.get_by_label("要说的话").fill(text)
    page.get_by_role("button", name="发送", exact=True).click()


def bubbles(page: Page) -> list[str]:
    return page.locator("[data-seq] .bubble").all_inner_texts()


def chat_address(page: Page) -> str:
    cookie = next(c for c in page.context.cookies() if c["name"] == "jiesu_chat")
    return hashlib.sha256(cookie["value"].encode()).hexdigest()
