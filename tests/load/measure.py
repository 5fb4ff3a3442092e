"""Measures the desk's pages over very many cases.

`python -m tests.load.measure ADDRESS [--open N] [--closed N]` fills the empty database at the
address (SQLite or PostgreSQL), asks for each page as an officer's browser would, and prints the
server's time for each: median, 95th percentile, how much of it was this process at work (the
rest is waiting, for the database or for a busy machine), longest. `--filled` skips the filling.
"""

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.app import create_app
from api.contract.models import CityInfo
from api.intake.filing import Filer
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.settings import Settings
from api.kit.work import Works
from api.migrations.run import upgrade
from api.people.officers import by_login, create_officer
from api.people.passwords import hash_password
from api.reactions import Office, react
from bot.root.reading import calm_collector
from knowledge.cities.load import load_city
from tests.fakes.browser import Browser
from tests.load.many import NOW, Many, numbers

_PASSWORD = "kavo-nite-ruzo-bemi"
_STAFF = {
    "citychief": ("SZ", ["supervisor", "approver"]),
    "districtchief": ("SZ-FT", ["supervisor"]),
    "h-SZ-FT-008-1": ("SZ-FT-008", ["handler"]),
}
_VIEWS = (
    *("mine", "office", "unassigned", "today", "late", "soon"),
    *("waiting", "emergency", "covering", "both", "all"),
)
_ROUND = ("team", "approvals", "breaches", "breaches?explained=true", "compliance")
_SEARCHED = (
    "火锅",
    "老陈牛肉火锅",
    "景田北街",
    "抽样送检",
    "退款道歉",
    "0007",
    "没有这样的词",
    "毛肚",
    "虫",
)
_NARROWED = (
    "scope=all&hazard=expired",
    "scope=all&kind=report&division=440304&clock=R01",
    "scope=all&closed=true",
    "scope=all&closed=true&hazard=expired&setting=farm",
    "scope=mine&closed=true",
    "scope=all&q=火锅&hazard=expired",
    "scope=all&page=40",
    "scope=late&office=SZ-FT-008",
    "scope=all&handler=h-SZ-FT-008-1",
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address")
    asked.add_argument("--open", type=int, default=10_000)
    asked.add_argument("--closed", type=int, default=200_000)
    asked.add_argument("--filled", action="store_true")
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    database, keys, city = (
        Database(given.address),
        Keyring(bytes(range(32))),
        load_city("shenzhen"),
    )
    if not given.filled:
        upgrade(database.engine)
        begun = time.monotonic()
        Many(database, keys, city, open_=given.open, closed=given.closed).fill()
        _say(f"filled in {time.monotonic() - begun:.0f} s")
    works = Works(database, keys, lambda: NOW, react(Office(city)))
    filer = Filer(city, lambda *_: {}, hide=lambda text, _: text)
    info = CityInfo(name="shenzhen", title="深圳", hotline="", office_hours="", districts=())
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data_dir=Path(place))
        app = create_app(settings, works, filer, lambda _: None, info)  # type: ignore[arg-type,return-value] # nobody asks
        for login, (office, roles) in _STAFF.items():
            _sign_up(works, login, office, roles)
            with Browser(app) as browser:
                answer = browser.post(
                    "/desk/sign-in", data={"login": login, "password": _PASSWORD}
                )
                assert answer.status_code == 303, answer.text
                calm_collector()  # as the process that serves does
                _measure(browser, login, list(_pages(database)), given.rounds)


def _sign_up(works: Works, login: str, office: str, roles: list[str]) -> None:
    with works.write() as work:
        officer = by_login(work, login)
        if officer is None:
            create_officer(
                work, login=login, name=login, office=office, roles=roles, password=_PASSWORD
            )
        else:
            officer.password_hash = hash_password(_PASSWORD)
            work.session.add(officer)


def _pages(database: Database) -> Iterator[tuple[str, str]]:
    yield from (("view", f"/desk?scope={view}") for view in _VIEWS)
    yield from (("part", f"/desk/queue-part?scope={view}") for view in ("mine", "all"))
    yield from (("round", f"/desk/{page}") for page in _ROUND)
    yield from (("narrowed", f"/desk?{query}") for query in _NARROWED)
    yield from (("search", f"/desk?scope=all&q={words}") for words in _SEARCHED)
    some = itertools.chain(
        itertools.islice(numbers(database, every=997, state="received"), 10),
        itertools.islice(numbers(database, every=19_997, state="closed"), 10),
    )
    yield from (("case", f"/desk/cases/{number}") for number in some)


def _measure(browser: Browser, login: str, pages: list[tuple[str, str]], rounds: int) -> None:
    took: dict[str, list[float]] = {}
    work: dict[str, list[float]] = {}
    slowest: dict[str, tuple[float, str]] = {}
    for sort, page in pages:
        for n in range(rounds + 1):
            begun, worked = time.perf_counter(), time.process_time()
            answer: Any = browser.get(page)
            ms = (time.perf_counter() - begun) * 1000
            busy = (time.process_time() - worked) * 1000
            assert answer.status_code in {200, 303, 403, 404}, (page, answer.status_code)
            if n and answer.status_code == 200:  # the first fills the caches
                took.setdefault(sort, []).append(ms)
                work.setdefault(sort, []).append(busy)
                slowest[sort] = max(slowest.get(sort, (0.0, "")), (ms, page))
    for sort, times in took.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        _say(
            f"{login:<15}{sort:<9} n={len(times):<4} median {statistics.median(times):6.1f}  "
            f"p95 {p95:6.1f}  of it work {statistics.quantiles(work[sort], n=20)[-1]:6.1f}  "
            f"longest {slowest[sort][0]:6.1f} ms  {slowest[sort][1]}"
        )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
