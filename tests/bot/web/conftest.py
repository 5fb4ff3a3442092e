"""The web chat in a real application, over real databases, with a tracker at the wire."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.receive import Receiver
from bot.web.routes import web_routes
from tests.bot.inbox.conftest import clock, plain_dialogue, tracker
from tests.bot.inbox.wire import Clock, WireTracker

__all__ = ["clock", "plain_dialogue", "tracker"]

JPEG = b"\xff\xd8\xff\xe0 a picture"


@pytest.fixture
def receiver(database: Database, keys: Keyring, tracker: WireTracker, clock: Clock) -> Receiver:
    return Receiver(database, keys, tracker.client, clock)


@pytest.fixture
def app(receiver: Receiver, tracker: WireTracker, clock: Clock) -> FastAPI:
    async def read_photo(identifier: str) -> tuple[str, bytes]:
        return "image/jpeg", tracker.evidence[identifier]

    application = FastAPI()
    application.include_router(
        web_routes(receiver, tracker.client, read_photo, clock, "", seconds=lambda: 0.0)
    )
    return application


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Keeps cookies."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat") as client:
        yield client


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat") as client:
        yield client
