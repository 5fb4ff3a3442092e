"""A volunteer's tip is a report without a name, credited to them and to nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from api.cases.events import EventKind
from api.cases.marks import fold
from api.cases.origin import conversation
from api.cases.repository import by_id
from api.cases.service import append
from api.cases.tables import CaseRow, Event
from api.cases.thread import thread
from api.contract.codes import Kind, Mark, Platform, TipStanding, VolunteerStanding
from api.contract.models import ChannelRef, Location, Matter, Supplement
from api.intake.filing import Filer
from api.intake.nearby import WITHIN, around, metres
from api.intake.telling import supplement
from api.intake.tips import credit_of
from api.kit.database import Database
from api.kit.errors import TooMany
from api.kit.work import Works
from api.people.reporters import identity
from api.people.volunteers import Decision, leave
from api.views.tips import membership, standing_of
from knowledge.cities.city import City
from knowledge.codes import Hazard
from tests.fakes.clock import SettableClock
from tests.fakes.dump import dump
from tests.fakes.volunteers import CHAT, NAME, PHONE, SECRETS, a_tip, approved, decided, joined

STRANGER = ChannelRef(platform=Platform.web, address="chat-of-a-stranger")


def credit(works: Works, request: Any, case: CaseRow) -> VolunteerStanding | None:
    with works.read() as work:
        return credit_of(work, request, case.id)


def test_a_tip_is_an_anonymous_report_with_a_mark_and_a_credit(
    open_cases: Callable[..., Any], works: Works, city: City
) -> None:
    approved(works, city)
    request = a_tip("t1")

    (case,), _ = open_cases(request)

    assert (case.kind, case.anonymous, case.marks) == (Kind.report, True, [Mark.tip])
    assert credit(works, request, case) is VolunteerStanding.approved
    with works.read() as work:
        assert identity(work, case.id) is None
        mine = membership(work, CHAT)
        assert (mine.total, mine.valid) == (1, 0)
        assert mine.tips[0].number == case.number
        assert mine.tips[0].standing is TipStanding.checking
        assert membership(work, STRANGER).volunteer is None


def test_the_same_tip_again_is_one_and_still_credited(
    open_cases: Callable[..., Any], works: Works, city: City
) -> None:
    approved(works, city)

    first, code = open_cases(a_tip("t1"))
    again, same = open_cases(a_tip("t1"))

    assert ([case.id for case in again], same) == ([case.id for case in first], code)
    with works.read() as work:
        assert membership(work, CHAT).total == 1


def test_neither_name_phone_chat_nor_number_of_the_volunteer_stands_in_the_case_or_in_clear(
    open_cases: Callable[..., Any], works: Works, city: City, database: Database
) -> None:
    approved(works, city)

    (case,), _ = open_cases(a_tip("t1"))

    with works.read() as work:
        told = [said.text for said in conversation(work, case.id)]
        told += [entry.text or "" for entry in thread(work, case.id)]
    assert any("后厨有老鼠" in text for text in told)
    for secret in (NAME, PHONE, "0001"):
        assert all(secret not in text for text in told)
    stored = dump(database)
    assert case.number in stored
    for secret in SECRETS:
        assert secret not in stored


def test_what_a_volunteer_adds_names_them_no_more_than_the_tip_did(
    open_cases: Callable[..., Any], works: Works, city: City, clock: SettableClock
) -> None:
    approved(works, city)
    (case,), _ = open_cases(a_tip("t1"))
    more = Supplement(key="s1", channel=CHAT, at=clock(), text=f"我是{NAME}，门牌是5号")

    with works.write() as work:
        supplement(work, case.number, more)

    with works.read() as work:
        said = thread(work, case.id)[-1].text or ""
    assert "门牌是5号" in said
    assert NAME not in said


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), VolunteerStanding.pending),
        ((Decision.refuse,), VolunteerStanding.refused),
        ((Decision.approve, Decision.suspend), VolunteerStanding.suspended),
    ],
    ids=["pending", "refused", "suspended"],
)
def test_who_is_not_approved_reports_as_anybody_and_is_told_where_they_stand(
    open_cases: Callable[..., Any],
    works: Works,
    city: City,
    decisions: tuple[Decision, ...],
    expected: VolunteerStanding,
) -> None:
    who = joined(works, city)
    for decision in decisions:
        decided(works, who, decision, "单位对不上")
    request = a_tip("t1")

    (case,), _ = open_cases(request)

    assert case.marks == []
    assert credit(works, request, case) is expected
    with works.read() as work:
        assert membership(work, CHAT).total == 0
        assert NAME not in conversation(work, case.id)[0].text


def test_a_stranger_who_claims_a_tip_gets_a_report(open_cases: Callable[..., Any]) -> None:
    (case,), _ = open_cases(a_tip("t1", channel=STRANGER))

    assert case.marks == []


def test_what_is_no_tip_is_not_credited(
    open_cases: Callable[..., Any], works: Works, city: City
) -> None:
    approved(works, city)
    question = Matter(kind=Kind.query)

    (plain,), _ = open_cases(a_tip("t1", tip=False))
    (asked,), _ = open_cases(a_tip("t2", matters=(question,)))

    assert (plain.marks, asked.marks) == ([], [])


def test_more_than_the_city_takes_in_an_hour_waits_and_an_emergency_does_not(
    open_cases: Callable[..., Any], works: Works, city: City, clock: SettableClock
) -> None:
    approved(works, city)
    assert city.volunteering is not None
    most = city.volunteering.tips_per_hour
    for n in range(most):
        open_cases(a_tip(f"t{n}"))
        clock.advance(minutes=1)

    with pytest.raises(TooMany, match="too_many_tips") as refused:
        open_cases(a_tip("more"))
    assert f"{60 - most} 分钟" in refused.value.detail
    urgent = Matter(kind=Kind.report, hazard=Hazard.poisoning, emergency=True)
    (case,), _ = open_cases(a_tip("urgent", matters=(urgent,)))
    assert case.marks == [Mark.tip]
    clock.advance(minutes=60 - most)
    with pytest.raises(TooMany):  # the urgent one counts too
        open_cases(a_tip("more"))
    clock.advance(minutes=1)
    assert open_cases(a_tip("more"))


def test_after_leaving_a_tip_counts_for_nobody_and_the_case_stays(
    open_cases: Callable[..., Any], works: Works, city: City
) -> None:
    approved(works, city)
    (case,), _ = open_cases(a_tip("t1"))

    with works.write() as work:
        leave(work, CHAT)

    with works.read() as work:
        assert membership(work, CHAT).volunteer is None
        row = by_id(work, case.id)
        assert row is not None
        assert row.marks == [Mark.tip]


STANDINGS = [
    ((), TipStanding.checking),
    (("filed",), TipStanding.valid),
    (("filed", "concluded", "closed"), TipStanding.valid),
    (("not_filed:R04-1",), TipStanding.invalid),
    (("not_filed:R04-1", "closed"), TipStanding.invalid),
    (("not_filed:R04-5",), TipStanding.valid),
    (("not_filed:R04-3",), TipStanding.elsewhere),
    (("not_filed:R04-8",), TipStanding.unfiled),
    (("repeated",), TipStanding.repeated),
    (("merged",), TipStanding.repeated),
    (("referred",), TipStanding.elsewhere),
    (("redirected",), TipStanding.elsewhere),
    (("closed",), TipStanding.unfiled),
    (("not_filed:R04-1", "sent_back"), TipStanding.checking),
    (("not_filed:R04-1", "sent_back", "filed"), TipStanding.valid),
    (("filed", "concluded", "sent_back"), TipStanding.valid),
]


@pytest.mark.parametrize(("happened", "standing"), STANDINGS, ids=[str(h) for h, _ in STANDINGS])
def test_the_standing_of_a_tip_is_told_from_the_events(
    happened: tuple[str, ...], standing: TipStanding
) -> None:
    kinds = ("opened", *happened)
    history = [
        Event(kind=kind.split(":")[0], data={"ground": kind.partition(":")[2]}) for kind in kinds
    ]

    assert standing_of(history) is standing


def test_a_filed_tip_counts_as_valid(
    open_cases: Callable[..., Any], works: Works, city: City
) -> None:
    approved(works, city)
    (case,), _ = open_cases(a_tip("t1"))
    with works.write() as work:
        row = by_id(work, case.id)
        assert row is not None
        append(work, row, EventKind.filed, actor="officer:o1")

    with works.read() as work:
        mine = membership(work, CHAT)
    assert (mine.total, mine.valid, mine.tips[0].standing) == (1, 1, TipStanding.valid)


def test_the_mark_comes_from_the_event_alone() -> None:
    assert fold((), EventKind.opened, {"tip": True}) == [Mark.tip]
    assert fold((), EventKind.opened, {}) == []


def test_traders_around_a_point_are_the_nearest_and_no_farther_than_a_phone_errs(
    city: City, filer: Filer
) -> None:
    assert filer.city is city
    here = Location(lat=22.5462, lon=114.1183)

    found = around(here, city.merchants, 3)

    assert next(one.name for one, _ in found) == "湘聚来米线铺"
    assert len(found) == 3
    assert [far for _, far in found] == sorted(far for _, far in found)
    assert found[-1][1] <= WITHIN
    assert around(Location(lat=22.9, lon=114.9), city.merchants, 3) == []
    assert metres(here, 22.5562, 114.1183) == pytest.approx(1112, abs=2)
