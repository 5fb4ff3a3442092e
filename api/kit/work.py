"""The unit of work: one transaction, its moment, and what follows from what happened in it.

A room records what happened; before the single commit the reactions that were handed in when
the process was built run over it, in order, in the same transaction. So a room can cause
effects in rooms it does not know.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel

from api.kit.bell import Bell
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.now import Now


@dataclass
class Work:
    """What a use case works with; it never commits."""

    session: Session
    now: datetime
    keys: Keyring
    _happened: deque[Any] = field(default_factory=deque)
    _kept: list[SQLModel] = field(default_factory=list)
    wakes: bool = False
    """Somebody may be waiting for what this transaction leaves behind."""

    def record(self, happening: Any) -> None:
        """Say what happened; its reactions run before the commit."""
        self._happened.append(happening)

    def wake(self) -> None:
        """Ring the bell after the commit."""
        self.wakes = True

    def keep(self, row: SQLModel) -> None:
        """Hold a row that is asked for again and again; else each time it is read anew."""
        self._kept.append(row)

    def next_happening(self) -> Any | None:
        """The oldest happening whose reactions have not run."""
        return self._happened.popleft() if self._happened else None


React = Callable[[Work, Any], None]


class Works:
    """Opens units of work."""

    def __init__(self, database: Database, keys: Keyring, now: Now, react: React) -> None:
        """Bind the database, the keys, the time and the reactions."""
        self.database = database
        self.keys = keys
        self.now = now
        self.bell = Bell()
        """Rung when something was left to be said."""
        self._react = react

    @contextmanager
    def write(self) -> Iterator[Work]:
        """One transaction with its reactions, committed on leaving."""
        with self.database.write() as session:
            work = Work(session, self.now(), self.keys)
            yield work
            while (happening := work.next_happening()) is not None:
                self._react(work, happening)
        if work.wakes:
            self.bell.ring()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A transaction that changes nothing."""
        with self.database.read() as session:
            yield Work(session, self.now(), self.keys)
