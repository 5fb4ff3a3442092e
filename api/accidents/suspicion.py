"""When a food accident is suspected, and which thresholds are reached. Pure."""

from dataclasses import dataclass

from knowledge.cities.schema import AccidentPlan, Grade
from knowledge.codes import Hazard, Setting

_COLLECTIVE = frozenset(
    {Setting.school_canteen, Setting.staff_canteen, Setting.elderly_care, Setting.banquet}
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a case tells of people being ill."""

    hazard: str | None
    setting: str
    emergency: bool
    people_ill: int
    similar: int
    """Cases of poisoning about the same trader within the window, this one included."""


def reasons(plan: AccidentPlan, told: Told) -> tuple[tuple[str, int], ...]:
    """Why an accident is suspected, as codes with a number; nothing when it is not (F16)."""
    ill = told.hazard == Hazard.poisoning or told.people_ill > 0
    collective = told.hazard == Hazard.poisoning and collective_setting(told.setting)
    found = (
        ("emergency", 1, told.emergency),
        ("ill", told.people_ill, told.people_ill >= plan.ill),
        ("cluster", told.similar, ill and told.similar >= plan.cluster),
        ("collective", 1, collective),
    )
    return tuple((code, count) for code, count, holds in found if holds)


def grade(plan: AccidentPlan, ill: int, dead: int = 0) -> Grade | None:
    """The gravest grade whose thresholds the numbers reach (F14), for a person to assess."""
    for one in plan.grades:
        if any(ill >= t.ill and dead >= t.dead for t in one.any_of):
            return one
    return None


def public_health_event(plan: AccidentPlan, setting: str, ill: int) -> bool:
    """Whether so many ill are reported as a public-health event (F15)."""
    if collective_setting(setting):
        return ill >= plan.health_ill_collective
    return ill >= plan.health_ill


def report_minutes(plan: AccidentPlan, ill: int) -> int:
    """Within how many minutes it is reported upwards: by its grade, else by the lowest one."""
    found = grade(plan, ill)
    if found is not None:
        return found.report_minutes
    return plan.grades[-1].report_minutes if plan.grades else plan.health_minutes


def collective_setting(setting: str) -> bool:
    """A school, canteen, home or banquet, where one meal reaches many."""
    return setting in _COLLECTIVE
