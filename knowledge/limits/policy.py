"""Values that no law sets, and what is chosen where the law is silent."""

from collections.abc import Sequence
from datetime import date, time
from functools import cache

from pydantic import BaseModel

from knowledge.limits.codes import Roll, TransitionChoice
from knowledge.limits.schema import RuleId
from knowledge.reading import folder, read_yaml


class Transition(BaseModel, frozen=True, extra="forbid"):
    """The choice for one rule; a policy value, because the new order has no transition clause."""

    rule: RuleId
    choice: TransitionChoice
    note: str


class Policy(BaseModel, frozen=True, extra="forbid"):
    """The choices of one office; `warn_at` is the hour at which reminders go out."""

    warn_at: time
    roll: Roll
    transitions: tuple[Transition, ...]
    source: str
    checked: date

    def transition(self, rule: str) -> TransitionChoice:
        """The choice for `rule`; without an entry the day of receipt alone decides."""
        for entry in self.transitions:
            if entry.rule == rule:
                return entry.choice
        return TransitionChoice.by_receipt

    def with_choices(self, transitions: Sequence[Transition], roll: Roll | None) -> "Policy":
        """The policy of a city that chose otherwise for these rules."""
        chosen = {entry.rule for entry in transitions}
        kept = (entry for entry in self.transitions if entry.rule not in chosen)
        return self.model_copy(
            update={"transitions": (*transitions, *kept), "roll": roll or self.roll}
        )


@cache
def load_policy() -> Policy:
    """The values that hold where a city chose nothing else."""
    return read_yaml(folder("limits", "policy.yaml"), Policy)
