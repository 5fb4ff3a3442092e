"""Tables of volunteers. Who they are is sealed by a key of their own, kept like a case's."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class Volunteer(SQLModel, table=True):
    """Somebody who asked to be a volunteer; all that tells who it is goes when they leave."""

    __tablename__ = "volunteer"

    id: str = Field(primary_key=True)
    kind: str
    organisation: str | None = None
    """Code of one that the city lists; the name of another is sealed."""
    office: str = Field(index=True)
    """Whose supervisors decide."""
    standing: str = Field(index=True)
    number: int | None = Field(default=None, unique=True)
    registered_at: datetime
    last_event: int = 0
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """JSON of name, phone, and the organisation in words."""
    phone_blind: str | None = Field(default=None, index=True)
    platform: str | None = None
    channel: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The chat's address, sealed."""
    channel_blind: str | None = Field(default=None, unique=True)


class VolunteerEvent(SQLModel, table=True):
    """One thing that happened to a volunteer; appended, never changed (triggers see to it)."""

    __tablename__ = "volunteer_event"
    __table_args__ = (UniqueConstraint("volunteer_id", "no", name="uq_volunteer_event_no"),)

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteer.id")
    no: int
    kind: str
    at: datetime
    actor: str
    """`volunteer`, `system` or `officer:<id>`."""
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The reason, sealed by the volunteer's key."""


class Tip(SQLModel, table=True):
    """A case that a volunteer told; credited to nobody once they left."""

    __tablename__ = "tip"

    case_id: str = Field(primary_key=True)
    volunteer_id: str | None = Field(default=None, foreign_key="volunteer.id", index=True)
    at: datetime
