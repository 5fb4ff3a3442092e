"""The table of clocks; its rows are the schedule."""

from datetime import date, datetime

from sqlalchemy import Column, Index, text
from sqlmodel import JSON, Field, SQLModel

from knowledge.limits import Roll

_WAITING = text("next_alarm_at IS NOT NULL AND stopped_at IS NULL")
_RUNNING = text("stopped_at IS NULL")
UNSURE = text("provisional AND stopped_at IS NULL")


class ClockRow(SQLModel, table=True):
    """One limit that runs, or ran, on one case.

    `due_at`, `due_on` and `provisional` are what the pure count gives for the columns above
    them; they are stored so that a queue can be ordered, and can be counted again at any time.
    """

    __tablename__ = "clock_row"
    __table_args__ = (
        Index(
            "ix_clock_row_alarm", "next_alarm_at", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index(
            "uq_clock_row_running",
            "case_id",
            "rule",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index(
            "ix_clock_row_due",
            "due_at",
            "case_id",
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index("ix_clock_row_provisional", "due_on", sqlite_where=UNSURE, postgresql_where=UNSURE),
        # Room on each page, so that a lease is written beside its row and touches no index.
        {"postgresql_with": {"fillfactor": 80}},
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(foreign_key="case_row.id", index=True)
    rule: str
    limit_version: str
    """The record of knowledge/limits that was chosen when the clock started, as C10@2026-04-15."""
    transition: str | None = None
    """What was chosen for a matter received under a version since replaced, as `earlier`."""
    roll: str = Field(
        default=Roll.statutory_only, sa_column_kwargs={"server_default": "statutory_only"}
    )
    """Whether the last calendar day also moves off a plain weekend, as the office chose."""
    started_at: datetime
    pauses: list[list[str | None]] = Field(sa_column=Column(JSON, nullable=False))
    """First and last day of each pause, ISO; a last day of null is a pause that lasts."""
    extensions: int = 0
    """How often the limit's one extension was granted."""
    due_at: datetime
    due_on: date
    provisional: bool
    statutory: bool
    stopped_at: datetime | None = None
    breached_at: datetime | None = None
    explained_no: int | None = None
    """Number of the event that says why the limit was not kept."""
    next_alarm: str | None = None
    """`half`, `one_day` or `due`; null when nothing more is to be said."""
    next_alarm_at: datetime | None = None
    """Null also while the clock stands still."""
    lease_until: datetime | None = None
    """Until then the alarm is in the hands of `lease_worker`."""
    lease_worker: str | None = None


class CalendarYear(SQLModel, table=True):
    """A year's holidays as the State Council's notice sets them, imported after shipping.

    It replaces what the files of knowledge/calendar say of the year, for every process.
    """

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    digest: str
    """SHA-256 of the content."""
    content: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    imported_at: datetime
