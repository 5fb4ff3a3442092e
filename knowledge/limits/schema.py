"""What a limit is made of."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, Field, PositiveInt, model_validator

from knowledge.codes import Kind
from knowledge.statutes import Citation, Confidence, cite

RuleId = Annotated[str, Field(pattern=r"^[A-Z]{1,3}\d{2}(-[A-Z0-9]+)?$")]


class Unit(StrEnum):
    """What is counted."""

    working_day = "working_day"
    calendar_day = "calendar_day"
    minute = "minute"


class Status(StrEnum):
    """Whether the law sets the limit, or the office promises it."""

    statutory = "statutory"
    policy = "policy"


class Moment(StrEnum):
    """What starts or stops a limit."""

    received = "received"
    decided_and_told = "decided_and_told"
    accepted = "accepted"
    mediation_ended = "mediation_ended"
    both_told = "both_told"
    clue_found = "clue_found"
    filing_decided = "filing_decided"
    first_term_over = "first_term_over"
    reporter_told = "reporter_told"
    handled = "handled"
    dispute_arose = "dispute_arose"
    agreed_or_passed_up = "agreed_or_passed_up"
    request_received = "request_received"
    designated = "designated"
    filed = "filed"
    penalty_decided = "penalty_decided"
    review_received = "review_received"
    reviewed = "reviewed"
    notice_served = "notice_served"
    statement_made = "statement_made"
    served = "served"
    closing_event = "closing_event"
    closing_approved = "closing_approved"
    measure_taken = "measure_taken"
    measure_settled = "measure_settled"
    letter_received = "letter_received"
    letter_answered = "letter_answered"
    dispatched = "dispatched"
    replied = "replied"
    cluster_suspected = "cluster_suspected"
    confirmed = "confirmed"


class PauseReason(StrEnum):
    """Time a law leaves out of a limit."""

    testing = "testing"
    inspection = "inspection"
    quarantine = "quarantine"
    appraisal = "appraisal"
    verification = "verification"
    rights_holder = "rights_holder"
    suspension = "suspension"
    hearing = "hearing"
    public_notice = "public_notice"
    refund_order = "refund_order"


class Basis(BaseModel, frozen=True, extra="forbid"):
    """An article that a limit rests on; ids and numbers are those of knowledge.statutes."""

    instrument: str
    article: str

    @property
    def citation(self) -> Citation:
        """The recorded article."""
        return cite(self.instrument, self.article)


class Extension(BaseModel, frozen=True, extra="forbid"):
    """How much longer, in the limit's own unit; who grants it, in Chinese; how often."""

    value: PositiveInt
    approver: str
    times: PositiveInt


class Limit(BaseModel, frozen=True, extra="forbid"):
    """One version of one rule.

    `rule` is the id used everywhere, `old_id` its id among the values of the replaced order.
    `basis` is the article that sets the limit, first the one to cite. A promise of the office has
    none and says in `promise` what it is; `see` are articles beside it.
    """

    rule: RuleId
    old_id: RuleId | None = None
    name: str
    basis: tuple[Basis, ...] = ()
    promise: str = ""
    see: tuple[Basis, ...] = ()
    value: PositiveInt
    unit: Unit
    start: Moment
    stop: Moment
    kinds: tuple[Kind, ...]
    pauses: tuple[PauseReason, ...] = ()
    extension: Extension | None = None
    on_breach: str
    in_force_from: date
    in_force_to: date | None = None
    confidence: Confidence
    status: Status
    source: str
    checked: date
    note: str = ""

    @property
    def version(self) -> str:
        """The name of this version, as C10@2026-04-15."""
        return f"{self.rule}@{self.in_force_from}"

    @property
    def article(self) -> str:
        """The Chinese citation, or what the promise is."""
        return self.basis[0].citation.text if self.basis else self.promise

    @property
    def statutory(self) -> bool:
        """Whether the law sets it."""
        return self.status is Status.statutory

    def in_force(self, day: date) -> bool:
        """Whether a matter received on `day` runs under this version."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def extended(self, times: int = 1) -> "Limit":
        """The same limit after `times` extensions; 0 gives it back unchanged.

        Raises:
            ValueError: The law allows no such extension; one Chinese sentence.
        """
        if times == 0:
            return self
        if self.extension is None or not 0 < times <= self.extension.times:
            raise ValueError(f"{self.name}（{self.rule}）不能延长 {times} 次")
        return self.model_copy(update={"value": self.value + times * self.extension.value})

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        sure = self.confidence in (Confidence.V, Confidence.V2)
        if self.statutory and not (sure and self.basis):
            raise ValueError(f"{self.version}: statutory needs an article read in a source")
        if not self.statutory and not (self.promise and not self.basis):
            raise ValueError(f"{self.version}: a promise says what it is and cites no basis")
        if self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError(f"{self.version}: ends before it begins")
        for entry in (*self.basis, *self.see):
            _ = entry.citation
        return self


class TransitionChoice(StrEnum):
    """What governs a matter received under an old version and still open under the new one."""

    by_receipt = "by_receipt"
    earlier = "earlier"


class Transition(BaseModel, frozen=True, extra="forbid"):
    """The choice for one rule; a policy value, because the new order has no transition clause."""

    rule: RuleId
    choice: TransitionChoice
    note: str


class Policy(BaseModel, frozen=True, extra="forbid"):
    """Values that no law sets; `warn_at` is the office hour at which reminders go out."""

    warn_at: time
    transitions: tuple[Transition, ...]
    source: str
    checked: date

    def transition(self, rule: str) -> TransitionChoice:
        """The choice for `rule`; without an entry the day of receipt alone decides."""
        for entry in self.transitions:
            if entry.rule == rule:
                return entry.choice
        return TransitionChoice.by_receipt
