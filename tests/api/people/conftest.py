"""A unit of work over a real database, with a clock that tests move."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Work, Works
from api.people.officers import create_officer
from api.people.tables import Officer

PASSWORD = "kavo-nite-ruzo-bemi"


class Clock:
    """The time, which stands until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def _nothing_follows(_: Work, __: Any) -> None:
    """No room reacts in these tests."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def works(database: Database, keys: Keyring, clock: Clock) -> Works:
    return Works(database, keys, clock, _nothing_follows)


@pytest.fixture
def officer(works: Works) -> Officer:
    with works.write() as work:
        return create_officer(
            work,
            login="futian1",
            name="苏晓岚",
            office="SZ-FT",
            roles=["handler"],
            password=PASSWORD,
        )
