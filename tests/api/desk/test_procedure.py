"""The side procedures of the law, each from its first event to its last."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from api.cases.repository import by_number, events, linked
from api.cases.tables import CaseRow
from api.chasing.service import chase
from api.clock.service import deadlines
from api.clock.ticker import sweep
from api.contract.codes import Hazard, Mark, Move, State, Template
from api.contract.delivery import Notice
from api.contract.models import Facts, Withdrawal
from api.intake.filing import Filer, file_once
from api.intake.telling import withdraw
from api.kit.errors import Conflict, Forbidden, Refusal
from api.kit.work import Works
from api.outbox.service import notices_of
from api.papers.fill import make_out
from api.papers.issue import form_of
from api.people import reporters
from api.verify import faults
from api.views.case import case_views
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report
from tests.fakes.outbox import take_all

Desk = Callable[..., CaseRow]


def _rules(works: Works, case: CaseRow) -> set[str]:
    with works.read() as work:
        clocks = deadlines(work, [case.id]).get(case.id, ())
        return {clock.rule for clock in clocks if clock.stopped_at is None}


def _clock(works: Works, case: CaseRow, rule: str) -> Any:
    with works.read() as work:
        return next(
            c
            for c in deadlines(work, [case.id], with_days=True)[case.id]
            if c.rule == rule and c.stopped_at is None
        )


def _sound(works: Works) -> None:
    with works.read() as work:
        assert list(faults(work)) == []


def _said(works: Works) -> list[Notice]:
    taken = [one.notice for one in take_all(works)]
    return [notice for notice in taken if isinstance(notice, Notice)]


def _told(works: Works, who: str) -> list[Template]:
    with works.read() as work:
        return [notice.template for _, notice, _ in notices_of(work, who, 500)]


def test_papers_are_asked_for_and_the_seven_days_go_on(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    case = open_one(complaint())
    due = _clock(works, case, "C01").due_at
    by = (clock() + timedelta(days=3)).date()

    with pytest.raises(Refusal, match="date_needed"):
        desk("futian", case.number, Move.ask_papers, text="身份证", on=date(2026, 11, 1))
    desk("futian", case.number, Move.ask_papers, text="身份证复印件", on=by)
    assert _clock(works, case, "C01").due_at == due
    (told,) = _said(works)
    assert told.template is Template.papers_asked
    assert told.on == by
    assert told.paper is not None
    assert "第十条第三款" in told.paper
    assert "林*" in told.paper
    clock.advance(days=5)
    chase(works)
    chase(works)
    assert _told(works, "futian").count(Template.chased) == 1
    taken = desk("futian", case.number, Move.take_papers, text="已核对")
    assert Mark.papers_asked not in taken.marks
    _sound(works)


def test_a_joint_complaint_is_not_settled_over_those_it_represents(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.record_joint, text="三人，推选林晓为代表")
    desk("futian", case.number, Move.accept)
    with pytest.raises(Conflict, match="unlawful"):
        desk("futian", case.number, Move.settle, text="退款")
    with pytest.raises(Refusal, match="ground_needed"):
        desk("futian", case.number, Move.terminate, ground="C12-1", text="撤回")
    with works.write() as work:
        withdraw(work, case.number, Withdrawal(key="w", channel=CHANNEL, at=clock()))
    with works.read() as work:
        still = by_number(work, case.number)
        assert still is not None
        assert still.state == State.accepted
    desk("futian", case.number, Move.record_consent, text="另两人书面同意")
    assert desk("futian", case.number, Move.settle, text="退款").state == State.settled
    _sound(works)


def test_delegation_wants_both_and_is_not_passed_on(
    open_one: Desk, works: Works, desk: Desk
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    due = _clock(works, case, "C10").due_at
    desk("futian", case.number, Move.complainant_agrees, text="同意")
    with pytest.raises(Conflict, match="unlawful"):
        desk("futian", case.number, Move.delegate, text="区消委会")
    desk("futian", case.number, Move.respondent_agrees, text="同意")
    desk("futian", case.number, Move.delegate, text="区消委会")
    with pytest.raises(Conflict, match="unlawful"):
        desk("futian", case.number, Move.delegate, text="另一个组织")
    assert _clock(works, case, "C10").due_at == due
    assert Template.delegated in [notice.template for notice in _said(works)]
    desk("futian", case.number, Move.end_delegation, text="收回")
    _sound(works)


def test_a_recusal_stays_the_mediation_but_not_its_sixty_days(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    due = _clock(works, case, "C10").due_at
    desk("futian", case.number, Move.ask_recusal, ground="C11-2", text="调解员是亲戚")
    assert Template.recusal_asked in _told(works, "ftboss")
    with pytest.raises(Conflict, match="unlawful"):
        desk("futian", case.number, Move.settle, text="退款")
    clock.advance(days=6)
    granted = desk("ftboss", case.number, Move.grant_recusal, text="情况属实")
    assert granted.handler_id not in {None, "futian"}
    assert _clock(works, case, "C10").due_at == due
    _sound(works)


def test_sixty_days_end_a_mediation_only_when_they_are_over(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    with pytest.raises(Refusal, match="ground_not_met"):
        desk("futian", case.number, Move.terminate, ground="C12-5", text="期满")
    clock.advance(days=75)
    sweep(works, "a")
    desk("futian", case.number, Move.terminate, ground="C12-5", text="期满未达成协议")
    assert _rules(works, case) == {"C13"}
    desk("futian", case.number, Move.tell_both, text="已邮寄商家")
    assert _rules(works, case) == set()
    desk("futian", case.number, Move.close, text="双方已告知")
    desk("futian", case.number, Move.call_back, ground="C18-1", text="满意")
    _sound(works)


def test_a_suspected_extortion_goes_to_the_police_and_ends_the_mediation(
    open_one: Desk, works: Works, desk: Desk
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    gone = desk("futian", case.number, Move.refer_police, ground="C19-4", text="多次索赔")

    assert gone.state == State.terminated
    assert _rules(works, case) == {"C13"}
    assert Template.sent_to_police in _told(works, "ftboss")
    told = _said(works)[-1]
    assert told.template is Template.terminated
    assert "公安" not in f"{told.text}{told.paper}"
    _sound(works)


def test_a_clue_found_while_mediating_is_a_report_that_nobody_outside_learns_of(
    open_one: Desk, works: Works, desk: Desk, city: City, clock: SettableClock
) -> None:
    case = open_one(complaint())
    desk("futian", case.number, Move.accept)
    _said(works)
    clock.advance(days=1)
    desk("futian", case.number, Move.find_clue, text="后厨使用过期底料")

    with works.read() as work:
        (found,) = linked(work, case.id)
        assert found.kind == "report"
        assert Mark.ex_officio in found.marks
        assert reporters.identity(work, found.id) is None
        assert case_views(work, city, [case])[0].linked == ()
        opened = next(e for e in events(work, case.id) if e.kind == "clue_found")
        assert found.number not in str(opened.data)
    assert _rules(works, found) == {"C16", "H02"}
    assert _rules(works, case) == {"C10"}
    assert "第二十七条" in _clock(works, found, "C16").article
    desk("futian", found.number, Move.not_file, ground="R04-1", text="查无实据")
    desk("futian", found.number, Move.close, text="存档")
    assert _said(works) == []
    _sound(works)


def test_one_message_is_two_cases_and_the_end_of_one_is_not_the_end_of_the_other(
    works: Works, filer: Filer, desk: Desk
) -> None:
    dispute, violation = file_once(works, filer, filing(complaint(), report()))[0]
    desk("futian", dispute.number, Move.refuse, ground="C03-4", text="超过三年")
    assert _rules(works, dispute) == set()
    assert "R01" in _rules(works, violation)
    desk("futian", violation.number, Move.file)
    assert _rules(works, violation) == {"R16"}
    _sound(works)


def test_what_the_central_intake_dispatched_is_reported_back_and_never_passed_on(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock, city: City
) -> None:
    case = open_one(report(facts=Facts(food="香肠")))
    assert Mark.at_intake in case.marks
    due = _clock(works, case, "R01").due_at
    on = (clock() + timedelta(days=9)).date()
    sent = desk("dispatch", case.number, Move.dispatch, office="SZ-NS", text="在南山", on=on)
    assert (sent.office, Mark.dispatched in sent.marks) == ("SZ-NS", True)
    with works.read() as work:
        form = form_of("3")
        assert form is not None
        paper = make_out(work, city, sent, form)
        assert paper.to == "深圳市市场监督管理局南山监管局"
        assert f"请于{on.year}年{on.month}月{on.day}日前反馈" in paper.text
        assert "第四十一条" in paper.text
    with pytest.raises(Conflict, match="unlawful"):
        desk("nanshan", case.number, Move.transfer, office="SZ-FT", text="不归我")
    back = desk("nanshan", case.number, Move.report_back, text="不在南山")
    assert (back.office, Mark.at_intake in back.marks) == ("SZ-DISPATCH", True)
    again = desk("dispatch", case.number, Move.transfer, office="SZ-FT", text="在福田")
    assert Mark.dispatched in again.marks
    assert _clock(works, case, "R01").due_at == due
    _sound(works)


def test_a_dispute_runs_seven_days_and_a_common_superior_designates(
    open_one: Desk, works: Works, desk: Desk
) -> None:
    case = open_one(report())
    desk("futian", case.number, Move.dispute, office="SZ-NS", text="实际在南山")
    assert _clock(works, case, "R09").due_on == date(2026, 12, 1)
    assert {Template.competence_disputed} <= set(_told(works, "nsboss"))
    with pytest.raises(Conflict, match="unlawful"):
        desk("futian", case.number, Move.file)
    desk("futian", case.number, Move.refer_up, text="协商不成")
    assert {"R09-SUPERIOR", "R01"} == _rules(works, case) - {"H02"}
    assert Template.passed_up in _told(works, "top")
    with pytest.raises(Forbidden, match="not_superior"):
        desk("ftboss", case.number, Move.designate, office="SZ-NS", text="给南山")
    given = desk("top", case.number, Move.designate, office="SZ-NS", text="实际经营地在南山")
    assert (given.office, given.handler_id) == ("SZ-NS", "nanshan")
    assert "R01" in _rules(works, case)
    _sound(works)


def test_a_repeat_is_linked_and_new_facts_start_the_time_again(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    first = open_one(report())
    clock.advance(days=4)
    same, more = open_one(report()), open_one(report(hazard=Hazard.expired))
    stranger = open_one(
        report(), reporter=None, channel=CHANNEL.model_copy(update={"address": "x"})
    )

    with pytest.raises(Conflict, match="other_reporter"):
        desk("futian", stranger.number, Move.link_repeat, case=first.number, text="同一件")
    with pytest.raises(Refusal, match="unknown_earlier"):
        desk("futian", same.number, Move.link_repeat, case=same.number, text="同一件")
    before = _clock(works, first, "R01").due_on
    merged = desk("futian", same.number, Move.link_repeat, case=first.number, text="同一件")
    assert merged.state == State.merged
    assert _rules(works, same) == set()
    assert _clock(works, first, "R01").due_on == before
    desk("futian", more.number, Move.merge_facts, case=first.number, text="新证据")
    assert _clock(works, first, "R01").due_on == _expected(works, more)
    told = [notice for notice in _said(works) if notice.template is Template.merged]
    assert {notice.other for notice in told} == {first.number}
    desk("futian", first.number, Move.not_file, ground="R04-1", text="查无实据")
    late = open_one(report())
    with pytest.raises(Conflict, match="decided_already"):
        desk("futian", late.number, Move.merge_facts, case=first.number, text="又有")
    _sound(works)


def _expected(works: Works, case: CaseRow) -> date:
    """When R01 of a report would have ended that was merged away."""
    with works.read() as work:
        return next(c.due_on for c in deadlines(work, [case.id])[case.id] if c.rule == "R01")


def test_ninety_days_stand_still_for_the_laws_reasons_and_end_in_a_fixed_term(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    case = open_one(report())
    desk("futian", case.number, Move.file)
    first = _clock(works, case, "R16").due_on
    desk("futian", case.number, Move.suspend, ground="hearing", text="组织听证")
    clock.advance(days=10)
    desk("futian", case.number, Move.resume, text="听证结束")
    assert _clock(works, case, "R16").due_on >= first + timedelta(days=10)
    desk("ftboth", case.number, Move.request_extension, text="案情复杂")
    with pytest.raises(Conflict, match="unlawful"):
        desk("ftboss", case.number, Move.fix_term, on=date(2027, 6, 1), text="集体讨论")
    desk("ftboss", case.number, Move.extend)
    desk("ftboss", case.number, Move.fix_term, on=date(2027, 6, 1), text="集体讨论")
    assert "R16" not in _rules(works, case)
    gone = desk("futian", case.number, Move.transfer_crime, text="涉嫌犯罪")
    assert gone.state == State.referred
    assert _said(works)[-1].other == "深圳市公安局"
    _sound(works)


def test_a_work_order_is_signed_and_returned_beside_the_law(
    open_one: Desk, works: Works, desk: Desk
) -> None:
    case = open_one(report())
    due = _clock(works, case, "R01").due_at
    desk("futian", case.number, Move.register_order, text="GD2026112100001")
    desk("futian", case.number, Move.sign_order)
    desk("futian", case.number, Move.return_order, text="错派")
    assert "H02" not in _rules(works, case)
    assert _clock(works, case, "R01").due_at == due
    _sound(works)


def test_a_supervisor_presses_and_sends_back(
    open_one: Desk, works: Works, desk: Desk, clock: SettableClock
) -> None:
    case = open_one(report())
    with pytest.raises(Forbidden, match="role"):
        desk("futian", case.number, Move.supervise, ground="H10-2", text="快办")
    desk("ftboss", case.number, Move.supervise, ground="H10-2", text="快办")
    assert Template.supervised in _told(works, "futian")
    desk("futian", case.number, Move.not_file, ground="R04-1", text="查无实据")
    with pytest.raises(Conflict, match="unlawful"):
        desk("futian", case.number, Move.close, text="已告知")
    desk("futian", case.number, Move.answer_supervision, text="已核查")
    assert Template.supervision_answered in _told(works, "ftboss")
    desk("futian", case.number, Move.close, text="已告知")
    on = (clock() + timedelta(days=3)).date()
    back = desk("ftboss", case.number, Move.send_back, text="核查不细", on=on)
    assert back.state == State.rework
    assert {Template.sent_back, Template.closed} <= {n.template for n in _said(works)}
    clock.advance(days=5)
    chase(works)
    assert Template.chased in _told(works, "futian")
    assert desk("futian", case.number, Move.file).state == State.filed
    assert _rules(works, case) == {"R16"}
    _sound(works)


def test_a_breach_climbs_the_chain_day_by_day_and_stops_at_the_top(
    open_one: Desk, works: Works, clock: SettableClock
) -> None:
    case = open_one(complaint())
    clock.advance(days=12)
    for _ in range(3):
        sweep(works, "a")
    assert _told(works, "ftboss").count(Template.escalated) >= 1
    assert Template.escalated not in _told(works, "top")
    for _ in range(5):
        clock.advance(days=1, minutes=1)
        chase(works)
        chase(works)
    assert _told(works, "top").count(Template.escalated) == 2  # C01 and H02, once each
    with works.read() as work:
        steps = [e.data.get("step") for e in events(work, case.id) if e.kind == "escalated"]
    assert sorted(steps, key=str) == [1, 1, None, None]
    _sound(works)
