"""Whether the master key is the one a database was begun with.

With another key nothing stored would open any more; better to say so before a new case is
sealed by it.
"""

from sqlmodel import select

from api.kit.database import Database
from api.kit.keys import Keyring
from api.people.tables import KeyCheck

_PURPOSE = "key-check"


def fits(database: Database, keys: Keyring) -> bool:
    """Compare with the mark of the first start, which is made now if there is none."""
    mark = keys.blind(_PURPOSE, _PURPOSE)
    with database.write() as session:
        known = session.exec(select(KeyCheck)).first()
        if known is None:
            session.add(KeyCheck(id=1, mark=mark))
            return True
        return known.mark == mark


def differs(database: Database, keys: Keyring) -> bool:
    """Whether there is a mark of the first start, of another key; makes none."""
    with database.read() as session:
        known = session.exec(select(KeyCheck)).first()
    return known is not None and known.mark != keys.blind(_PURPOSE, _PURPOSE)
