"""The table of what is still to be done; its rows are the schedule."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

_OPEN = text("done_at IS NULL")


class ChaseRow(SQLModel, table=True):
    """One thing that a case waits for, and when it is asked for next."""

    __tablename__ = "chase_row"
    __table_args__ = (
        Index("ix_chase_row_next", "next_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "uq_chase_row_open",
            "case_id",
            "subject",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(foreign_key="case_row.id", index=True)
    subject: str
    """As `confirm`, or the id of the rule that was breached."""
    step: int = 0
    """How often it was asked for."""
    every_minutes: int
    """Until it is asked for again; 0 asks once."""
    started_at: datetime
    next_at: datetime
    done_at: datetime | None = None
