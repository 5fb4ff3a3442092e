"""What couriers claim from the outbox, and what they report."""

from datetime import date

from pydantic import AwareDatetime, Field

from api.contract.codes import Hazard, Kind, Platform, Severity, Template, TipStanding
from api.contract.models import Deadline, Key, Short, Strict
from api.contract.news import News
from api.contract.volunteers import VolunteerOut


class Notice(Strict):
    """What an outbox row says, without its words: those are made by `bot.wording`."""

    template: Template
    number: str
    kind: Kind
    hazard: Hazard | None = None
    severity: Severity | None = None
    emergency: bool = False
    accident: bool = False
    """A food accident is suspected and nobody has taken it in hand yet."""
    merchant: str | None = None
    place: str | None = None
    office: str
    """Of the case."""
    at: AwareDatetime
    """When the thing happened."""
    text: str | None = None
    """An officer's own words to the addressee, or the citizen's to the officer."""
    ground: str | None = None
    """The listed ground in words."""
    article: str | None = None
    """The legal ground as a Chinese citation."""
    other: str | None = None
    """The office or body a case went to."""
    phone: str | None = None
    deadline: Deadline | None = None
    """The clock that started, moved or is running out."""
    on: date | None = None
    """A day that an officer set."""
    paper: str | None = None
    """The official form that goes with it, as text."""
    evidence: int = 0
    tip: TipStanding | None = None
    """Of a tip that is credited to the addressee: what came of it so far."""
    volunteer: VolunteerOut | None = None
    """Of a decision about the addressee: where they stand now."""


class ClaimRequest(Strict):
    """A courier asks for what is to be delivered on its platforms."""

    worker: Key
    platforms: tuple[Platform, ...]
    limit: int = Field(default=20, ge=1, le=200)
    wait: float = Field(default=0, ge=0, le=20)
    """Seconds to hold the request open while nothing is due."""


class Delivery(Strict):
    """One thing to say, and where."""

    id: str
    platform: Platform
    address: str
    notice: Notice | News
    attempts: int
    created_at: AwareDatetime


class DeliveryReport(Strict):
    """What became of a claimed delivery."""

    worker: Key
    delivered: bool
    reason: Short = ""
    retry_after: int | None = Field(default=None, ge=0, le=86_400)
    """Seconds the platform asked us to wait."""
    dead: bool = False
    """The recipient can't be reached on this platform any more."""
    refused: bool = False
    """The platform will never take this message."""
