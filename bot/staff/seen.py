"""Which updates were worked already: Telegram sends one again when it missed our answer."""

from datetime import datetime, timedelta

from sqlmodel import col, delete

from bot.inbox.ports import Storage
from bot.staff.tables import StaffUpdate

_KEPT = timedelta(days=2)
"""Telegram keeps updates for a day."""
_CLEAN_EVERY = 256


class Seen:
    """Remembers the ids of updates that were worked to the end."""

    def __init__(self, storage: Storage) -> None:
        """Bind the database."""
        self._storage = storage

    async def knows(self, update: int) -> bool:
        """Whether an update was worked."""
        return await self._storage.run(self._knows, update)

    async def note(self, update: int, now: datetime) -> None:
        """It was worked; what is too old to come again is forgotten now and then."""
        await self._storage.run(self._note, update, now)

    def _knows(self, update: int) -> bool:
        with self._storage.read() as session:
            return session.get(StaffUpdate, update) is not None

    def _note(self, update: int, now: datetime) -> None:
        with self._storage.write() as session:
            session.merge(StaffUpdate(update_id=update, at=now))
            if update % _CLEAN_EVERY == 0:
                session.exec(delete(StaffUpdate).where(col(StaffUpdate.at) < now - _KEPT))
