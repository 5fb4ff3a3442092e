"""A message to understand, and what the tracker makes of it."""

from datetime import date

from pydantic import AwareDatetime, Field

from api.contract.codes import Agency, Demand, Hazard, Kind, Setting, Severity
from api.contract.models import Location, Short, Strict, Text


class UnderstandRequest(Strict):
    """A message to understand, at the moment it was written."""

    text: Text
    at: AwareDatetime
    near: str | None = Field(default=None, pattern=r"^\d{6}$")
    """Code of the city or district that the talk was of before, to read short answers by."""
    district: Short | None = None
    """Name of the district that was told before, of which there may be several."""
    location: Location | None = None
    """Sent with the message."""
    told: Text | None = None
    """What was told of the same matter before."""


class Finding(Strict):
    """One recognised thing; `text` is an exact substring of the message."""

    kind: str
    start: int
    end: int
    text: str
    value: str


class Referral(Strict):
    """Somebody else who is competent."""

    name: str
    phone: str
    what: str = ""
    """What they handle, as a short Chinese phrase."""


class Source(Strict):
    """Where an answer's facts come from."""

    title: str
    as_of: date


class Answer(Strict):
    """A sourced answer from the knowledge base."""

    id: str
    question: str
    text: str
    sources: tuple[Source, ...]
    score: float


class MerchantCandidate(Strict):
    """A registered merchant that the text may mean."""

    name: str
    address: str
    district: str
    division: str | None = None
    street: str | None = None
    score: float


class Understood(Strict):
    """What a message means, and what the tracker can say to it at once."""

    kinds: tuple[Kind, ...]
    hazards: tuple[Hazard, ...]
    setting: Setting
    severity: Severity | None
    emergency: bool
    agency: Agency | None
    merchant: str | None
    place: str | None
    district: str | None
    division: str | None
    street: str | None
    area: str | None = None
    """Code of the city that the text speaks of, to be sent as `near` with the next message."""
    city: str | None = None
    """The name of that city."""
    when: str | None
    food: str | None
    people_ill: int | None
    amount: float | None
    demand: tuple[Demand, ...]
    case_no: str | None
    confidence: float
    findings: tuple[Finding, ...] = ()
    level: Severity | None = None
    """`severity`, or what it is should a case open from these words all the same."""
    ruled: tuple[Hazard, ...] = ()
    """Those of `hazards` that words of the lexicon name, and not the manner of writing alone."""
    whole: tuple[Hazard, ...] = ()
    """What is wrong by all that was told, the main hazard first; empty where nothing was told
    before or the message tells no more of it."""
    told: Text | None = None
    """What was told before, as it was given, where there is such a whole."""
    runner_up: str | None = None
    lexicon_version: str = ""
    answer: Answer | None = None
    referral: Referral | None = None
    """For out_of_scope: the competent agency and its number."""
    names_agency: bool = False
    """Words of the lexicon name that agency's business, and not the manner of writing alone."""
    outside: Referral | None = None
    """The text names a place that this city's office does not serve: who does."""
    merchants: tuple[MerchantCandidate, ...] = ()
    nearby: tuple[MerchantCandidate, ...] = ()
    """Registered traders around the location that came with it, the nearest first."""
