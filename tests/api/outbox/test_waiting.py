"""A claim that waits is answered when something is left to be said, without looking often."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from api.contract.client import Tracker
from api.contract.codes import Platform
from api.contract.delivery import ClaimRequest
from api.contract.models import ChannelRef
from api.kit.problems import install
from api.outbox.routes import outbox_routes
from api.people.reachable import mark_dead
from api.people.reporters import channel_blind, channel_of
from tests.api.outbox.conftest import Outbox
from tests.fakes.filing import CHANNEL

WAITING = ClaimRequest(worker="w1", platforms=(Platform.web,), wait=20)


@pytest.fixture
async def tracker(outbox: Outbox) -> AsyncIterator[Tracker]:
    app = FastAPI()
    install(app)
    app.state.keys = outbox.works.keys
    app.include_router(outbox_routes(outbox.works))
    headers = {"authorization": f"Bearer {outbox.works.keys.service_token()}"}
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://tracker", headers=headers
    ) as http:
        yield Tracker(http)


async def test_a_waiting_claim_is_answered_by_the_transaction_that_leaves_something(
    outbox: Outbox, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.outbox.routes._GLANCE_SECONDS", 20)
    waiting = asyncio.create_task(tracker.claim(WAITING))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await asyncio.to_thread(outbox.say, "一")
    async with asyncio.timeout(5):
        (claimed,) = await waiting
    assert claimed.notice.text == "一"


async def test_a_waiting_claim_finds_what_another_process_left(
    outbox: Outbox, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.outbox.routes._GLANCE_SECONDS", 0.05)
    monkeypatch.setattr(outbox.works.bell, "ring", lambda: None)
    waiting = asyncio.create_task(tracker.claim(WAITING))
    await asyncio.sleep(0.1)
    await asyncio.to_thread(outbox.say, "一")
    async with asyncio.timeout(5):
        assert len(await waiting) == 1


async def test_a_claim_that_does_not_wait_and_one_at_the_end_of_the_process_answer_at_once(
    outbox: Outbox, tracker: Tracker
) -> None:
    begun = time.monotonic()
    assert await tracker.claim(WAITING.model_copy(update={"wait": 0})) == []
    outbox.works.bell.close()
    assert await tracker.claim(WAITING) == []
    assert time.monotonic() - begun < 10


async def test_a_chat_whose_person_wrote_again_is_alive(outbox: Outbox, tracker: Tracker) -> None:
    with outbox.works.write() as work:
        mark_dead(work, channel_blind(work, CHANNEL))
    await tracker.reachable(ChannelRef(platform=Platform.web, address="another chat"))
    with outbox.works.read() as work:
        assert channel_of(work, outbox.case.id) is None
    await tracker.reachable(CHANNEL)
    with outbox.works.read() as work:
        assert channel_of(work, outbox.case.id) == CHANNEL
