"""What a city pack is made of; the YAML files are checked against these shapes when read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from knowledge.cities.privacy import KeepingPlan, RevealPlan
from knowledge.cities.record import Provenance, Record
from knowledge.codes import Agency, Setting
from knowledge.limits import Roll, Transition

OfficeCode = Annotated[str, Field(pattern=r"^[A-Z]{2,4}(-[A-Z0-9]+)*$")]
Phone = Annotated[str, Field(pattern=r"^[0-9-]{3,15}$")]


class Level(StrEnum):
    """Where an office stands, from the ground up."""

    street = "street"
    district = "district"
    city = "city"


class Role(StrEnum):
    """What a demo officer may do."""

    handler = "handler"
    supervisor = "supervisor"
    approver = "approver"
    custodian = "custodian"
    auditor = "auditor"
    admin = "admin"


class District(Record):
    """A district of the pack.

    `code` is the ministry's six digits, or the pack's own code for a functional district, whose
    `official` is then the code of the district the ministry counts its streets under.
    """

    code: str
    name: str
    full_name: str
    official: Annotated[str, Field(pattern=r"^\d{6}$")]
    aliases: tuple[str, ...] = ()
    provenance: Provenance | None = None

    @property
    def functional(self) -> bool:
        """True for a district the ministry's table does not know."""
        return self.code != self.official


class Street(Record):
    """A street, town or township: nine-digit code, name, and the pack's district it belongs to.

    `aliases` are the bare place names people write ("沙井"), only those that mean nothing else.
    """

    code: Annotated[str, Field(pattern=r"^\d{9}$")]
    name: str
    district: str
    aliases: tuple[str, ...] = ()


class Landmark(Record):
    """Well-known places of one district, by the names people give instead of it: 国贸, 海岸城.

    Only names that mean nothing else in the city.
    """

    district: str
    names: tuple[str, ...]


class Hours(Record):
    """Opening hours as a citizen reads them."""

    text: str
    provenance: Provenance


class Office(Record):
    """An office: what it serves (division codes), whom it reports to, how to reach it.

    An `address` that no source gives is None, and the phone is then a hotline's.
    """

    code: OfficeCode
    name: str
    short: str
    level: Level
    serves: tuple[str, ...] = ()
    parent: OfficeCode | None = None
    phone: Phone
    address: str | None = None
    hours: Hours | None = None
    provenance: Provenance | None = None


class Hotline(Record):
    """A public number and what it is for."""

    number: Phone
    name: str
    use: str
    provenance: Provenance


class Duty(Record):
    """Who is reached outside opening hours when people are ill."""

    office: OfficeCode
    text: str
    phone: Phone
    provenance: Provenance


class LocalLimit(Record):
    """A limit of the 12345 layer, by its rule id; the number of days lies in knowledge/limits.

    `policy` is always true: a local service promise is never the statutory clock.
    """

    rule: Annotated[str, Field(pattern=r"^H\d{2}$")]
    policy: bool
    regions: tuple[str, ...]
    note: str
    provenance: Provenance


class Threshold(Record):
    """So many ill and so many dead, both reached."""

    ill: Annotated[int, Field(ge=0)] = 0
    dead: Annotated[int, Field(ge=0)] = 0


class Grade(Record):
    """One grade of a food accident (F14): it fits when one of its thresholds is reached."""

    code: Annotated[str, Field(pattern=r"^F14-\d$")]
    any_of: Annotated[tuple[Threshold, ...], Field(min_length=1)]
    report_minutes: Annotated[int, Field(ge=5)]
    """Within how many minutes the local plan wants it reported upwards (F13)."""


class AccidentPlan(Record):
    """When a food accident is suspected here, who is paged how often, and what is due when."""

    cluster: Annotated[int, Field(ge=2)]
    """So many similar cases about one trader within `window_hours` are a suspicion (F16)."""
    window_hours: Annotated[int, Field(ge=1)]
    ill: Annotated[int, Field(ge=1)]
    """So many ill in one case are a suspicion."""
    confirm_minutes: Annotated[int, Field(ge=1)]
    page_minutes: Annotated[int, Field(ge=1)]
    """Between two pages while nobody has confirmed."""
    health_minutes: Annotated[int, Field(ge=1)]
    """Within how many minutes health and CDC are told."""
    health_ill: Annotated[int, Field(ge=1)]
    """From so many ill on it is a public-health event (F15)."""
    health_ill_collective: Annotated[int, Field(ge=1)]
    """The same for a school, canteen or home."""
    grades: tuple[Grade, ...]
    """The gravest first."""
    provenance: Provenance


class RewardScheme(Record):
    """Which reward rules apply here, as ids of the rules (W01 …) and a name."""

    name: str
    rules: tuple[str, ...]
    note: str
    provenance: Provenance


class Body(Record):
    """The body competent for an agency code in this city, and the number to call."""

    name: str
    phone: Phone
    note: str = ""
    provenance: Provenance | None = None


class QuickTestRoom(Record):
    """A place where food bought may be tested quickly."""

    name: str
    district: str
    street: str | None = None
    address: str
    hours: str
    provenance: Provenance | None = None


class Merchant(Record):
    """An invented trader for the demonstration; position in degrees WGS-84, also invented."""

    code: str
    name: str
    setting: Setting
    address: str
    district: str
    street: str
    aliases: tuple[str, ...] = ()
    lat: float
    lon: float
    provenance: Provenance | None = None


class Officer(Record):
    """An invented officer for the demonstration; `duty` takes emergencies at any hour."""

    login: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{2,19}$")]
    name: str
    office: OfficeCode
    roles: tuple[Role, ...]
    duty: bool = False
    provenance: Provenance | None = None


class CityFile(Record):
    """`city.yaml`: everything of which there is one, and the short lists.

    `national` packs draw districts and offices from the division table instead of files.
    """

    name: str
    title: str
    code: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    scope: tuple[str, ...]
    national: bool = False
    fallback: OfficeCode
    hours: Hours
    duty: Duty
    hotlines: tuple[Hotline, ...]
    limits: tuple[LocalLimit, ...] = ()
    accident: AccidentPlan
    escalate_hours: Annotated[int, Field(ge=1)] = 24
    """How long a breach waits for an answer before it goes one office higher."""
    transitions: tuple[Transition, ...] = ()
    """What the legal unit chose for matters open across a change of the law, by rule."""
    roll: Roll | None = None
    """Whether a limit in calendar days also moves off a plain weekend."""
    reveal: RevealPlan = RevealPlan()
    keeping: KeepingPlan | None = None
    rewards: RewardScheme
    bodies: Mapping[Agency, Body]
    provenance: Provenance


class ListFile(Record):
    """A file of records; its provenance holds for each that names no other."""

    provenance: Provenance


class PlacesFile(ListFile):
    """`places.yaml`: districts, their streets, and the places by which people know them."""

    districts: tuple[District, ...]
    streets: tuple[Street, ...]
    landmarks: tuple[Landmark, ...] = ()


class OfficesFile(ListFile):
    """`offices.yaml`."""

    offices: tuple[Office, ...]


class RoomsFile(ListFile):
    """`rooms.yaml`."""

    rooms: tuple[QuickTestRoom, ...]


class MerchantsFile(ListFile):
    """`merchants.yaml`."""

    merchants: tuple[Merchant, ...]


class OfficersFile(ListFile):
    """`officers.yaml`."""

    officers: tuple[Officer, ...]
