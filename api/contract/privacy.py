"""What people may ask about their own data, and what they are told."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from api.contract.codes import Kind, State
from api.contract.models import ChannelRef, Key, Reporter, Strict


class Level(StrEnum):
    """How much of a case's personal data was taken away."""

    restricted = "restricted"
    """Stored only: nobody looks at it but with the custodian's consent."""
    anonymised = "anonymised"
    """Identity, chat and conversation are gone; words stay without what names a person."""
    erased = "erased"
    """Nothing personal is left; number, codes and dates stay."""


class Outcome(StrEnum):
    """What became of the wish to have one's data erased."""

    erased = "erased"
    restricted = "restricted"
    """The files must be kept, so that the data is only stored from now on."""
    identity_removed = "identity_removed"
    """A report goes on as an anonymous one."""
    after_end = "after_end"
    """The case is worked by law; when it has ended, the data is only stored."""
    already = "already"
    """It is stored only since earlier."""


class StoredCase(Strict):
    """What is stored of one case, masked: whoever holds the chat need not be its owner."""

    number: str
    kind: Kind
    state: State
    open: bool
    received_at: AwareDatetime
    identity: Reporter | None
    """Masked; None where none was given."""
    messages: int
    photos: int
    level: Level | None
    next_level: Level | None = None
    """What the city's plan does next, and on which day at the earliest."""
    next_on: date | None = None
    wish: Outcome
    """What would become of the wish to erase it."""


class Stored(Strict):
    """Everything that the tracker stores of a chat."""

    cases: tuple[StoredCase, ...]
    basis: str
    """On what ground it is processed, as a citation."""
    right: str
    """The articles on asking for it and having it erased, as a citation."""


class ErasureRequest(Strict):
    """The wish to have one's data erased, of one case or of all of a chat."""

    key: Key
    channel: ChannelRef
    number: str | None = None


class Erasure(Strict):
    """What became of it."""

    number: str
    outcome: Outcome
    article: str
    """The legal ground as a Chinese citation."""
