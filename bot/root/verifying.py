"""Runs the rooms' own checks over the stored data, and makes nothing."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url

from api.kit.database import Database
from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.migrations.run import is_newest
from api.people.keycheck import Fit, looks_like
from api.verify import faults
from bot.inbox import intact
from bot.root.failing import CommandError
from bot.root.tracker import OTHER_KEY, ROTATING, keyring
from bot.staff import drafts
from bot.wechat import tokens


def verify_all(settings: Settings) -> Iterator[str]:
    """One line a fault; nothing when all is well.

    Raises:
        CommandError: There is no database, no key, or they are not of this version.
    """
    address = make_url(settings.database())
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        raise CommandError(f"there is no database {address.database}")
    place = settings.key_file or settings.data_dir / "key"
    if settings.key is None and not place.is_file():
        raise CommandError(f"there is no key file {place}")
    keys, database = keyring(settings), Database(settings.database())
    try:
        if not is_newest(database.engine):
            raise CommandError("the database is empty or of another version; run jiesu migrate")
        fit = looks_like(database, keys)
        if fit in {Fit.other, Fit.rotating}:
            raise CommandError(ROTATING if fit is Fit.rotating else OTHER_KEY)
        with Works(database, keys, system_now, lambda *_: None).read() as work:
            yield from faults(work)
        with database.read() as session:
            for altered in (intact.altered, drafts.altered, tokens.altered):
                yield from altered(session, keys)
    finally:
        database.close()
