"""The whole tracker over a real database, with cases in it and officers who sign in."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import expect

from api.app import create_app
from api.cases import evidence
from api.cases.tables import CaseRow
from api.contract.models import CityInfo, FileRequest
from api.intake.filing import Filer, file_once
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.settings import Settings
from api.kit.work import Works
from api.people.passwords import hash_password
from api.people.tables import Officer
from api.reactions import Office, react
from knowledge.cities.city import City
from knowledge.cities.load import load_city
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock

PASSWORD = "kavo-nite-ruzo-bemi"
expect.set_options(timeout=60_000)  # a page that never comes fails all the same, on a busy machine
_HASH = hash_password(PASSWORD)  # once: a hash is slow on purpose
STAFF = {
    "futian1": ("苏晓岚", "SZ-FT-008", ["handler"]),
    "futian2": ("贺文舟", "SZ-FT-008", ["handler"]),
    "futianhead": ("程立行", "SZ-FT", ["supervisor", "approver"]),
    "baoan1": ("梁海川", "SZ-BA", ["handler"]),
    "city1": ("纪云帆", "SZ", ["handler"]),
    "auditor1": ("卓然之", "SZ", ["auditor"]),
    "admin1": ("严守正", "SZ", ["admin"]),
    "keeper1": ("白静姝", "SZ", ["custodian"]),
}


@pytest.fixture
def works(database: Database, keys: Keyring, clock: SettableClock, city: City) -> Works:
    """Units of work in which everything follows as in the product."""
    return Works(database, keys, clock, react(Office(city)))


@pytest.fixture
def filer(city: City) -> Filer:
    return Filer(city, _explain, hide=lambda text, _: text)


def _explain(text: str, _: datetime | None) -> dict[str, Any]:
    """An understanding in the pipeline's form, with the reasons the words of the tests give."""
    at = text.find("虫")
    why = {"rule": "hz.foreign.bug", "decides": "hazard:foreign_object", "weight": 0.9}
    return {
        "why": [{**why, "span": [at, at + 1], "text": "虫"}] if at >= 0 else [],
        "confidence": 0.87,
        "runner_up": "hazard:hygiene",
        "lexicon_version": "t1",
    }


@pytest.fixture
def staff(works: Works) -> dict[str, Officer]:
    made = {
        login: Officer(
            id=f"id-{login}",
            login=login,
            name=name,
            office=office,
            roles=roles,
            password_hash=_HASH,
        )
        for login, (name, office, roles) in STAFF.items()
    }
    with works.write() as work:
        work.session.add_all(made.values())
    return made


def make_app(works: Works) -> FastAPI:
    """The tracker's application over these works."""
    city = load_city("shenzhen")
    info = CityInfo(name="shenzhen", title="深圳", hotline="12315", office_hours="", districts=())

    def nothing(_: Any) -> Any:
        raise AssertionError("the console understands no message")

    filer = Filer(city, _explain, hide=lambda text, _: text)
    return create_app(Settings(), works, filer, nothing, info)


@cache
def _standing() -> tuple[Works, FastAPI]:
    """The application, made once a process, and the works it holds: all its state."""
    held = Works.__new__(Works)
    held.keys = Keyring(bytes(32))  # never used: `app` puts a test's own in its place
    return held, make_app(held)


@pytest.fixture
def app(works: Works) -> FastAPI:
    """The tracker over this test's database, keys and time; making one takes a while."""
    held, made = _standing()
    vars(held).update(vars(works))
    made.state.works, made.state.keys = works, works.keys
    return made


@pytest.fixture
def client(app: FastAPI, staff: dict[str, Officer]) -> Iterator[Browser]:
    assert staff
    with Browser(app) as opened:
        yield opened


@pytest.fixture
def file(works: Works, filer: Filer, staff: dict[str, Officer]) -> Callable[..., list[CaseRow]]:
    """Files a request; its cases get their office and handler as in the product."""
    assert staff

    def run(request: FileRequest) -> list[CaseRow]:
        return file_once(works, filer, request)[0]

    return run


@pytest.fixture
def photo(works: Works) -> str:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, "PNG")
    with works.write() as work:
        return evidence.store(work, evidence.clean_photo(out.getvalue())).id


def enter(client: Browser, login: str) -> None:
    """Sign in; the client keeps the cookie."""
    client.cookies.clear()
    answer = client.post("/desk/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303


def csrf_of(client: Browser, page: str = "/desk/account") -> str:
    """The token on a page of the session."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(page).text)
    assert found
    return found[1]
