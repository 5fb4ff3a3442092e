"""Whether the master key is the one a database is sealed by, and how another takes its place.

With another key nothing stored would open any more; better to say so before a new case is
sealed by it.
"""

from enum import StrEnum

from sqlmodel import Session, select

from api.kit.database import Database
from api.kit.keys import Keyring
from api.people.tables import KeyCheck

_PURPOSE = "key-check"


class Fit(StrEnum):
    """How a key stands to a database."""

    fits = "fits"
    unused = "unused"
    """The database was never begun."""
    other = "other"
    rotating = "rotating"
    """One key is giving way to another; nothing may be sealed meanwhile."""


def fits(database: Database, keys: Keyring) -> Fit:
    """Compare with the mark of the first start, which is made now if there is none."""
    with database.write() as session:
        found = _fit(session, keys)
        if found is Fit.unused:
            session.add(KeyCheck(id=1, mark=keys.mark()))
            return Fit.fits
        return found


def looks_like(database: Database, keys: Keyring) -> Fit:
    """The same, and makes nothing."""
    with database.read() as session:
        return _fit(session, keys)


def begin_rotation(session: Session, old: Keyring, new: Keyring) -> Fit:
    """Write down that one key gives way to another, unless it is written already.

    Both keyrings have the secrets of keyed hashes afterwards.
    """
    row = session.exec(select(KeyCheck).with_for_update()).first()
    if row is None:
        return Fit.unused
    if row.next_mark is None and row.mark == new.mark():
        return Fit.fits  # it was finished before
    if not _is_of(row, old) or row.next_mark not in (None, new.mark()):
        return Fit.other
    if row.lookups is not None:
        old.adopt(row.lookups)
    row.next_mark, row.next_lookups = new.mark(), old.hand_on(new)
    new.adopt(row.next_lookups)
    session.add(row)
    return Fit.rotating


def end_rotation(session: Session) -> None:
    """The new key is the key."""
    row = session.exec(select(KeyCheck).with_for_update()).one()
    row.mark, row.lookups = str(row.next_mark), row.next_lookups
    row.next_mark = row.next_lookups = None
    session.add(row)


def _fit(session: Session, keys: Keyring) -> Fit:
    row = session.exec(select(KeyCheck)).first()
    if row is None:
        return Fit.unused
    if row.next_mark is not None:
        return Fit.rotating
    if not _is_of(row, keys):
        return Fit.other
    if row.lookups is not None:
        keys.adopt(row.lookups)
    return Fit.fits


def _is_of(row: KeyCheck, keys: Keyring) -> bool:
    # Databases of the first days hold a keyed hash for a mark.
    return row.mark == keys.mark() or (
        row.lookups is None and row.mark == keys.blind(_PURPOSE, _PURPOSE)
    )
