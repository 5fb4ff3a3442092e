"""Counts open cases for a digest: what is due today, late, unassigned, urgent, and whose. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.contract.news import HandlerLoad
from api.kit.now import LEGAL_ZONE

_HANDLERS = 20
"""Handlers that one message lists."""


@dataclass(frozen=True, slots=True)
class Open:
    """As much of an open case as a digest needs."""

    id: str
    office: str | None
    handler: str | None
    emergency: bool
    due_at: datetime | None
    """When the limit by law ends that runs out first; a promise where no limit by law runs."""
    hazard: str | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The cases that a supervisor should look at, most urgent first; a case may be in several."""

    due_today: tuple[Open, ...]
    late: tuple[Open, ...]
    unassigned: tuple[Open, ...]
    emergencies: tuple[Open, ...]


def sort_out(cases: Iterable[Open], now: datetime) -> Sorted:
    """Which cases stand out at a moment."""
    ordered = sorted(cases, key=_urgency)
    today = now.astimezone(LEGAL_ZONE).date()
    return Sorted(
        due_today=tuple(one for one in ordered if is_due(one, now, today)),
        late=tuple(one for one in ordered if is_late(one, now)),
        unassigned=tuple(one for one in ordered if one.handler is None),
        emergencies=tuple(one for one in ordered if one.emergency),
    )


def loads(
    cases: Iterable[Open], now: datetime, people: Mapping[str, tuple[str, str]]
) -> Sequence[HandlerLoad]:
    """What each handler has open, who is latest and has most first.

    Args:
        cases: The open cases.
        now: The moment.
        people: Name and office of each handler, by id.
    """
    today = now.astimezone(LEGAL_ZONE).date()
    theirs: defaultdict[str, list[Open]] = defaultdict(list)
    for one in cases:
        if one.handler is not None and one.handler in people:
            theirs[one.handler].append(one)
    found = [
        HandlerLoad(
            name=people[who][0],
            office=people[who][1],
            open=len(held),
            due_today=sum(is_due(one, now, today) for one in held),
            late=sum(is_late(one, now) for one in held),
        )
        for who, held in theirs.items()
    ]
    return sorted(found, key=lambda load: (-load.late, -load.due_today, -load.open, load.name))[
        :_HANDLERS
    ]


def is_late(one: Open, now: datetime) -> bool:
    """The limit is over."""
    return one.due_at is not None and one.due_at <= now


def is_due(one: Open, now: datetime, today: date) -> bool:
    """The limit ends later today."""
    return (
        one.due_at is not None
        and one.due_at > now
        and one.due_at.astimezone(LEGAL_ZONE).date() == today
    )


def _urgency(one: Open) -> tuple[bool, float, str]:
    return (not one.emergency, one.due_at.timestamp() if one.due_at else float("inf"), one.id)
