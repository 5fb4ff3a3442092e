import pytest

from api.cases.events import EventKind as E
from api.clock.follow import FOLLOWS
from api.clock.service import deadlines
from knowledge.codes import Kind
from tests.api.clock.conftest import Office


def test_a_complaint_meets_its_clocks_one_after_the_other(office: Office) -> None:
    office.open(Kind.complaint)
    assert office.running() == {"C01": "2026-06-10", "H02": "2026-06-08"}
    office.clock.to("2026-06-03")
    office.happen("a", E.accepted)
    assert office.running() == {"C10": "2026-08-02"}
    office.clock.to("2026-06-10")
    office.happen("a", E.terminated)
    assert office.running() == {"C13": "2026-06-22"}
    office.happen("a", E.closed)
    assert office.running() == {}
    assert [clock.rule for clock in office.clocks()] == ["H02", "C01", "C13", "C10"]


def test_a_settled_complaint_has_no_more_clock(office: Office) -> None:
    office.open(Kind.complaint)
    office.happen("a", E.accepted, E.settled)
    assert office.running() == {}


@pytest.mark.parametrize("kind", [Kind.report, Kind.tip])
def test_a_report_that_is_filed_gets_ninety_days_and_then_owes_an_answer(
    office: Office, kind: Kind
) -> None:
    office.open(kind)
    assert office.running() == {"R01": "2026-06-23", "H02": "2026-06-08"}
    office.happen("a", E.replied)
    assert office.running() == {"R01": "2026-06-23"}
    office.happen("a", E.filed)
    assert office.running() == {"R16": "2026-08-30"}
    office.happen("a", E.concluded)
    assert office.running() == {"R06": "2026-06-08"}


def test_a_report_that_is_not_filed_owes_an_answer(office: Office) -> None:
    office.open(Kind.report)
    office.happen("a", E.not_filed)
    assert office.running() == {"R06": "2026-06-08"}
    assert not office.clocks()[0].statutory


def test_a_query_has_only_the_promise_of_the_hotline(office: Office) -> None:
    office.open(Kind.query)
    assert office.running() == {"H02": "2026-06-08"}
    office.happen("a", E.closed)
    assert office.running() == {}


def test_a_city_that_promised_no_time_for_its_hotline_has_none(office: Office) -> None:
    office.local_limits = ()
    office.open(Kind.query, "a")
    office.open(Kind.complaint, "b")
    assert office.running("a") == {}
    assert list(office.running("b")) == ["C01"]


def test_a_suggestion_has_no_clock(office: Office) -> None:
    office.open(Kind.suggestion)
    assert office.clocks() == ()


def test_what_the_table_does_not_name_changes_no_clock(office: Office) -> None:
    office.open(Kind.report)
    before = office.clocks()
    office.happen("a", E.asked, E.noted, E.said)
    assert office.clocks() == before


def test_an_extension_adds_its_days_to_the_verification_of_a_report(office: Office) -> None:
    office.open(Kind.report)
    office.happen("a", E.extended)
    clock = next(clock for clock in office.clocks() if clock.rule == "R01")
    assert clock.due_on.isoformat() == "2026-07-14"
    assert "已批准延长 15 个工作日" in clock.explanation


def test_testing_stands_still_what_the_law_lets_stand_still(office: Office) -> None:
    office.open(Kind.report)
    office.clock.to("2026-06-08")
    office.happen("a", E.testing_started)
    office.clock.to("2026-06-14")
    office.happen("a", E.testing_ended)
    assert office.running() == {"R01": "2026-06-30", "H02": "2026-06-08"}


def test_several_cases_are_read_at_once_and_one_without_clocks_is_absent(office: Office) -> None:
    office.open(Kind.report, "a")
    office.open(Kind.query, "b")
    office.open(Kind.suggestion, "c")
    with office.works.read() as work:
        found = deadlines(work, ["a", "b", "c"])
    assert {case: len(clocks) for case, clocks in found.items()} == {"a": 2, "b": 1}


def test_every_kind_that_has_clocks_loses_them_all_when_it_ends() -> None:
    for table in FOLLOWS.values():
        assert {E.referred, E.withdrawn, E.closed} <= set(table)
