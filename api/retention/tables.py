"""The table of days on which the plan of keeping was carried out."""

from datetime import date, datetime

from sqlalchemy import Column, Date
from sqlmodel import Field, SQLModel


class RetentionDay(SQLModel, table=True):
    """A legal day, and whether what was due on it was taken away."""

    __tablename__ = "retention_day"

    on: date = Field(sa_column=Column(Date, primary_key=True, nullable=False))
    leased_until: datetime
    """Somebody does it; from then on, unless it is done, somebody else may."""
    done_at: datetime | None = None
