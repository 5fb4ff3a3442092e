"""The table of the filters that officers keep."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class SavedFilter(SQLModel, table=True):
    """A list of cases, narrowed as an officer wants to see it again."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("officer_id", "name", name="uq_saved_filter_name"),)

    id: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id")
    name: str
    query: str
    """The address of the list after the question mark."""
