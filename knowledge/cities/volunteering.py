"""What a city pack says of volunteers: whom they belong to, and how many tips an hour it takes."""

from typing import Annotated, Literal

from pydantic import Field

from knowledge.cities.record import Record
from knowledge.cities.schema import ListFile, OfficeCode
from knowledge.codes import VolunteerKind


class Organisation(Record):
    """Whom volunteers belong to: a patrol of a street, a delivery platform's station."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,29}$")]
    name: Annotated[str, Field(max_length=40)]
    kind: VolunteerKind
    office: OfficeCode
    """Whose supervisors approve its volunteers."""
    aliases: tuple[str, ...] = ()
    """How its people call it, as 蓝骑士."""


class InventedVolunteer(Record):
    """A volunteer for the demonstration."""

    name: str
    phone: Annotated[str, Field(pattern=r"^1\d{10}$")]
    organisation: str
    standing: Literal["pending", "approved"]


class VolunteersFile(ListFile):
    """`volunteers.yaml`."""

    tips_per_hour: Annotated[int, Field(ge=1)]
    """So many one volunteer may send in an hour, emergencies apart."""
    policy: bool
    """Always true: the limit is the office's own, not the law's."""
    note: str
    organisations: tuple[Organisation, ...]
    volunteers: tuple[InventedVolunteer, ...] = ()
