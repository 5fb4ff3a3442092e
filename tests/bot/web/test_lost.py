"""What people see instead of a problem document."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from api.kit.problems import install
from bot.inbox.receive import Receiver
from bot.web.lost import add_lost_pages
from bot.web.templating import Templates
from bot.wording import web as sentences
from tests.bot.inbox.wire import WireTracker

PERSON = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
async def visitor(receiver: Receiver) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    install(app)
    add_lost_pages(app, Templates(receiver))

    @app.get("/broken")
    @app.get("/desk/broken")
    def _broken() -> None:
        raise RuntimeError("林晓 13800138000")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat") as client:
        yield client


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/broken", 500)])
async def test_a_person_gets_a_page_with_a_way_on(
    visitor: httpx.AsyncClient, path: str, status: int, tracker: WireTracker
) -> None:
    for tracker.away in (False, True):
        answer = await visitor.get(path, headers=PERSON)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert all(words in answer.text for words in sentences.LOST[status])
        assert '<a class="main" href="/">' in answer.text
        assert "林晓" not in answer.text


async def test_a_wrong_method_is_a_page_too(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post("/broken", headers=PERSON)
    assert answer.status_code == 405
    assert sentences.LOST[405][0] in answer.text


@pytest.mark.parametrize(
    ("path", "headers"), [("/nowhere", {}), ("/v1/nowhere", PERSON), ("/desk/broken", PERSON)]
)
async def test_programs_and_other_doors_get_a_problem(
    visitor: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    answer = await visitor.get(path, headers=headers)
    assert answer.headers["content-type"] == "application/problem+json"
