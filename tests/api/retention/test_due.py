"""What a plan does when: pure days."""

from datetime import date

import pytest
from pydantic import ValidationError

from api.contract.privacy import Level
from api.retention.due import Step, due, further, steps
from knowledge.cities.load import load_city
from knowledge.cities.privacy import Keeping

PLAN = load_city("shenzhen").about.keeping
assert PLAN is not None
ENDED = date(2026, 1, 1)
REPORT = steps(PLAN, "report", ENDED)


def test_a_report_is_locked_up_then_nameless_then_gone() -> None:
    assert [
        Step(Level.restricted, date(2026, 6, 30)),
        Step(Level.anonymised, date(2028, 12, 31)),
        Step(Level.erased, date(2035, 12, 30)),
    ] == REPORT
    assert steps(PLAN, "query", ENDED)[0] == Step(Level.anonymised, date(2026, 6, 30))
    assert steps(PLAN, "nothing", ENDED) == []


@pytest.mark.parametrize(
    ("level", "today", "expected"),
    [
        (None, date(2026, 6, 29), None),
        (None, date(2026, 6, 30), Level.restricted),
        (Level.restricted, date(2028, 12, 30), None),
        (Level.restricted, date(2028, 12, 31), Level.anonymised),
        (None, date(2040, 1, 1), Level.erased),
        (Level.anonymised, date(2040, 1, 1), Level.erased),
        (Level.erased, date(2090, 1, 1), None),
    ],
)
def test_the_furthest_step_whose_day_has_come(
    level: Level | None, today: date, expected: Level | None
) -> None:
    found = due(level, REPORT, today)
    assert (found.level if found else None) == expected


def test_nothing_goes_back() -> None:
    assert [step.level for step in further(Level.anonymised, REPORT)] == [Level.erased]


@pytest.mark.parametrize(
    "days", [{}, {"restrict_days": 5, "erase_days": 4}, {"anonymise_days": -1}]
)
def test_a_plan_that_goes_backwards_is_refused(days: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Keeping(kinds=("report",), **days)  # type: ignore[arg-type] # as a file gives it
