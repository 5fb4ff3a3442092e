"""Officers' moves over the whole spine: clocks, assignment and outbox follow."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from api.cases.legal import lawful_moves
from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.cases.verify import verify
from api.clock.service import deadlines
from api.clock.ticker import sweep
from api.contract.codes import Hazard, Move, Platform, Severity, State, Template
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport
from api.contract.models import Facts, Supplement, Withdrawal
from api.intake.telling import supplement, withdraw
from api.kit.errors import Conflict, Forbidden, NotFound, Refusal
from api.kit.work import Works
from api.outbox.service import claim, notices_of
from api.outbox.service import report as report_delivery
from api.people.tables import CaseKey
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, report
from tests.fakes.outbox import take_all


def _said(works: Works, platform: Platform = Platform.web) -> list[Delivery]:
    return take_all(works, platform)


def _clocks(works: Works, case: CaseRow) -> dict[str, Any]:
    with works.read() as work:
        return {c.rule: c for c in deadlines(work, [case.id], with_days=True)[case.id]}


def test_a_new_complaint_has_an_office_a_handler_a_clock_and_a_notice(
    open_one: Callable[..., CaseRow], works: Works
) -> None:
    case = open_one(complaint())

    assert (case.office, case.handler_id) == ("SZ-FT-008", "futian")
    clocks = _clocks(works, case)
    assert clocks["C01"].due_on == date(2026, 12, 1)
    assert clocks["C01"].statutory
    assert "第十五条" in clocks["C01"].article
    assert not clocks["H02"].statutory
    with works.read() as work:
        assert [n.template for _, n, _ in notices_of(work, "futian")] == [Template.assigned]
        reasons = events(work, case.id)[1].data
        assert reasons["office_reason"]
        assert reasons["handler_reason"]


def test_a_complaint_is_accepted_settled_and_closed_and_the_citizen_hears_each(
    open_one: Callable[..., CaseRow],
    works: Works,
    desk: Callable[..., CaseRow],
    clock: SettableClock,
) -> None:
    case = open_one(complaint())

    desk("futian", case.number, Move.accept)
    assert _clocks(works, case)["C10"].due_on == date(2027, 1, 20)
    assert _clocks(works, case)["C10"].provisional
    assert _clocks(works, case)["C01"].stopped_at is not None
    desk("futian", case.number, Move.ask, text="请补充小票照片")
    desk("futian", case.number, Move.settle, text="商家退款 88 元")
    closed = desk("futian", case.number, Move.close, text="双方已收到调解书")

    assert closed.state == State.closed
    said = _said(works)
    assert [d.notice.template for d in said] == [
        Template.accepted,
        Template.question,
        Template.settled,
        Template.closed,
    ]
    assert said[0].notice.deadline is not None
    assert said[0].notice.deadline.rule == "C10"
    assert said[1].notice.text == "请补充小票照片"
    assert {d.address for d in said} == {CHANNEL.address}
    assert all(clock.stopped_at for clock in _clocks(works, case).values())
    assert _said(works) == []
    with works.read() as work:
        assert list(verify(work)) == []


def test_a_refusal_names_its_listed_ground_and_its_article(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(complaint())

    for wrong in (None, "C03-9", "C12-1"):
        with pytest.raises(Refusal, match="ground_needed"):
            desk("futian", case.number, Move.refuse, ground=wrong, text="理由")
    with pytest.raises(Refusal, match="text_needed"):
        desk("futian", case.number, Move.refuse, ground="C03-4", text="  ")
    desk("futian", case.number, Move.refuse, ground="C03-4", text="可以向法院起诉")

    (said,) = _said(works)
    assert said.notice.ground is not None
    assert "三年" in said.notice.ground
    assert said.notice.article is not None
    assert "第十六条" in said.notice.article


def test_a_report_is_extended_once_by_somebody_else_and_then_told_its_result(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(report())
    assert _clocks(works, case)["R01"].due_on == date(2026, 12, 11)

    with pytest.raises(Conflict, match="unlawful"):
        desk("ftboss", case.number, Move.extend)
    desk("ftboth", case.number, Move.request_extension, text="需要外地协查")
    with pytest.raises(Forbidden, match="own_request"):
        desk("ftboth", case.number, Move.extend)
    desk("ftboss", case.number, Move.extend)
    extended = _clocks(works, case)["R01"]
    assert extended.due_on > date(2026, 12, 31)
    assert extended.provisional
    with pytest.raises(Conflict, match="unlawful"):
        desk("ftboth", case.number, Move.request_extension, text="再来一次")

    desk("futian", case.number, Move.file)
    assert "R16" in _clocks(works, case)
    desk("futian", case.number, Move.conclude, text="罚款 5000 元")
    assert not _clocks(works, case)["R06"].statutory
    desk("futian", case.number, Move.close, text="已对该店作出处罚")
    said = _said(works)
    assert [d.notice.template for d in said] == [
        Template.extended,
        Template.filed,
        Template.concluded,
        Template.closed,
    ]
    assert said[0].notice.text == "需要外地协查"


def test_an_extension_is_refused_with_a_reason_and_may_be_asked_for_again(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(report())
    due = _clocks(works, case)["R01"].due_on
    desk("ftboth", case.number, Move.request_extension, text="人手不足")
    with pytest.raises(Refusal, match="text_needed"):
        desk("ftboss", case.number, Move.reject_extension)
    with pytest.raises(Forbidden, match="own_request"):
        desk("ftboth", case.number, Move.reject_extension, text="不行")
    desk("ftboss", case.number, Move.reject_extension, text="理由不足")

    assert _clocks(works, case)["R01"].due_on == due
    assert _said(works) == []
    with works.read() as work:
        told = [n for _, n, _ in notices_of(work, "futian")]
    assert [(n.template, n.text) for n in told if n.text == "理由不足"] == [
        (Template.extension_rejected, "理由不足")
    ]
    desk("ftboth", case.number, Move.request_extension, text="需要外地协查")
    desk("ftboss", case.number, Move.extend)
    (said,) = _said(works)
    assert said.notice.text == "需要外地协查"


def test_testing_time_does_not_count(
    open_one: Callable[..., CaseRow],
    works: Works,
    desk: Callable[..., CaseRow],
    clock: SettableClock,
) -> None:
    case = open_one(report())
    before = _clocks(works, case)["R01"].due_on

    desk("futian", case.number, Move.start_testing)
    clock.advance(days=7)
    desk("futian", case.number, Move.end_testing)

    assert _clocks(works, case)["R01"].due_on > before


def test_a_transfer_moves_office_and_handler_and_keeps_the_clock(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(complaint())
    before = _clocks(works, case)["C01"].due_at

    with pytest.raises(Refusal, match="unknown_office"):
        desk("futian", case.number, Move.transfer, office="SZ-XX", text="在南山")
    moved = desk("futian", case.number, Move.transfer, office="SZ-NS", text="店在南山")

    assert (moved.office, moved.handler_id) == ("SZ-NS", "nanshan")
    assert _clocks(works, case)["C01"].due_at == before
    assert next(d.notice.other for d in _said(works)) is not None
    with pytest.raises(NotFound):
        desk("futian", case.number, Move.accept)


def test_a_transfer_that_is_sent_again_is_known_though_the_case_is_out_of_sight(
    open_one: Callable[..., CaseRow], desk: Callable[..., CaseRow]
) -> None:
    case = open_one(complaint())
    once = {"office": "SZ-NS", "text": "店在南山", "key": "once"}
    desk("futian", case.number, Move.transfer, **once)
    assert desk("futian", case.number, Move.transfer, **once).office == "SZ-NS"
    with pytest.raises(NotFound):
        desk("ftboss", case.number, Move.transfer, **once)


def test_a_stranger_officer_cannot_tell_a_case_from_none(
    open_one: Callable[..., CaseRow], desk: Callable[..., CaseRow]
) -> None:
    case = open_one(complaint())
    answers = []

    for number in (case.number, "SZ-20261121-9999"):
        with pytest.raises(NotFound) as refused:
            desk("nanshan", number, Move.accept)
        answers.append((refused.value.code, refused.value.detail))

    assert answers[0] == answers[1]


def test_the_same_key_moves_once_and_a_stale_page_is_told(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(complaint())

    desk("futian", case.number, Move.reply, key="same", text="在办")
    desk("futian", case.number, Move.reply, key="same", text="在办")
    assert len(_said(works)) == 1
    with pytest.raises(Conflict, match="changed"):
        desk("futian", case.number, Move.accept, seen=2)


def test_an_emergency_pages_the_duty_officer_and_the_supervisor(
    open_one: Callable[..., CaseRow], works: Works
) -> None:
    open_one(
        report(emergency=True, hazard=Hazard.poisoning, severity=Severity.general), reporter=None
    )

    with works.read() as work:
        assert {n.template for _, n, _ in notices_of(work, "onduty")} == {Template.emergency}
        assert Template.emergency in {n.template for _, n, _ in notices_of(work, "ftboss")}


def test_reminders_breach_and_escalation_come_once_in_their_time(
    open_one: Callable[..., CaseRow], works: Works, clock: SettableClock
) -> None:
    open_one(complaint())
    told: list[Template] = []

    for _ in range(14):
        clock.advance(days=1)
        sweep(works, "a")
        sweep(works, "b")
    with works.read() as work:
        told = [n.template for _, n, _ in notices_of(work, "futian") if n.deadline]
        c01 = [
            n.template
            for _, n, _ in notices_of(work, "futian")
            if n.deadline and n.deadline.rule == "C01" and n.template != Template.assigned
        ]
        boss = [n.template for _, n, _ in notices_of(work, "ftboss")]

    assert sorted(c01) == sorted([Template.half_time, Template.one_day_left, Template.breached])
    assert Template.escalated in boss
    assert told


def test_a_case_without_a_place_goes_on_once_the_place_is_told(
    open_one: Callable[..., CaseRow], works: Works, clock: SettableClock
) -> None:
    case = open_one(report(facts=Facts(food="香肠")))
    assert case.office == "SZ-DISPATCH"

    with works.write() as work:
        supplement(
            work,
            case.number,
            Supplement(
                key="p1",
                channel=CHANNEL,
                at=clock(),
                text="在南山",
                facts=Facts(division="440305"),
            ),
        )

    with works.read() as work:
        found = by_number(work, case.number)
        assert found is not None
        assert found.office == "SZ-NS"


def test_only_lawful_moves_are_offered(open_one: Callable[..., CaseRow]) -> None:
    case = open_one(complaint())

    offered = {lawful.move for lawful in lawful_moves(case, ["handler"])}

    assert offered == {
        Move.accept,
        Move.refuse,
        Move.ask_papers,
        Move.record_agent,
        Move.record_joint,
        Move.refer_police,
        Move.confirm_competence,
        Move.transfer,
        Move.refer,
        Move.dispute,
        Move.ask,
        Move.reply,
        Move.note,
        Move.register_order,
        Move.suspect_accident,
    }
    assert lawful_moves(case, ["auditor"]) == ()


def test_a_complaint_taken_back_in_mediation_is_terminated_and_its_handler_told(
    open_one: Callable[..., CaseRow],
    works: Works,
    desk: Callable[..., CaseRow],
    clock: SettableClock,
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)

    with works.write() as work:
        withdraw(work, case.number, Withdrawal(key="w", channel=CHANNEL, at=clock()))

    assert _clocks(works, case)["C13"].stopped_at is None
    said = _said(works)[-1].notice
    assert said.template == Template.terminated
    assert said.ground is not None
    assert "撤回" in said.ground
    with works.read() as work:
        assert Template.withdrawn in {n.template for _, n, _ in notices_of(work, "futian")}


def test_one_row_that_cannot_be_opened_stops_no_other(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    erased, kept = open_one(complaint()), open_one(complaint())
    for case in (erased, kept):
        desk("futian", case.number, Move.accept)
    with works.write() as work:
        work.session.delete(work.session.get_one(CaseKey, erased.id))

    assert _said(works) == []  # the chat's oldest can't be opened, and is given up
    assert [d.notice.number for d in _said(works)] == [kept.number]
    assert _said(works) == []
    with works.read() as work:
        assert notices_of(work, "futian")


def test_a_notice_that_cannot_arrive_is_handed_to_the_handler(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    with works.write() as work:
        (row,) = claim(work, ClaimRequest(worker="w", platforms=(Platform.web,)))
        report_delivery(work, row.id, DeliveryReport(worker="w", delivered=False, dead=True))
    desk("futian", case.number, Move.reply, text="请来电")

    with works.read() as work:
        told = [n.template for _, n, _ in notices_of(work, "futian")]
        assert told.count(Template.undelivered) == 2
        assert list(verify(work)) == []


def test_an_address_is_tried_for_days_before_it_is_given_up(
    open_one: Callable[..., CaseRow],
    works: Works,
    desk: Callable[..., CaseRow],
    clock: SettableClock,
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    tried = 0

    for _ in range(24 * 5):
        with works.write() as work:
            for row in claim(work, ClaimRequest(worker="w", platforms=(Platform.web,))):
                tried += 1
                report_delivery(work, row.id, DeliveryReport(worker="w", delivered=False))
        clock.advance(hours=1, minutes=1)

    assert 60 < tried < 80
    with works.read() as work:
        assert Template.undelivered in [n.template for _, n, _ in notices_of(work, "futian")]
