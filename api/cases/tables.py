"""Tables of cases. Free text of people is sealed; what is in clear names no person."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    Dialect,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import JSON, Field, SQLModel

_OPEN = text("ended_at IS NULL")
_LOOKS = text("kind = 'identity_seen'")


class CaseRow(SQLModel, table=True):
    """One case; `state` and the columns below it are folded from its events."""

    __tablename__ = "case_row"
    __table_args__ = (
        Index("ix_case_row_trader", "trader_key", "division", "received_at"),
        Index(
            "ix_case_row_open",
            "office",
            "handler_id",
            "urgent",
            "first_due_at",
            "soonest_at",
            "asked_at",
            "two_sided",
            "received_at",
            "number",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: str = Field(primary_key=True)
    number: str = Field(unique=True)
    filing_key: str = Field(index=True)
    kind: str
    hazard: str | None = None
    further_hazards: list[str] = Field(sa_column=Column(JSON, nullable=False))
    setting: str
    severity: str | None = None
    emergency: bool = False
    urgent: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """An emergency, or an accident stands on it: first in every queue."""
    agency: str | None = None
    facts: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    """Set with `api.cases.facts.set_facts`, which keeps the two columns below in step."""
    division: str | None = None
    """The district of the facts, to filter by."""
    trader_key: str | None = None
    """Whom it is about, without the signs that people set or leave out."""
    two_sided: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """One message both complained and reported (Order 121 Art. 9)."""
    anonymous: bool
    received_at: datetime
    lexicon_version: str
    state: str
    ended_at: datetime | None = None
    """Since when nobody owes anything any more; null while it is open."""
    office: str | None = None
    handler_id: str | None = None
    asked_at: datetime | None = None
    """Since when the citizen's answer is awaited."""
    marks: list[str] = Field(sa_column=Column(JSON, nullable=False))
    """What stands on it beside its state, sorted; see `api.cases.marks`."""
    first_due_at: datetime | None = None
    """When what runs out first does: the limit by law, a promise where none runs."""
    soonest_at: datetime | None = None
    """When the first of its clocks ends, law's or promised; one that stands still is left out."""
    lead_id: str | None = Field(default=None, index=True)
    """The case it is handled together with; that one may follow another in turn."""
    last_event: int
    last_hash: str


class Tokens(TypeDecorator[frozenset[str]]):
    """A set of words: an array on PostgreSQL, words with spaces between on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type of the database's own index for words."""
        return dialect.type_descriptor(ARRAY(Text()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> Any:
        """Sorted, so that the same set is the same value."""
        words = sorted(value or ())
        return words if dialect.name == "postgresql" else " ".join(words)

    def process_result_value(self, value: Any, dialect: Dialect) -> frozenset[str]:
        """The set again."""
        return frozenset(value if dialect.name == "postgresql" else (value or "").split())


class SearchRow(SQLModel, table=True):
    """What a case is found by; written with the case, in the same transaction.

    On SQLite an FTS5 index follows the column `words` by triggers, on PostgreSQL a GIN index
    does. It holds no word of a citizen, and nothing of an identity.
    """

    __tablename__ = "search_row"

    id: int | None = Field(default=None, primary_key=True)
    """Grows with the cases, so that the newest are found first."""
    case_id: str = Field(foreign_key="case_row.id", unique=True)
    words: frozenset[str] = Field(sa_column=Column(Tokens, nullable=False))
    said: frozenset[str] = Field(sa_column=Column(Tokens, nullable=False))
    """The part of `words` that officers wrote."""


class Origin(SQLModel, table=True):
    """What a case was opened from: the conversation and how it was understood, sealed."""

    __tablename__ = "case_origin"

    case_id: str = Field(primary_key=True, foreign_key="case_row.id")
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Link(SQLModel, table=True):
    """Two cases of one message or one matter; both directions are stored."""

    __tablename__ = "case_link"

    case_id: str = Field(primary_key=True, foreign_key="case_row.id")
    other_id: str = Field(primary_key=True, foreign_key="case_row.id")


class Event(SQLModel, table=True):
    """One thing that happened to a case; appended, never changed (triggers see to it)."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("case_id", "no", name="uq_event_case_no"),
        UniqueConstraint("case_id", "key", name="uq_event_case_key"),
        Index("ix_event_looks", "at", sqlite_where=_LOOKS, postgresql_where=_LOOKS),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(foreign_key="case_row.id")
    no: int
    kind: str
    at: datetime
    actor: str
    """`citizen`, `system` or `officer:<id>`."""
    key: str | None = None
    """The asker's idempotency key."""
    data: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """People's words, sealed by the case's key."""
    hash: str
    """SHA-256 over the event and the hash before it."""


class Retained(SQLModel, table=True):
    """The tombstone of personal data: how much of a case's was taken away, when and why."""

    __tablename__ = "retained"

    case_id: str = Field(primary_key=True, foreign_key="case_row.id")
    level: str
    """As `api.contract.privacy.Level`."""
    at: datetime
    event_no: int
    """The event that says so; words of later ones are as they were written."""


class KeptWords(SQLModel, table=True):
    """The words of an event without what names a person, sealed by the case's new key."""

    __tablename__ = "kept_words"

    case_id: str = Field(primary_key=True, foreign_key="case_row.id")
    event_no: int = Field(primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class IdentityRequest(SQLModel, table=True):
    """An officer's wish to look at an identity; its words are events of the case."""

    __tablename__ = "identity_request"
    __table_args__ = (Index("ix_identity_request_case_officer", "case_id", "officer_id"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_row.id")
    officer_id: str
    event_no: int
    """The event that holds the reason."""
    asked_at: datetime
    decided_at: datetime | None = Field(default=None, index=True)
    decided_by: str | None = None
    until: datetime | None = None
    """How long consent lasts; None when it was refused."""


class Filing(SQLModel, table=True):
    """A filing that was answered; its key makes a repeat harmless."""

    __tablename__ = "filing"

    key: str = Field(primary_key=True)
    at: datetime


class EvidenceContent(SQLModel, table=True):
    """The bytes of a photo, once however often it is sent: re-encoded, sealed by its own key."""

    __tablename__ = "evidence_content"

    digest: str = Field(primary_key=True)
    """Keyed hash of the bytes: whoever has the picture can't look for it in a dump."""
    place: str
    """What the sealed bytes are bound to."""
    media_type: str
    plain_bytes: int
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Evidence(SQLModel, table=True):
    """A photo as it was handed in: an id that can't be guessed, and what it shows."""

    __tablename__ = "evidence"

    id: str = Field(primary_key=True)
    at: datetime
    digest: str = Field(foreign_key="evidence_content.digest", index=True)
    taken: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """When and where it was taken, sealed; only where its sender agreed to that."""


class EvidenceLink(SQLModel, table=True):
    """Which cases a piece of evidence belongs to."""

    __tablename__ = "evidence_link"

    case_id: str = Field(primary_key=True, foreign_key="case_row.id")
    evidence_id: str = Field(primary_key=True, foreign_key="evidence.id")
    at: datetime


class DayCounter(SQLModel, table=True):
    """The last case number given out on a day."""

    __tablename__ = "day_counter"

    prefix: str = Field(primary_key=True)
    """Such as `SZ-20261121`."""
    value: int
