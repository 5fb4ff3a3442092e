"""What the conversations need of a database and of a keyring; the composition root gives both."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar, TypeVarTuple

from sqlmodel import Session

Given = TypeVarTuple("Given")
Result = TypeVar("Result")


class Storage(Protocol):
    """A database that the tracker may share; one writer at a time where it must be so."""

    def write(self) -> AbstractContextManager[Session]:
        """A session whose changes are committed on leaving, or undone by an error."""

    def read(self) -> AbstractContextManager[Session]:
        """A session to read with."""

    async def run(self, work: Callable[[*Given], Result], *given: *Given) -> Result:
        """Run a function that opens such a session, in the way that suits the database."""


class Sealer(Protocol):
    """Authenticated encryption with a data key per conversation, and keyed hashes."""

    def new_key(self) -> bytes:
        """A fresh data key, wrapped by the master key."""

    def seal(self, wrapped: bytes, plain: bytes, context: str) -> bytes:
        """Encrypt; `context` is authenticated and must be the same on opening."""

    def open(self, wrapped: bytes, sealed: bytes, context: str) -> bytes:
        """Decrypt.

        Raises:
            ValueError: The bytes were altered or belong elsewhere.
        """

    def opens(self, wrapped: bytes) -> bool:
        """Whether a wrapped data key is ours and was not altered."""

    def blind(self, value: str, purpose: str) -> str:
        """A keyed hash, for exact search without the value."""
