"""The result of understanding one message.

All spans are half-open offsets into the text as its writer typed it, so that
`text[finding.start:finding.end] == finding.text` always holds.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.codes import Agency, Demand, Hazard, Kind, Setting, Severity


class FindingKind(StrEnum):
    """What a recogniser can find in a text."""

    merchant = "merchant"
    place = "place"
    district = "district"
    street = "street"
    when = "when"
    food = "food"
    brand = "brand"
    batch = "batch"
    made_on = "made_on"
    licence = "licence"
    uscc = "uscc"
    amount = "amount"
    people_ill = "people_ill"
    symptom = "symptom"
    demand = "demand"
    person = "person"
    phone = "phone"
    id_number = "id_number"
    address = "address"
    case_no = "case_no"
    receipt_code = "receipt_code"
    misspelt = "misspelt"
    """A word of the trade typed as it sounds; its value is the word that is meant."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One recognised thing: an exact span, its normalised value and the rule that found it."""

    kind: FindingKind
    start: int
    end: int
    text: str
    value: str
    """Normalised: a division code, an ISO date, digits, an official name."""
    score: float
    """Between 0 and 1."""
    why: str
    """The rule's id."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a decision was taken: the rule, where it fired, and with what weight."""

    rule: str
    decides: str
    """The code it speaks for, such as `hazard:expired` or `kind:report`."""
    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message means, in the codes of `knowledge.codes`."""

    text: str
    kinds: tuple[Kind, ...]
    hazards: tuple[Hazard, ...]
    """The main hazard first."""
    setting: Setting
    severity: Severity | None
    emergency: bool
    agency: Agency | None
    merchant: str | None
    place: str | None
    district: str | None
    """Full official name, only if the text names it."""
    division: str | None
    """Six-digit division code of `district`."""
    street: str | None
    """Nine-digit division code of a street office, if the text names one unambiguously."""
    when: str | None
    food: str | None
    people_ill: int | None
    amount: float | None
    """Yuan."""
    demand: tuple[Demand, ...]
    case_no: str | None
    confidence: float
    """Of the decision on kinds and main hazard, between 0 and 1."""
    runner_up: str | None
    """The decision that came second, such as `hazard:spoilage`."""
    findings: tuple[Finding, ...] = ()
    why: tuple[Reason, ...] = ()
    lexicon_version: str = ""
    level: Severity | None = None
    """`severity`, or what it is should a case open from these words all the same."""
    missing: tuple[str, ...] = field(default=())
    """Fields a case of the first kind still wants, such as `merchant` or `place`."""
