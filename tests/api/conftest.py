"""Units of work over a real database, without reactions, and a city."""

from collections.abc import Callable
from typing import Any

import pytest

from api.intake.filing import Filer, file_once
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from knowledge.cities.city import City
from knowledge.cities.load import load_city
from tests.fakes.clock import SettableClock


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def works(database: Database, keys: Keyring, clock: SettableClock) -> Works:
    """Units of work in which nothing follows from what happens."""
    return Works(database, keys, clock, lambda *_: None)


@pytest.fixture
def city() -> City:
    return load_city("shenzhen")


@pytest.fixture
def filer(city: City) -> Filer:
    return Filer(
        city,
        explain=lambda text, at: {"kinds": [], "why": [], "lexicon_version": "t1"},
        hide=lambda text, _: text.replace("林晓", "＊＊"),
    )


@pytest.fixture
def open_cases(works: Works, filer: Filer) -> Callable[..., Any]:
    def run(request: Any) -> Any:
        return file_once(works, filer, request)

    return run
