"""What the rooms that follow are told: a case and what just happened to it."""

from dataclasses import dataclass

from api.cases.tables import CaseRow, Event


@dataclass(frozen=True, slots=True)
class Happening:
    """An appended event, with its words while they are still open."""

    case: CaseRow
    event: Event
    text: str | None = None
