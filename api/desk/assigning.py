"""Gives cases to a handler, many at once; each is an event of its own."""

from collections.abc import Sequence

from api.assignment.giving import give
from api.assignment.service import spread
from api.cases.repository import by_number_for_change
from api.cases.service import officer_actor
from api.cases.states import is_open
from api.kit.errors import Forbidden, Refusal
from api.kit.work import Work
from api.people.rights import Permission, may, may_see
from api.people.tables import Officer
from knowledge.cities.city import City

MOST = 200
LIGHTEST = "lightest"
"""Stands for whoever has the fewest open cases."""


def assign_cases(
    work: Work, city: City, officer: Officer, numbers: Sequence[str], handler: str
) -> tuple[int, list[str]]:
    """Give cases to a handler, and return how many were given and the numbers of the others.

    Raises:
        Forbidden: `role`, when the officer distributes no work.
        Refusal: `nothing_chosen`.
    """
    if not may(officer, Permission.supervise):
        raise Forbidden("role", "您的角色不能做这个操作。")
    if not numbers or not handler:
        raise Refusal("nothing_chosen", "请先勾选案件，再选择经办人员。")
    given, left = 0, []
    for number in sorted(set(numbers))[:MOST]:
        if _given(work, city, officer, number, handler):
            given += 1
        else:
            left.append(number)
    return given, left


def _given(work: Work, city: City, officer: Officer, number: str, handler: str) -> bool:
    case = by_number_for_change(work, number)
    if case is None or not may_see(officer, case, city) or not is_open(case):
        return False
    actor = officer_actor(officer.id)
    if handler == LIGHTEST:
        spread(work, city, case, actor=actor)
        return True
    try:
        return give(work, city, case, handler, officer, actor=actor)
    except Refusal:
        return False
