"""Runs the rooms' own checks over the stored data."""

from collections.abc import Iterator

from api.cases.verify import verify
from api.clock.verify import verify_clocks
from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from bot.root.tracker import open_storage


def verify_all(settings: Settings) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    database, keys = open_storage(settings)
    works = Works(database, keys, system_now, lambda *_: None)
    with works.read() as work:
        yield from verify(work)
        yield from verify_clocks(work)
    database.close()
