"""Which version of a rule governs a clock, where a matter was received under a replaced one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.clock.deadline import Deadline, Pause
from api.clock.workdays import compute
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar
from knowledge.codes import Kind
from knowledge.limits import (
    Limit,
    Policy,
    Roll,
    TransitionChoice,
    limits_under,
    load_policy,
)


@dataclass(frozen=True, slots=True)
class Governed:
    """The version that governs, the deadline it gives, and what was chosen on the way.

    `transition` is None where there was nothing to choose: the matter was received under the
    newest version.
    """

    limit: Limit
    deadline: Deadline
    roll: Roll
    transition: TransitionChoice | None


def governing(
    rule: str,
    received_on: date,
    start: datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    *,
    policy: Policy | None = None,
    kind: Kind | None = None,
) -> Governed:
    """The deadline of `rule` for a matter received on `received_on` whose clock starts at `start`.

    A matter received under a replaced version that would end before the new one came into force
    never meets it; one that is still running then ends, under `earlier`, at whichever comes
    first. Under `by_decision` the day of the start event itself chooses the version.

    Args:
        rule: As C10 or R01.
        received_on: The legal day on which the competent office received the matter.
        start: The start event, aware.
        calendar: The official calendar.
        pauses: As for `compute`.
        policy: What the office chose where the law is silent; by default what all cities do.
        kind: The kind of case, where a rule has several limits.

    Raises:
        ValueError: Unknown rule, no version in force, or a pause the law does not allow.
    """
    office = policy or load_policy()
    choice = office.transition(rule)
    day = received_on
    if choice is TransitionChoice.by_decision:
        day = start.astimezone(LEGAL_ZONE).date()
    limits = limits_under(rule, day, choice, kind)
    counted = [(limit, compute(limit, start, calendar, pauses, office.roll)) for limit in limits]
    (first, deadline), *later = counted
    met = [one for one in later if deadline.due_on >= (one[0].in_force_from or date.min)]
    limit, chosen = min(((first, deadline), *met), key=lambda one: one[1].due)
    return Governed(limit, chosen, office.roll, choice if first.in_force_to else None)
