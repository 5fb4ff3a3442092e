"""The officers of the stories, and what of a citizen they must never read in a chat."""

from datetime import datetime
from pathlib import Path

from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from api.people.staffchat import bind, make_code
from api.people.tables import Officer
from tests.fakes.clock import SHANGHAI, SettableClock
from tests.fakes.filing import CHANNEL, LIN

START = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
KEY = bytes(range(32))
CAST = {
    "chen": ("陈静", "SZ-FT-008", ["handler"]),
    "wang": ("王磊", "SZ-FT-008", ["handler"]),
    "he": ("何平", "SZ-BA", ["handler"]),
    "ma": ("马骏", "SZ-FT", ["supervisor", "approver"]),
    "du": ("杜文", "SZ", ["handler", "duty"]),
    "tang": ("唐立", "SZ", ["supervisor"]),
}
"""Login, name, office and roles; of equals the first in the alphabet is given a case."""
CHATS = {login: 100 * number for number, login in enumerate(CAST, 1)}
NOBODY = "nobody"
NOBODYS_CHAT = 9
SECRETS = tuple(
    words
    for words in (LIN.name, LIN.phone, LIN.address, CHANNEL.address, "上吐下泻的原话")
    if words
)
"""What no officer may read in a chat."""


def people(path: Path) -> None:
    """Put the cast, each with a bound chat, into an empty database."""
    database = Database(f"sqlite:///{path}")
    works = Works(database, Keyring(KEY), SettableClock(START), lambda *_: None)
    with works.write() as work:
        for login, (name, office, roles) in CAST.items():
            # Nobody signs in: this is no hash of anything.
            given = {"name": name, "office": office, "roles": roles, "password_hash": "-"}
            work.session.add(Officer(id=login, login=login, **given))
            work.session.flush()
            bind(work, make_code(work, login), str(CHATS[login]), name)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
