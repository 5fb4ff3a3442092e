"""Requests and responses that bots and partners exchange with the tracker.

Every model forbids unknown fields, so that a misspelt one is refused and nothing is lost
in silence. All times are aware; lengths bound what a stranger can make us store.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from api.contract.codes import (
    Agency,
    Demand,
    Hazard,
    Kind,
    Platform,
    Satisfaction,
    Setting,
    Severity,
    State,
    VolunteerKind,
    VolunteerStanding,
)

Text = Annotated[str, Field(max_length=20_000)]
Short = Annotated[str, Field(max_length=300)]
Key = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9:._/+=-]+$")]


EvidenceId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class Strict(BaseModel):
    """The base of every model: unknown fields are refused, values don't change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Location(Strict):
    """A point sent from a phone, WGS-84 degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Facts(Strict):
    """What is known of the matter, apart from who tells it."""

    merchant: Short | None = None
    merchant_address: Short | None = None
    place: Short | None = None
    district: Short | None = None
    division: str | None = Field(default=None, pattern=r"^\d{6}$")
    street: str | None = Field(default=None, pattern=r"^\d{9}$")
    when: Short | None = None
    food: Short | None = None
    people_ill: int | None = Field(default=None, ge=0, le=100_000)
    amount: float | None = Field(default=None, ge=0, le=1e9)
    demand: tuple[Demand, ...] = ()
    location: Location | None = None


def checked_id_number(number: str) -> str:
    """An identity number with a right check sign (GB 11643).

    Raises:
        ValueError: It is none.
    """
    plain = number.strip().upper()
    if not re.fullmatch(r"\d{17}[0-9X]", plain):
        raise ValueError("no identity number")
    total = sum(int(sign) * 2 ** (17 - at) for at, sign in enumerate(plain[:17]))
    if "10X98765432"[total % 11] != plain[17]:
        raise ValueError("no identity number")
    return plain


class Reporter(Strict):
    """Who complains (Order 121 Art. 10) or, by choice, who reports."""

    name: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    phone: Annotated[str, Field(min_length=3, max_length=30)] | None = None
    address: Short | None = None
    id_number: Annotated[str, AfterValidator(checked_id_number)] | None = None
    """Of an identity card, where the procedure asks for papers."""


class ChannelRef(Strict):
    """Where the person can be answered; the address is personal data."""

    platform: Platform
    address: Annotated[str, Field(min_length=1, max_length=200)]


class Said(Strict):
    """One message of the conversation, as its writer sent it."""

    id: Key
    at: AwareDatetime
    text: Text
    from_citizen: bool = True
    photos: int = Field(default=0, ge=0, le=100)
    """How many came with it."""


class Matter(Strict):
    """One case to open."""

    kind: Kind
    hazard: Hazard | None = None
    further_hazards: tuple[Hazard, ...] = ()
    setting: Setting = Setting.unknown
    severity: Severity | None = None
    emergency: bool = False
    agency: Agency | None = None
    facts: Facts = Facts()


class Conversion(Strict):
    """An emergency that was reported at once, and is the complaint that follows it."""

    number: str
    told: int = Field(ge=0, le=200)
    """How many of the messages its office has already."""


class FileRequest(Strict):
    """Open one case a matter; the cases of one request are linked (Order 121 Art. 9)."""

    key: Key
    """Repeating a request with the same key returns the same receipt."""
    channel: ChannelRef
    matters: tuple[Matter, ...] = Field(min_length=1, max_length=3)
    reporter: Reporter | None = None
    """None is anonymous; a complaint is refused without name, phone and address."""
    earlier: tuple[Reporter, ...] = Field(default=(), max_length=50)
    """What was given first and then corrected or taken back: hidden wherever it was quoted."""
    messages: tuple[Said, ...] = Field(default=(), max_length=200)
    """The citizen's own words, which are understood."""
    talk: tuple[Said, ...] = Field(default=(), max_length=400)
    """The whole conversation with the bot's lines, to be read; without it the messages are."""
    evidence: tuple[EvidenceId, ...] = Field(default=(), max_length=30)
    linked_to: str | None = None
    """Number of an earlier case of the same chat."""
    converts: Conversion | None = None
    """The emergency of this chat that becomes this complaint, if its office can still do so."""
    tip: bool = False
    """A volunteer's observation: credited, if the chat is an approved volunteer's."""


class CountedDay(Strict):
    """One day of a clock and whether it counts."""

    on: date
    counts: bool
    why: str


class Deadline(Strict):
    """One running or stopped clock of a case."""

    rule: str
    name: str
    article: str
    due_on: date
    due_at: AwareDatetime
    provisional: bool
    statutory: bool
    """False is a service promise of the office, not the law's."""
    unit: Literal["working_day", "calendar_day", "hour", "minute", "year"] = "working_day"
    """What the limit is counted in, and so what is left of it."""
    stopped_at: AwareDatetime | None = None
    late: bool = False
    explanation: str = ""
    """One Chinese sentence: how the day was counted."""
    days: tuple[CountedDay, ...] = ()


class CaseView(Strict):
    """A case as its own reporter may see it."""

    number: str
    kind: Kind
    hazard: Hazard | None
    further_hazards: tuple[Hazard, ...]
    setting: Setting
    severity: Severity | None
    emergency: bool
    state: State
    open: bool
    office: str
    received_at: AwareDatetime
    deadlines: tuple[Deadline, ...]
    facts: Facts
    linked: tuple[str, ...] = ()
    result: str | None = None
    question: str | None = None
    """What the office asked and nobody answered yet."""
    anonymous: bool = False
    evidence: int = 0


class Receipt(Strict):
    """What the person gets after filing; the code is shown once and stored only as a hash."""

    cases: tuple[CaseView, ...]
    receipt_code: str
    token: str = ""
    """The office's signature under what was filed and when; see `/receipt`."""
    link: str = ""
    """Where it can be checked, with the token behind the sign #, which no server gets to see."""
    credit: VolunteerStanding | None = None
    """Of a tip: `approved` if it was credited, else where its sender stands; None for nobody."""


class Supplement(Strict):
    """What its reporter adds to a case: facts that are set replace its own, the level rises."""

    key: Key
    channel: ChannelRef
    text: Text = ""
    at: AwareDatetime
    facts: Facts | None = None
    severity: Severity | None = None
    reporter: Reporter | None = None
    evidence: tuple[EvidenceId, ...] = Field(default=(), max_length=30)


class Withdrawal(Strict):
    """The reporter takes a case back."""

    key: Key
    channel: ChannelRef
    at: AwareDatetime
    reason: Short = ""


class Rating(Strict):
    """The reporter says how content he is with the end of a case."""

    key: Key
    channel: ChannelRef
    score: Satisfaction
    text: Text = ""
    evidence: tuple[str, ...] = ()
    rework: bool = False
    """It is to be handled again; whether it is, a supervisor decides."""


class ProgressRequest(Strict):
    """A case number with its receipt code, from any chat."""

    number: Annotated[str, Field(max_length=60)]
    receipt_code: Annotated[str, Field(max_length=60)]
    channel: ChannelRef
    """Who asks: wrong codes are counted by chat and, where it is known, by network."""
    network: Annotated[str, Field(max_length=60)] | None = None


class ChannelQuery(Strict):
    """All cases of a chat."""

    channel: ChannelRef
    open_only: bool = True


class EvidenceOut(Strict):
    """A stored photo or file."""

    id: str
    media_type: str
    bytes: int


class Organisation(Strict):
    """Whom a volunteer can belong to."""

    code: str
    name: str
    kind: VolunteerKind
    aliases: tuple[str, ...] = ()


class CityInfo(Strict):
    """What a bot tells people about the office."""

    name: str
    title: str
    hotline: str
    hotlines: tuple[str, ...] = ()
    """All numbers that take complaints, the first of them included; no emergency numbers."""
    office_hours: str
    districts: tuple[str, ...]
    emergency_phone: str = "120"
    organisations: tuple[Organisation, ...] = ()
    """Of volunteers; none where the city takes no volunteers."""
