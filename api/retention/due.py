"""What a city's plan does to the data of an ended case, and when. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from api.contract.privacy import Level
from knowledge.cities.privacy import Keeping, KeepingPlan

_ORDER = (Level.restricted, Level.anonymised, Level.erased)


@dataclass(frozen=True, slots=True)
class Step:
    """A level, and the first day on which it is due."""

    level: Level
    on: date


def steps(plan: KeepingPlan, kind: str, ended_on: date) -> list[Step]:
    """What is done to the data of a case of this kind, in order."""
    rule = next((one for one in plan.rules if kind in one.kinds), None)
    return [] if rule is None else list(_steps(rule, ended_on))


def further(level: Level | None, planned: list[Step]) -> list[Step]:
    """The steps that go beyond a level."""
    reached = -1 if level is None else _ORDER.index(level)
    return [step for step in planned if _ORDER.index(step.level) > reached]


def due(level: Level | None, planned: list[Step], today: date) -> Step | None:
    """The furthest step whose day has come."""
    ripe = [step for step in further(level, planned) if step.on <= today]
    return ripe[-1] if ripe else None


def _steps(rule: Keeping, ended_on: date) -> Iterator[Step]:
    days = (rule.restrict_days, rule.anonymise_days, rule.erase_days)
    for level, after in zip(_ORDER, days, strict=True):
        if after is not None:
            yield Step(level, ended_on + timedelta(days=after))
