"""A suspected food accident is paged until somebody takes it in hand, beside the case's clocks."""

from collections.abc import Callable
from typing import Any

import pytest

from api.accidents.suspicion import Told, grade, public_health_event, reasons, report_minutes
from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.chasing.service import chase, open_chases
from api.clock.service import deadlines
from api.contract.codes import Hazard, Mark, Move, Platform, Setting, Severity, State, Template
from api.contract.models import ChannelRef, Facts, Supplement
from api.intake.filing import Filer, file_once
from api.intake.telling import supplement
from api.kit.work import Works
from api.outbox.service import notices_of
from api.people.staffchat import bind, make_code
from api.verify import faults
from api.views.case import case_views
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report
from tests.fakes.outbox import take_all

OTHER = ChannelRef(platform=Platform.web, address="chat-of-another")


def ill(people: int | None = None, **more: Any) -> Any:
    facts = Facts(merchant="向阳饭店", division="440304", people_ill=people)
    return report(hazard=Hazard.poisoning, severity=Severity.general, facts=facts, **more)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (Told("poisoning", "restaurant", emergency=False, people_ill=1, similar=1), ()),
        (Told("hygiene", "restaurant", emergency=False, people_ill=0, similar=9), ()),
        (Told("poisoning", "restaurant", emergency=True, people_ill=1, similar=1), ("emergency",)),
        (Told("poisoning", "restaurant", emergency=False, people_ill=2, similar=1), ("ill",)),
        (Told("poisoning", "restaurant", emergency=False, people_ill=1, similar=2), ("cluster",)),
        (
            Told("poisoning", "school_canteen", emergency=False, people_ill=1, similar=1),
            ("collective",),
        ),
    ],
)
def test_a_suspicion_rests_on_named_reasons(
    city: City, told: Told, found: tuple[str, ...]
) -> None:
    assert tuple(code for code, _ in reasons(city.about.accident, told)) == found


def test_grades_and_thresholds_come_from_the_pack(city: City) -> None:
    plan = city.about.accident
    graded = [
        found.code if (found := grade(plan, people, dead)) else None
        for people, dead in ((29, 0), (30, 0), (99, 0), (100, 0), (3, 1), (100, 1), (0, 10))
    ]
    assert graded == [None, "F14-4", "F14-4", "F14-3", "F14-3", "F14-2", "F14-2"]
    assert not public_health_event(plan, Setting.restaurant, 29)
    assert public_health_event(plan, Setting.restaurant, 30)
    assert public_health_event(plan, Setting.school_canteen, 5)
    assert not public_health_event(plan, Setting.school_canteen, 4)
    assert report_minutes(plan, 2) == 120


def _told(works: Works, who: str) -> list[Template]:
    with works.read() as work:
        return [notice.template for _, notice, _ in notices_of(work, who, 500)]


def test_somebody_on_duty_is_paged_until_it_is_confirmed(
    open_one: Callable[..., CaseRow],
    works: Works,
    desk: Callable[..., CaseRow],
    clock: SettableClock,
) -> None:
    with works.write() as work:
        bind(work, make_code(work, "onduty"), "chat-of-onduty")
    case = open_one(ill(3), reporter=None)

    assert Mark.accident in case.marks
    assert _told(works, "onduty") == [Template.emergency]
    for minute in range(1, 29):
        clock.advance(minutes=1)
        chase(works)
        chase(works)  # a second ticker
        assert _told(works, "onduty").count(Template.chased) == minute // 5
    assert Template.chased in _told(works, "ftboss")
    pages = take_all(works, Platform.staff)
    assert len(pages) == 6
    assert all(page.notice.accident for page in pages)

    desk("onduty", case.number, Move.confirm_accident)
    before = _told(works, "onduty").count(Template.chased)
    clock.advance(minutes=1)
    chase(works)
    assert _told(works, "onduty").count(Template.chased) == before
    clock.advance(minutes=5)  # thirty minutes after the suspicion health was still not told
    chase(works)
    assert _told(works, "onduty").count(Template.chased) == before + 1
    desk("onduty", case.number, Move.notify_health, text="已电话通报区疾控")
    desk("onduty", case.number, Move.report_accident, text="已报区政府和市局")
    with works.read() as work:
        assert open_chases(work, case.id) == []
        assert list(faults(work)) == []


def test_a_week_of_downtime_pages_once_and_not_for_every_time_that_was_missed(
    open_one: Callable[..., CaseRow], works: Works, clock: SettableClock
) -> None:
    case = open_one(ill(3), reporter=None)
    clock.advance(days=7)
    chase(works)
    chase(works)
    with works.read() as work:
        chased = [e.data["subject"] for e in events(work, case.id) if e.kind == "chased"]
    assert sorted(chased) == ["confirm", "health", "report"]


def test_two_strangers_who_fell_ill_at_one_place_are_a_cluster(works: Works, filer: Filer) -> None:
    first = file_once(works, filer, filing(ill(1), reporter=None))[0][0]
    second = file_once(works, filer, filing(ill(1), reporter=None, channel=OTHER))[0][0]

    assert Mark.accident not in first.marks
    assert Mark.accident in second.marks
    with works.read() as work:
        told = next(e for e in events(work, second.id) if e.kind == "accident_suspected")
    assert told.data["similar"] == [first.number]
    assert told.data["reasons"] == ["cluster"]


def test_more_people_ill_told_later_begin_it_too(
    open_one: Callable[..., CaseRow], works: Works, clock: SettableClock
) -> None:
    case = open_one(ill(1))
    assert Mark.accident not in case.marks
    said = Supplement(
        key="p", channel=CHANNEL, at=clock(), text="又有两个人吐了", facts=Facts(people_ill=3)
    )
    with works.write() as work:
        supplement(work, case.number, said)
    with works.read() as work:
        found = by_number(work, case.number)
        assert found is not None
        assert Mark.accident in found.marks


def test_the_end_of_the_case_neither_ends_nor_delays_the_accident(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(ill(4))
    desk("futian", case.number, Move.refer, ground="health", text="移送卫健")

    with works.read() as work:
        found = by_number(work, case.number)
        assert found is not None
        assert found.state == State.referred
        assert Mark.accident in found.marks
        running = [c.rule for c in deadlines(work, [case.id])[case.id] if c.stopped_at is None]
        assert running == ["F16"]
        assert {row.subject for row in open_chases(work, case.id)} == {
            "confirm",
            "health",
            "report",
        }
    desk("onduty", case.number, Move.dismiss_accident, text="核实为晕车，无聚集")
    with works.read() as work:
        assert open_chases(work, case.id) == []
        assert list(faults(work)) == []


def test_the_reporter_reads_no_clock_of_what_offices_owe_each_other(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow], city: City
) -> None:
    case = open_one(ill(3))
    desk("futian", case.number, Move.dispute, office="SZ-NS", text="不在福田")
    with works.read() as work:
        rules = {clock.rule for clock in deadlines(work, [case.id])[case.id]}
        assert {"F16", "R09"} <= rules
        (view,) = case_views(work, city, [case])
    assert {clock.rule for clock in view.deadlines} == {"R01", "H02"}


def test_a_dispute_without_anybody_ill_suspects_nothing(
    open_one: Callable[..., CaseRow], works: Works
) -> None:
    case = open_one(complaint())
    assert Mark.accident not in case.marks
    with works.read() as work:
        assert open_chases(work, case.id) == []
