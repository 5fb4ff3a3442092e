"""The level of a case rises with what its reporter tells of people who are ill."""

from collections.abc import Callable
from typing import Any

from api.cases.correcting import correct, differences
from api.cases.events import EventKind
from api.cases.repository import by_number_for_change
from api.cases.service import SYSTEM, officer_actor
from api.cases.thread import thread
from api.contract.codes import Hazard, Setting, Severity
from api.contract.models import Facts, Supplement
from api.intake.telling import supplement
from api.kit.work import Works
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, filing, report

_ILL = {"hazard": Hazard.poisoning, "emergency": True}


def test_the_numbers_of_a_filing_give_it_its_level(open_cases: Callable[..., Any]) -> None:
    pupils = Facts(people_ill=2)
    (case,), _ = open_cases(
        filing(report(**_ILL, severity=None, setting=Setting.school_canteen, facts=pupils))
    )
    (one,), _ = open_cases(filing(report(**_ILL, facts=Facts(people_ill=1))))
    (nobody,), _ = open_cases(filing(report()))

    assert case.severity == "major"
    assert one.severity == "general"
    assert nobody.severity == "daily"


def test_more_people_ill_raise_the_level(open_cases: Callable[..., Any], works: Works) -> None:
    told = Facts(merchant="金龙大酒店", division="440304", people_ill=1)
    (case,), _ = open_cases(filing(report(**_ILL, facts=told)))

    now = _tell(works, case.number, "s1", facts=Facts(people_ill=20))

    assert now.severity == "major"
    with works.read() as work:
        raised = [e for e in thread(work, case.id) if e.kind is EventKind.corrected]
        assert [(e.actor, e.data["changes"]) for e in raised] == [
            (SYSTEM, {"severity": ["general", "major"]})
        ]


def test_two_in_hospital_raise_it_by_the_words_alone(
    open_cases: Callable[..., Any], works: Works
) -> None:
    (case,), _ = open_cases(filing(report(**_ILL, facts=Facts(people_ill=3))))

    assert _tell(works, case.number, "s1", severity=Severity.major).severity == "major"
    assert _tell(works, case.number, "s2", severity=Severity.daily).severity == "major"


def test_what_an_officer_set_stays(open_cases: Callable[..., Any], works: Works) -> None:
    (case,), _ = open_cases(filing(report(**_ILL, facts=Facts(people_ill=12))))
    with works.write() as work:
        mine = by_number_for_change(work, case.number)
        assert mine is not None
        changes = differences(mine, {"severity": Severity.general})
        correct(work, mine, changes, district=None, actor=officer_actor("o1"))

    now = _tell(works, case.number, "s1", facts=Facts(people_ill=13), severity=Severity.major)

    assert now.severity == "general"
    assert now.facts["people_ill"] == 13


def _tell(works: Works, number: str, key: str, **more: Any) -> Any:
    said = Supplement(
        **{"key": key, "channel": CHANNEL, "at": SettableClock()(), "text": "补充", **more}
    )
    with works.write() as work:
        return supplement(work, number, said)
