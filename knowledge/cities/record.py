"""What every record of a city pack has in common."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A frozen record that refuses a key it does not know, so that a typing error is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(Record):
    """Who says so, when it was checked, and whether it is invented for the demonstration."""

    source: Annotated[str, Field(min_length=4)]
    checked: date
    url: str | None = None
    invented: bool = False
