"""Which version of a rule governs a clock, where a matter was received under a replaced one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.clock.deadline import Deadline, Pause, Roll
from api.clock.workdays import compute
from knowledge.calendar import Calendar
from knowledge.limits import Limit, TransitionChoice, limits_under, load_policy


@dataclass(frozen=True, slots=True)
class Governed:
    """The version that governs, and the deadline it gives."""

    limit: Limit
    deadline: Deadline


def governing(
    rule: str,
    received_on: date,
    start: datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    *,
    roll: Roll = Roll.statutory_only,
    choice: TransitionChoice | None = None,
) -> Governed:
    """The deadline of `rule` for a matter received on `received_on` whose clock starts at `start`.

    A matter received under a replaced version that would end before the new one came into force
    never meets it; one that is still running then ends, under `earlier`, at whichever comes first.

    Args:
        rule: As C10 or R01.
        received_on: The legal day on which the competent office received the matter.
        start: The start event, aware.
        calendar: The official calendar.
        pauses: As for `compute`.
        roll: As for `compute`.
        choice: The transition; by default the policy's for this rule.

    Raises:
        ValueError: Unknown rule, no version in force, or a pause the law does not allow.
    """
    chosen = load_policy().transition(rule) if choice is None else choice
    limits = limits_under(rule, received_on, chosen)
    counted = [Governed(limit, compute(limit, start, calendar, pauses, roll)) for limit in limits]
    first, *later = counted
    met = [other for other in later if first.deadline.due_on >= other.limit.in_force_from]
    return min((first, *met), key=lambda governed: governed.deadline.due)
