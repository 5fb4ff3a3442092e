"""Tables of cases. Free text of people is sealed; what is in clear names no person."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import JSON, Field, SQLModel

_LOOKS = text("kind = 'identity_seen'")


class CaseRow(SQLModel, table=True):
    """One case; `state` and the columns below it are folded from its events."""

    __tablename__ = "case_row"
    __table_args__ = (Index("ix_case_row_office_state", "office", "state"),)

    id: str = Field(primary_key=True)
    number: str = Field(unique=True)
    filing_key: str = Field(index=True)
    kind: str
    hazard: str | None = None
    further_hazards: list[str] = Field(sa_column=Column(JSON, nullable=False))
    setting: str
    severity: str | None = None
    emergency: bool = False
    agency: str | None = None
    facts: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    anonymous: bool
    received_at: datetime
    lexicon_version: str
    state: str
    office: str | None = None
    handler_id: str | None = Field(default=None, index=True)
    asked_at: datetime | None = None
    """Since when the citizen's answer is awaited."""
    marks: list[str] = Field(sa_column=Column(JSON, nullable=False))
    """What stands on it beside its state, sorted; see `api.cases.marks`."""
    last_event: int
    last_hash: str


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
