"""A case whose level rises goes to the office of its new level, unless an officer gave it away."""

from collections.abc import Callable

from api.assignment.service import spread
from api.cases.repository import by_number, by_number_for_change
from api.cases.service import officer_actor
from api.cases.tables import CaseRow
from api.contract.codes import Hazard
from api.contract.models import Facts, Supplement
from api.intake.telling import supplement
from api.kit.work import Works
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, report

_TOLD = Facts(merchant="金龙大酒店", division="440304", people_ill=1)


def test_twenty_who_are_ill_bring_it_to_the_city(
    open_one: Callable[..., CaseRow], works: Works, clock: SettableClock
) -> None:
    case = open_one(report(hazard=Hazard.poisoning, emergency=True, facts=_TOLD))
    assert case.office == "SZ-FT"

    _twenty(works, case, clock)

    assert _office(works, case) == "SZ"


def test_what_an_officer_assigned_stays_where_it_is(
    open_one: Callable[..., CaseRow], works: Works, clock: SettableClock, city: City
) -> None:
    case = open_one(report(hazard=Hazard.poisoning, emergency=True, facts=_TOLD))
    with works.write() as work:
        mine = by_number_for_change(work, case.number)
        assert mine is not None
        spread(work, city, mine, actor=officer_actor("ftboss"))

    _twenty(works, case, clock)

    assert _office(works, case) == "SZ-FT"


def _twenty(works: Works, case: CaseRow, clock: SettableClock) -> None:
    with works.write() as work:
        told = Facts(people_ill=20)
        supplement(
            work,
            case.number,
            Supplement(key="p1", channel=CHANNEL, at=clock(), text="二十多个", facts=told),
        )


def _office(works: Works, case: CaseRow) -> str | None:
    with works.read() as work:
        found = by_number(work, case.number)
        assert found is not None
        assert found.severity == "major"
        return found.office
