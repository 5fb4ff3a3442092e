"""The chat as programs use it."""

import re

import httpx
import pytest
from fastapi import FastAPI

from bot.web.refusal import PHOTO_BYTES
from bot.wording import inbox as inbox_sentences
from bot.wording import web as sentences
from tests.bot.inbox.wire import Clock, WireTracker
from tests.bot.web.conftest import JPEG

pytestmark = pytest.mark.usefixtures("plain_dialogue")


async def say(client: httpx.AsyncClient, text: str, identifier: str = "1") -> httpx.Response:
    return await client.post("/chat/messages", json={"id": identifier, "text": text})


async def lines(client: httpx.AsyncClient, after: int = 0) -> list[str]:
    answer = await client.get("/chat/messages", params={"after": after})
    return [line["text"] for line in answer.json()["lines"]]


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert re.search(r"[\u4e00-\u9fff]", answer.json()["detail"])


async def test_a_message_gets_its_replies(browser: httpx.AsyncClient) -> None:
    answer = await say(browser, "牛奶酸了")
    assert answer.status_code == 200
    reply = answer.json()["replies"][0]
    assert (reply["seq"], reply["text"], reply["buttons"]) == (2, "1 牛奶酸了", [])
    assert await lines(browser) == ["牛奶酸了", "1 牛奶酸了"]
    assert await lines(browser, after=1) == ["1 牛奶酸了"]


async def test_the_cookie_is_closed_to_scripts_and_lasts_180_days(
    browser: httpx.AsyncClient,
) -> None:
    cookie = (await say(browser, "你好")).headers["set-cookie"]
    assert re.match(r"jiesu_chat=[A-Za-z0-9_-]{43};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=15552000" in cookie
    assert "Secure" not in cookie


async def test_a_program_without_cookies_uses_a_bearer(
    browser: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    session = await browser.post("/chat/sessions")
    assert session.status_code == 201
    header = {"authorization": f"Bearer {session.json()['token']}"}
    await browser.post("/chat/messages", json={"id": "1", "text": "你好"}, headers=header)
    read = await stranger.get("/chat/messages", headers=header)
    assert [line["text"] for line in read.json()["lines"]] == ["你好", "1 你好"]
    assert await lines(stranger) == []


async def test_a_bearer_that_is_none_is_refused(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/chat/messages", headers={"authorization": "Bearer nonsense"})
    assert_problem(answer, 401, "unknown_chat")


async def test_the_same_id_twice_is_one_message(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    first, again = await say(browser, "file"), await say(browser, "file")
    assert first.json() == again.json()
    assert len(tracker.filed) == 1


async def test_while_the_tracker_is_away_a_message_is_taken_with_202(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    tracker.away = True
    answer = await say(browser, "你好")
    assert answer.status_code == 202
    assert answer.json() == {"replies": [], "pending": True}
    assert await lines(browser) == ["你好", inbox_sentences.LATER]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("\x00\x01\x02", "unreadable"),
        ("字" * 20_001, "too_long"),
    ],
)
async def test_a_message_that_cannot_be_read_gets_its_own_answer(
    browser: httpx.AsyncClient, text: str, code: str
) -> None:
    assert_problem(await say(browser, text), 422, code)
    assert await lines(browser) == []


@pytest.mark.parametrize(
    "text",
    ["字" * 20_000, "<script>alert(1)</script>", "'; DROP TABLE conversation; --", "😡", "a\x00b"],
)
async def test_odd_text_is_taken_as_text(browser: httpx.AsyncClient, text: str) -> None:
    assert (await say(browser, text)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'{"id": "1"',
        b'{"id": "", "text": "a"}',
        b'{"id": "1", "text": 3}',
        b'{"id": "1", "text": "a", "more": 1}',
        b'{"id": "1", "text": "\\ud800"}',
        b'{"id": "1", "location": {"lat": 200, "lon": 0}}',
        b'{"id": "1", "location": {"lat": NaN, "lon": 0}}',
        b'{"id": "1", "photos": ["1","2","3","4","5","6","7","8","9","10"]}',
        b'{"id": "1", "text": "a", "button": "\xe6\x8f\x90"}',
        b"\xff\xfe",
    ],
)
async def test_a_body_that_is_wrong_is_refused_in_words(
    browser: httpx.AsyncClient, body: bytes
) -> None:
    headers = {"content-type": "application/json"}
    answer = await browser.post("/chat/messages", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("invalid", "empty", "unreadable")
    assert re.search(r"[\u4e00-\u9fff]", answer.json()["detail"])


async def test_a_body_without_end_is_refused_before_it_is_read(browser: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> object:
        nonlocal sent
        while sent < 50 * 1024 * 1024:
            sent += 65536
            yield b"x" * 65536

    headers = {"content-type": "application/json"}
    answer = await browser.post("/chat/messages", content=endless(), headers=headers)  # type: ignore[arg-type] # a generator of bytes
    assert_problem(answer, 413, "too_large")
    assert sent < 3 * 1024 * 1024


async def test_a_pressed_button_is_told_with_its_label(browser: httpx.AsyncClient) -> None:
    answer = await browser.post(
        "/chat/messages", json={"id": "1", "text": "提交", "button": "cmd:submit"}
    )
    assert answer.status_code == 200
    assert (await lines(browser))[0] == "提交"


async def test_what_a_reply_is_stays_with_it(browser: httpx.AsyncClient) -> None:
    await say(browser, "receipt")
    answer = await browser.get("/chat/messages")
    assert [line["look"] for line in answer.json()["lines"]] == ["plain", "receipt"]


async def test_a_location_alone_is_a_message(browser: httpx.AsyncClient) -> None:
    where = {"lat": 22.54, "lon": 114.05}
    answer = await browser.post("/chat/messages", json={"id": "1", "location": where})
    assert answer.status_code == 200
    assert (await lines(browser))[0] == "［位置］"


async def test_a_photo_is_stored_shown_and_sent(browser: httpx.AsyncClient) -> None:
    stored = await browser.post("/chat/photos", files={"file": ("牛奶.jpg", JPEG)})
    assert stored.status_code == 201
    evidence = stored.json()["evidence"]
    answer = await browser.post("/chat/messages", json={"id": "1", "photos": [evidence]})
    assert answer.status_code == 200
    transcript = (await browser.get("/chat/messages")).json()["lines"]
    assert transcript[0]["photos"] == [evidence]
    shown = await browser.get(f"/chat/photos/{evidence}")
    assert shown.headers["content-type"] == "image/jpeg"
    assert JPEG in shown.content


async def test_a_photo_is_closed_to_other_chats(
    browser: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    stored = await browser.post("/chat/photos", files={"file": ("a.jpg", JPEG)})
    evidence = stored.json()["evidence"]
    await say(stranger, "你好")
    assert_problem(await stranger.get(f"/chat/photos/{evidence}"), 404, "unknown_evidence")
    assert_problem(await stranger.get("/chat/photos/none"), 404, "unknown_evidence")
    stolen = await stranger.post("/chat/messages", json={"id": "2", "photos": [evidence]})
    assert_problem(stolen, 404, "unknown_evidence")


async def test_a_text_file_named_jpg_is_refused_kindly(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/chat/photos", files={"file": ("a.jpg", b"just words")})
    assert_problem(answer, 415, "not_accepted")


async def test_a_photo_of_30_megabytes_is_refused_kindly(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    answer = await browser.post("/chat/photos", files={"file": ("a.jpg", JPEG * 2_500_000)})
    assert_problem(answer, 413, "too_large")
    assert answer.json()["detail"] == sentences.PHOTO_TOO_LARGE
    assert tracker.evidence == {}


async def test_a_photo_one_byte_too_large_is_refused(
    browser: httpx.AsyncClient, tracker: WireTracker
) -> None:
    answer = await browser.post(
        "/chat/photos", files={"file": ("a.jpg", b"x" * (PHOTO_BYTES + 1))}
    )
    assert_problem(answer, 413, "too_large")
    assert tracker.evidence == {}


async def test_a_photo_form_that_is_none_is_refused(browser: httpx.AsyncClient) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await browser.post("/chat/photos", content=b"nonsense", headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] == "invalid"
    empty = await browser.post("/chat/photos", files={"file": ("a.jpg", b"")})
    assert_problem(empty, 422, "empty")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
async def test_another_sites_page_cannot_write_with_our_cookie(
    browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    await say(browser, "你好")
    body = {"id": "2", "text": "我要撤回"}
    answer = await browser.post("/chat/messages", json=body, headers=headers)
    assert_problem(answer, 403, "foreign")
    photo = await browser.post("/chat/photos", files={"file": ("a.jpg", JPEG)}, headers=headers)
    assert_problem(photo, 403, "foreign")
    page = await browser.post("/", data={"id": "3", "text": "我要撤回"}, headers=headers)
    assert page.status_code == 403
    assert len(await lines(browser)) == 2


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://chat"}, {}]
)
async def test_our_own_page_may_write(browser: httpx.AsyncClient, headers: dict[str, str]) -> None:
    body = {"id": "2", "text": "你好"}
    answer = await browser.post("/chat/messages", json=body, headers=headers)
    assert answer.status_code == 200


async def test_a_flood_is_stopped_kindly_and_not_stored(browser: httpx.AsyncClient) -> None:
    answers = [await say(browser, "你好", str(n)) for n in range(62)]
    stopped = [a for a in answers if a.status_code == 429]
    assert stopped
    assert_problem(stopped[0], 429, "too_fast")
    assert int(stopped[0].headers["retry-after"]) >= 1
    taken = [a for a in answers if a.status_code == 200]
    assert len(await lines(browser)) == 2 * len(taken)


async def test_hundreds_of_new_chats_from_this_machine_are_all_answered(
    app: FastAPI,
) -> None:
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1234))
    statuses = []
    for number in range(40):
        async with httpx.AsyncClient(transport=transport, base_url="http://chat") as client:
            statuses.append((await say(client, f"第{number}位")).status_code)
    assert statuses == [200] * 40


async def test_the_chat_is_documented(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert {path for path in paths if path.startswith("/chat")} == {
        "/chat/sessions",
        "/chat/messages",
        "/chat/cases",
        "/chat/photos",
        "/chat/photos/{evidence}",
        "/chat/events",
        "/chat/resume",
    }
    assert paths["/chat/messages"]["post"]["tags"] == ["chat"]


async def test_a_conversation_outlives_a_slow_clock(
    browser: httpx.AsyncClient, clock: Clock
) -> None:
    await say(browser, "你好")
    clock.pass_seconds(100 * 86400)
    assert await lines(browser) == ["你好", "1 你好"]
