"""An emergency that was reported becomes the complaint that its reporter makes of it."""

from collections.abc import Callable
from typing import Any

import pytest

from api.cases.events import EventKind
from api.cases.repository import by_number_for_change, linked
from api.cases.service import append, officer_actor
from api.cases.thread import thread
from api.cases.verify import verify
from api.contract.codes import Demand, Hazard, Platform
from api.contract.models import ChannelRef, Conversion, Facts, FileRequest, Said
from api.intake.filing import Filer, file_once
from api.kit.errors import NotFound, Refusal
from api.kit.work import Works
from api.people.reporters import cases_of_channel, masked
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, LIN, complaint, filing, report

_ILL = {"hazard": Hazard.poisoning, "emergency": True}
_POISONED = Facts(merchant="滇菌阁", division="440304", people_ill=1)


def _claim(number: str, **more: Any) -> FileRequest:
    at = SettableClock()()
    told = (Said(id="m1", at=at, text="吃菌子看见小人"), Said(id="m2", at=at, text="赔医药费"))
    matter = complaint(emergency=True).model_copy(update={"hazard": Hazard.poisoning})
    converts = Conversion(number=number, told=1)
    return filing(matter, **{"messages": told, "converts": converts, "linked_to": number, **more})


def _emergency(open_cases: Callable[..., Any]) -> Any:
    (case,), code = open_cases(filing(report(**_ILL, facts=_POISONED), reporter=None))
    return case, code


def test_it_is_the_same_case_with_its_number_its_code_and_a_name(
    open_cases: Callable[..., Any], works: Works
) -> None:
    first, code = _emergency(open_cases)

    (case,), again = open_cases(_claim(first.number))

    assert (case.id, case.number, again) == (first.id, first.number, code)
    assert (case.kind, case.emergency, case.anonymous) == ("complaint", True, False)
    assert case.facts["people_ill"] == 1
    assert case.facts["demand"] == [Demand.refund]
    with works.read() as work:
        assert len(cases_of_channel(work, CHANNEL)) == 1
        known = masked(work, case.id)
        assert known is not None
        assert known.name == "林*"
        kinds = [one.kind for one in thread(work, case.id)]
        assert kinds[-2:] == [EventKind.said, EventKind.corrected]
        said = [one.text for one in thread(work, case.id) if one.kind is EventKind.said]
        assert said == ["赔医药费"]  # what its office had is not told again
        assert list(verify(work)) == []


def test_the_same_filing_again_changes_nothing(
    open_cases: Callable[..., Any], works: Works
) -> None:
    first, code = _emergency(open_cases)
    request = _claim(first.number)

    open_cases(request)
    (case,), again = open_cases(request)

    assert (case.number, again) == (first.number, code)
    with works.read() as work:
        told = [one.kind for one in thread(work, case.id)]
        assert told.count(EventKind.corrected) == 1
        assert told.count(EventKind.said) == 1


def test_a_report_that_is_worked_on_stays_and_the_complaint_is_beside_it(
    open_cases: Callable[..., Any], works: Works
) -> None:
    first, _ = _emergency(open_cases)
    with works.write() as work:
        case = by_number_for_change(work, first.number)
        assert case is not None
        append(work, case, EventKind.filed, actor=officer_actor("o1"))

    (second,), _ = open_cases(_claim(first.number))

    assert second.number != first.number
    assert second.kind == "complaint"
    with works.read() as work:
        assert [one.number for one in linked(work, second.id)] == [first.number]
        assert list(verify(work)) == []


def test_nobody_turns_the_case_of_another_chat(
    open_cases: Callable[..., Any], works: Works, filer: Filer
) -> None:
    first, _ = _emergency(open_cases)
    stranger = ChannelRef(platform=Platform.web, address="stranger")

    with pytest.raises(NotFound):
        file_once(works, filer, _claim(first.number, channel=stranger))


def test_without_a_name_it_stays_a_report(
    open_cases: Callable[..., Any], works: Works, filer: Filer
) -> None:
    first, _ = _emergency(open_cases)
    nameless = LIN.model_copy(update={"name": None})

    with pytest.raises(Refusal):
        file_once(works, filer, _claim(first.number, reporter=nameless))

    with works.write() as work:
        case = by_number_for_change(work, first.number)
        assert case is not None
        assert case.kind == "report"
