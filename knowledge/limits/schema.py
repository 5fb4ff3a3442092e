"""What a limit is made of."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, Field, PositiveInt, model_validator

from knowledge.codes import Kind
from knowledge.limits.codes import PauseReason, Status, Unit
from knowledge.limits.moments import Moment
from knowledge.statutes import Citation, Confidence, cite

RuleId = Annotated[str, Field(pattern=r"^[A-Z]{1,3}\d{2}(-[A-Z0-9]+)?$")]
CountingId = Annotated[str, Field(pattern=r"^CAL\d{2}$")]
_OLD = "-OLD"


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


class Record(BaseModel, frozen=True, extra="forbid"):
    """What every rule says of itself, with or without a number.

    `rule` is the id used everywhere, `old_id` its id among the values of the replaced order.
    `basis` is the article that sets the rule, first the one to cite. A promise of the office has
    none and says in `promise` what it is; `see` are articles beside it. A beginning of None is
    not recorded in any source.
    """

    rule: RuleId
    old_id: RuleId | None = None
    name: str
    basis: tuple[Basis, ...] = ()
    promise: str = ""
    see: tuple[Basis, ...] = ()
    who: str
    """Who has to do it, in Chinese."""
    on_breach: str
    in_force_from: date | None
    in_force_to: date | None = None
    confidence: Confidence
    status: Status
    source: str
    checked: date
    note: str = ""
    regions: tuple[str, ...] = ()
    """Where a local rule was seen; empty is the whole country."""

    @property
    def version(self) -> str:
        """The name of this version, as C10@2026-04-15."""
        return f"{self.rule}@{self.in_force_from or 'unrecorded'}"

    @property
    def group(self) -> str:
        """The id without its variant: R27 of R27-RETEST. R05-OLD is no variant of a rule."""
        return self.rule if self.rule.endswith(_OLD) else self.rule.partition("-")[0]

    @property
    def article(self) -> str:
        """The Chinese citation, or what the promise is and the articles it stands beside."""
        if self.basis:
            return self.basis[0].citation.text
        beside = "、".join(entry.citation.short for entry in self.see)
        return f"{self.promise}（参见{beside}）" if beside else self.promise

    @property
    def statutory(self) -> bool:
        """Whether the law sets it."""
        return self.status is Status.statutory

    def in_force(self, day: date) -> bool:
        """Whether a matter received on `day` runs under this version."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        sure = self.confidence in (Confidence.V, Confidence.V2)
        if self.statutory and not (sure and self.basis):
            raise ValueError(f"{self.version}: statutory needs an article read in a source")
        if not self.statutory and not (self.promise and not self.basis):
            raise ValueError(f"{self.version}: a promise says what it is and cites no basis")
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError(f"{self.version}: ends before it begins")
        for entry in (*self.basis, *self.see):
            _ = entry.citation
        return self


class Limit(Record, frozen=True):
    """One version of one rule that has a clock.

    `counting` names the counting rules of `counting.yaml` that apply.
    """

    value: PositiveInt
    unit: Unit
    counting: tuple[CountingId, ...]
    start: Moment
    stop: Moment
    kinds: tuple[Kind, ...]
    pauses: tuple[PauseReason, ...] = ()
    extension: Extension | None = None

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
    def _counted_by_its_unit(self) -> Self:
        if self.counting not in _COUNTINGS[self.unit]:
            raise ValueError(f"{self.version}: {self.unit} is not counted by {self.counting}")
        return self


_COUNTINGS: Mapping[Unit, AbstractSet[tuple[str, ...]]] = {
    Unit.working_day: {("CAL01", "CAL02")},
    Unit.calendar_day: {("CAL01", "CAL03")},
    Unit.hour: {(), ("CAL01",)},
    Unit.minute: {()},
    Unit.year: {("CAL01",)},
}
"""Hours run from the moment itself, or by CAL01 from the hour after it."""
