from datetime import timedelta

import pytest
from sqlmodel import select

from api.clock.late import is_late, late_expression
from api.clock.service import extend, pause, resume, start, stop
from api.clock.tables import ClockRow
from api.kit.errors import Conflict
from knowledge.codes import Kind
from knowledge.limits import Roll, Transition, TransitionChoice, load_policy
from tests.api.clock.conftest import Office, moment


@pytest.fixture
def report(office: Office) -> Office:
    """An office with one report and its clocks."""
    office.open(Kind.report)
    return office


def row_of(office: Office, rule: str) -> ClockRow:
    with office.works.read() as work:
        return work.session.exec(select(ClockRow).where(ClockRow.rule == rule)).one()


def test_starting_twice_gives_the_clock_that_runs(report: Office) -> None:
    with report.works.write() as work:
        first = start(work, "a", "R01", moment("2026-06-01"))
        again = start(work, "a", "R01", moment("2026-06-05"))
    assert (first.id, first.started_at) == (again.id, again.started_at)
    assert list(report.running()) == ["H02", "R01"]


def test_a_stopped_clock_can_be_started_anew(report: Office) -> None:
    with report.works.write() as work:
        stop(work, "a", ["R01"], moment("2026-06-02"))
        start(work, "a", "R01", moment("2026-06-05"))
    assert report.running()["R01"] == "2026-06-29"


def test_the_day_of_receipt_chooses_the_version_and_the_row_keeps_its_name(report: Office) -> None:
    with report.works.write() as work:
        start(work, "a", "C10", moment("2026-04-20"), moment("2026-04-10"))
        start(work, "a", "C13", moment("2026-04-20"), moment("2026-04-10"))
    assert row_of(report, "C10").limit_version == "C10@2026-04-15"
    assert row_of(report, "C10").transition == "earlier"
    assert row_of(report, "C13").limit_version == "C13@2020-01-01"


def test_the_choice_of_a_city_governs_and_is_kept_with_the_clock(report: Office) -> None:
    left = Transition(rule="C10", choice=TransitionChoice.by_receipt, note="x")
    policy = load_policy().with_choices([left], Roll.any_nonworking)
    with report.works.write() as work:
        start(work, "a", "C10", moment("2026-04-20"), moment("2026-04-10"), policy)
    row = row_of(report, "C10")
    assert (row.limit_version, row.transition, row.roll) == (
        "C10@2020-01-01",
        "by_receipt",
        "any_nonworking",
    )


def test_a_clock_keeps_the_roll_it_was_begun_with(report: Office) -> None:
    policy = load_policy().with_choices([], Roll.any_nonworking)
    with report.works.write() as work:
        start(work, "a", "C10", moment("2026-09-15"), policy=policy)
        pause(work, "a", moment("2026-09-16"))
        resume(work, "a", moment("2026-09-16"))
    assert report.running()["C10"] == "2026-11-16"


def test_a_matter_of_today_has_nothing_to_choose(report: Office) -> None:
    assert row_of(report, "R01").transition is None


def test_an_unknown_rule_starts_nothing(report: Office) -> None:
    with report.works.write() as work, pytest.raises(ValueError, match="没有编号为 X01"):
        start(work, "a", "X01", moment("2026-06-01"))


def test_a_clock_explains_itself_in_a_sentence_and_day_by_day(report: Office) -> None:
    clocks = {clock.rule: clock for clock in report.clocks(with_days=True)}
    assert clocks["R01"].explanation == (
        "收到次日起 15 个工作日（《市场监督管理行政处罚程序规定》第十八条第一款）"
    )
    assert clocks["H02"].explanation.startswith("收到次日起 5 个工作日，12345热线办理时限")
    assert clocks["H02"].days[-1].on == clocks["H02"].due_on
    assert clocks["H02"].days[-1].why == "第 5 个工作日"


def test_days_come_only_when_asked_for(report: Office) -> None:
    assert all(clock.days == () for clock in report.clocks())


def test_a_pause_that_lasts_stops_lateness_and_its_end_moves_the_due_day(report: Office) -> None:
    with report.works.write() as work:
        pause(work, "a", moment("2026-06-22"))
    report.clock.to("2026-08-31")
    standing = next(clock for clock in report.clocks() if clock.rule == "R01")
    assert not standing.late
    assert "06-22 起检测鉴定，暂停计时" in standing.explanation
    with report.works.write() as work:
        resume(work, "a", moment("2026-08-31"))
    assert report.running()["R01"] == "2026-09-02"


def test_pausing_twice_and_resuming_twice_is_pausing_once(report: Office) -> None:
    with report.works.write() as work:
        pause(work, "a", moment("2026-06-08"))
        pause(work, "a", moment("2026-06-09"))
        resume(work, "a", moment("2026-06-12"))
        resume(work, "a", moment("2026-06-15"))
    assert row_of(report, "R01").pauses == [["2026-06-08", "2026-06-12"]]


def test_a_clock_whose_law_knows_no_pause_goes_on(report: Office) -> None:
    with report.works.write() as work:
        start(work, "a", "C01", moment("2026-06-01"))
        pause(work, "a", moment("2026-06-02"))
    assert row_of(report, "C01").pauses == []
    assert row_of(report, "H02").pauses == []


def test_resuming_before_the_pause_began_does_not_break_the_count(report: Office) -> None:
    with report.works.write() as work:
        pause(work, "a", moment("2026-06-09"))
        resume(work, "a", moment("2026-06-08"))
    assert row_of(report, "R01").pauses == [["2026-06-09", "2026-06-09"]]


def test_a_second_extension_is_refused_in_chinese(report: Office) -> None:
    with report.works.write() as work:
        extend(work, "a", "R01", moment("2026-06-10"))
        with pytest.raises(Conflict) as refused:
            extend(work, "a", "R01", moment("2026-06-11"))
    assert refused.value.detail == "举报核查与立案决定（R01）不能延长 2 次。"


def test_an_extension_comes_before_the_end_or_not_at_all(report: Office) -> None:
    with report.works.write() as work, pytest.raises(Conflict) as refused:
        extend(work, "a", "R01", moment("2026-06-24"))
    assert refused.value.detail == "期限已经届满，不能再延长。"


def test_extending_what_does_not_run_does_nothing(report: Office) -> None:
    with report.works.write() as work:
        extend(work, "a", "R16", moment("2026-06-10"))
    assert set(report.running()) == {"R01", "H02"}


def test_late_begins_with_the_moment_after_the_last(report: Office) -> None:
    row = row_of(report, "R01")
    assert not is_late(row, row.due_at)
    assert is_late(row, row.due_at + timedelta(microseconds=1))


def test_late_is_the_same_as_sql(report: Office) -> None:
    with report.works.write() as work:
        start(work, "a", "C10", moment("2026-06-01"))
        pause(work, "a", moment("2026-06-05"))
        start(work, "a", "C01", moment("2026-06-01"))
        stop(work, "a", ["C01"], moment("2026-06-02"))
        row = work.session.exec(select(ClockRow).where(ClockRow.rule == "R01")).one()
        row.breached_at, row.next_alarm = moment("2026-06-24"), None
    for day in ("2026-06-01", "2026-06-09", "2026-07-01", "2026-12-01"):
        now = moment(day)
        with report.works.read() as work:
            everyone = work.session.exec(select(ClockRow)).all()
            by_sql = work.session.exec(select(ClockRow.rule).where(late_expression(now))).all()
        assert sorted(by_sql) == sorted(row.rule for row in everyone if is_late(row, now))
    assert sorted(by_sql) == ["H02", "R01"]
