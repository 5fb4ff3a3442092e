"""Wires the tracker: database, keys, city, understanding, reactions, application."""

from dataclasses import dataclass
from pathlib import Path

import httpx
from anyio.to_thread import run_sync
from fastapi import FastAPI
from sqlalchemy.exc import IntegrityError

from api.app import create_app
from api.cases.search import note_missing
from api.contract.client import Tracker
from api.contract.models import CityInfo, Organisation
from api.contract.understood import UnderstandRequest, Understood
from api.intake.filing import Filer
from api.intake.understanding import Reader
from api.kit.database import Database
from api.kit.keys import Keyring, from_hex, load_or_make
from api.kit.now import Now, system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.migrations.run import upgrade
from api.people.keycheck import Fit, fits
from api.reactions import Office, react
from bot.root.aside import Aside
from bot.root.facts import read_facts
from bot.root.failing import CommandError
from bot.root.reading import read_messages
from knowledge.cities.city import City
from knowledge.cities.load import load_city

ROTATING = "a rotation of the master key is not finished; run jiesu keys rotate again"
OTHER_KEY = "the master key is not the one this database is sealed by; put the right key back"
_BATCH = 500
"""Cases that are made findable in one transaction."""
_QUICK = 600
"""Characters that are understood in some milliseconds, faster than a thread gets its turn."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """A tracker, ready to serve."""

    settings: Settings
    database: Database
    keys: Keyring
    works: Works
    city: City
    app: FastAPI
    reader: Reader
    aside: Aside

    def client(self) -> Tracker:
        """A client that speaks to this very application, without a socket."""
        return NearTracker(
            self.reader,
            self.aside,
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app=self.app, raise_app_exceptions=False),
                base_url="http://tracker",
                headers={"authorization": f"Bearer {self.keys.service_token()}"},
                timeout=30,
            ),
        )


class NearTracker(Tracker):
    """The client of a tracker in the same process.

    Every message is understood once; asking our own process over HTTP for it costs more than
    understanding does, so that one request is answered directly.
    """

    def __init__(self, reader: Reader, aside: Aside, http: httpx.AsyncClient) -> None:
        """Bind the reader that the tracker itself answers with, and the process that spares it."""
        super().__init__(http)
        self._reader = reader
        self._aside = aside

    async def understand(self, request: UnderstandRequest) -> Understood:
        """Understand one message; never a long one in this thread, where others wait."""
        aloud = await self._aside.understand(request)
        if aloud is not None:
            self._reader.remembered.unpack(request.text, request.at, aloud.packed)
            return aloud.found
        if len(request.text) + len(request.told or "") <= _QUICK:
            return self._reader.understand(request)
        return await run_sync(self._reader.understand, request)


def open_storage(settings: Settings) -> tuple[Database, Keyring]:
    """The database, migrated, and the keyring."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CommandError(f"the data folder can't be made: {fault}") from fault
    database = Database(settings.database())
    upgrade(database.engine)
    keys = keyring(settings)
    fit = fits(database, keys)
    if fit is not Fit.fits:
        database.close()
        raise CommandError(ROTATING if fit is Fit.rotating else OTHER_KEY)
    _index(database, keys)
    return database, keys


def _index(database: Database, keys: Keyring) -> None:
    """Let cases that an earlier version stored be found; nothing to do on any later start."""
    works, made = Works(database, keys, system_now, lambda *_: None), _BATCH
    while made == _BATCH:
        try:
            with works.write() as work:
                made = note_missing(work, _BATCH)
        except IntegrityError:  # another process that starts now was faster
            continue


def keyring(settings: Settings) -> Keyring:
    """The keyring of the environment, of the named file, or of the data folder.

    Raises:
        MasterKeyError: What is there is no key.
    """
    if settings.key is not None:
        return from_hex(settings.key.get_secret_value())
    return load_or_make(settings.key_file or Path(settings.data_dir) / "key")


def build(settings: Settings, now: Now = system_now, aside: Aside | None = None) -> Rooms:
    """Everything of the tracker, for the city of the settings; `aside` may have begun already.

    Raises:
        KnowledgeError: There is no such city.
        MasterKeyError: The key can't be used.
    """
    city = load_city(settings.city)
    read_facts()
    database, keys = open_storage(settings)
    works = Works(database, keys, now, react(Office(city)))
    reader = read_messages(city, settings.data_dir)

    filer = Filer(city, reader.explain, reader.hide, reader.named)
    app = create_app(settings, works, filer, reader.understand, info(city), reader.registered)
    aside = aside or Aside(settings.city, settings.data_dir)
    return Rooms(settings, database, keys, works, city, app, reader, aside)


def info(city: City) -> CityInfo:
    """What the bots tell people about the office."""
    return CityInfo(
        name=city.name,
        title=city.about.title,
        hotline=next(iter(city.about.hotlines)).number,
        hotlines=tuple(o.number for o in city.about.hotlines if o.name.endswith("热线")),
        office_hours=city.about.hours.text,
        districts=() if city.about.national else tuple(one.name for one in city.districts),
        organisations=tuple(
            Organisation(code=one.code, name=one.name, kind=one.kind, aliases=one.aliases)
            for one in city.organisations
        ),
    )
