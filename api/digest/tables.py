"""The table of days whose digest was told."""

from datetime import date, datetime

from sqlalchemy import Column, Date
from sqlmodel import Field, SQLModel


class DigestDay(SQLModel, table=True):
    """A day whose digest was told; its key lets only one ticker tell it."""

    __tablename__ = "digest_day"

    on: date = Field(sa_column=Column(Date, primary_key=True, nullable=False))
    at: datetime
