"""Runs the rooms' own checks over the stored data."""

from collections.abc import Iterator

from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.verify import faults
from bot.root.tracker import open_storage


def verify_all(settings: Settings) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    database, keys = open_storage(settings)
    works = Works(database, keys, system_now, lambda *_: None)
    with works.read() as work:
        yield from faults(work)
    database.close()
