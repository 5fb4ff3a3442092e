"""Who may look at identities, and how long personal data is kept: a city's own choice."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge.cities.record import Provenance, Record
from knowledge.codes import Kind


class RevealPlan(Record):
    """When an officer may look at a reporter's identity only after the custodian has agreed."""

    approved: tuple[Kind, ...] = (Kind.report, Kind.tip)
    """Kinds whose reporters Order 121 Art. 37 keeps from everybody else."""
    grant_minutes: Annotated[int, Field(ge=5, le=24 * 60)] = 8 * 60
    """How long the custodian's consent lasts."""
    request_hours: Annotated[int, Field(ge=1)] = 72
    """How long a request waits; afterwards it is asked anew."""


class Keeping(Record):
    """How long personal data of ended cases of some kinds is kept, in days after the end.

    No national rule names a number for these files; penalty files follow the archives' rules.
    """

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    restrict_days: Annotated[int, Field(ge=0)] | None = None
    """From then on it is only stored."""
    anonymise_days: Annotated[int, Field(ge=0)] | None = None
    """From then on it names nobody."""
    erase_days: Annotated[int, Field(ge=0)] | None = None
    """From then on nothing personal is left."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        named = (self.restrict_days, self.anonymise_days, self.erase_days)
        days = [day for day in named if day is not None]
        if not days or days != sorted(days):
            raise ValueError("restrict_days, anonymise_days and erase_days must ascend")
        return self


class KeepingPlan(Record):
    """What the office keeps how long (PIPL Art. 19, 47)."""

    rules: tuple[Keeping, ...]
    conversation_days: Annotated[int, Field(ge=1)]
    """How long a chat is kept after its last message, while none of its cases is open."""
    provenance: Provenance
