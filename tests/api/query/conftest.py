"""The door of questions in a real application, in a city in which everything follows."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from api.kit.keys import Keyring
from api.kit.problems import install
from api.kit.work import Works
from api.query.routes import query_routes
from knowledge.cities.city import City
from tests.api.desk.conftest import desk, works

__all__ = ["desk", "works"]


@pytest.fixture
async def door(works: Works, keys: Keyring, city: City) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.state.keys = keys
    install(app)
    app.include_router(query_routes(works, city))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://tracker",
        headers={"authorization": f"Bearer {keys.service_token()}"},
    ) as client:
        yield client
