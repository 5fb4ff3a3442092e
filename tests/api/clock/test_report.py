import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.clock.governing import governing
from api.clock.report import DeadlineReport, deadline_report, parse_moment, parse_pause
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import load_calendar
from knowledge.limits import Transition, TransitionChoice, load_policy

CALENDAR = load_calendar()


def report(rule: str, received: str, *pauses: str, kind: str | None = None) -> DeadlineReport:
    return deadline_report(rule, received, pauses, kind, calendar=CALENDAR)


def due_day(rule: str, received: str, *pauses: str) -> str:
    return report(rule, received, *pauses)["due"][:10]


def test_a_report_has_exactly_the_promised_shape() -> None:
    made = json.loads(json.dumps(report("C01", "2026-09-18", kind="complaint")))
    assert list(made) == ["rule", "article", "due", "provisional", "days"]
    assert (made["rule"], made["provisional"]) == ("C01", False)
    assert made["article"] == (
        "《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十五条第一款"
    )
    assert made["due"] == "2026-09-29T23:59:59.999999+08:00"
    assert made["days"][0] == {
        "date": "2026-09-18", "counts": False,
        "why": "起算当日，不计入（《市场监督管理投诉举报处理办法》第四十五条）",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("received", "start"),
    [
        ("2026-09-18", "2026-09-18"),
        ("20260918", "2026-09-18"),
        ("2026-09-18T23:59", "2026-09-18"),
        (" 2026-09-18 08:00 ", "2026-09-18"),
        ("2026-09-17T17:00:00Z", "2026-09-18"),
        ("2026-09-18T00:30:00+09:00", "2026-09-17"),
    ],
)
def test_a_day_or_a_moment_with_or_without_zone_is_understood(received: str, start: str) -> None:
    assert report("C01", received)["days"][0]["date"] == start


def test_a_pause_includes_both_its_ends() -> None:
    assert due_day("R01", "2026-06-01", "2026-06-08/2026-06-14") == "2026-06-30"
    assert due_day("R01", "2026-06-01", "2026-06-08T10:00/2026-06-08T11:00") == "2026-06-24"


def test_overlapping_pauses_are_not_counted_twice() -> None:
    once = due_day("R01", "2026-06-01", "2026-06-08/2026-06-12")
    assert due_day("R01", "2026-06-01", "2026-06-08/2026-06-10", "2026-06-09/2026-06-12") == once


@pytest.mark.parametrize(
    ("rule", "received", "pauses", "kind", "said"),
    [
        ("C99", "2026-09-18", (), None, "没有编号为 C99 的期限规则"),
        ("", "2026-09-18", (), None, "没有编号为"),
        ("R05-OLD", "2026-09-18", (), None, "R05-OLD 不适用于 2026-09-18"),
        ("C01", "", (), None, "看不懂的时间"),
        ("C01", "2026-02-30", (), None, "看不懂的时间"),
        ("C01", "昨天", (), None, "看不懂的时间"),
        ("C01", "9999-12-31T23:00:00-10:00", (), None, "看不懂的时间"),
        ("C01", "9999-12-31", (), None, "年份超出"),
        ("C01", "1999-12-31", (), None, "年份超出"),
        ("C01", "2026-09-18", ("2026-09-20/2026-09-21",), None, "依法不扣除任何时间"),
        ("R01", "2026-09-18", ("2026-09-20",), None, "看不懂的暂停"),
        ("R01", "2026-09-18", ("/2026-09-20",), None, "看不懂的时间"),
        ("R01", "2026-09-18", ("2026-09-20/2026-09-19",), None, "早于开始日"),
        ("R01", "2026-09-18", ("2026-09-20/2099-09-19",), None, "十年之内数不满"),
        ("C01", "2026-09-18", (), "report", "投诉受理决定与告知（C01）不适用于举报"),
        ("C01", "2026-09-18", (), "nonsense", "没有这种案件类型"),
    ],
)
def test_bad_input_gets_one_clear_line(
    rule: str, received: str, pauses: tuple[str, ...], kind: str | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        report(rule, received, *pauses, kind=kind)
    assert "\n" not in str(refused.value)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_is_refused_in_one_way(text: str) -> None:
    for parse in (parse_moment, parse_pause):
        try:
            parse(text)
        except ValueError as error:
            assert "\n" not in str(error) or "\n" in text  # noqa: PT017 - either outcome is right


def test_a_lasting_pause_is_written_with_nothing_after_the_slash() -> None:
    assert parse_pause("2026-09-20/").lasting


def test_mediation_in_the_transition_ends_at_the_earlier_of_both_limits() -> None:
    assert due_day("O03", "2026-03-02") == "2026-05-08"
    assert due_day("C10", "2026-03-02") == "2026-05-06"


def test_the_transition_can_be_left_to_the_day_of_receipt_by_policy() -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=LEGAL_ZONE)
    left = Transition(rule="C10", choice=TransitionChoice.by_receipt, note="x")
    policy = load_policy().with_choices([left], None)
    by_receipt = governing("C10", start.date(), start, CALENDAR, policy=policy)
    assert by_receipt.limit.version == "C10@2020-01-01"
    assert by_receipt.deadline.due_on == date(2026, 5, 8)


def test_mediation_that_ended_before_the_new_order_is_measured_by_the_old_one() -> None:
    start = datetime(2025, 11, 3, 9, tzinfo=LEGAL_ZONE)
    assert governing("C10", start.date(), start, CALENDAR).limit.version == "C10@2020-01-01"


def test_an_old_complaint_accepted_under_the_new_order_meets_both_limits() -> None:
    received, accepted = date(2026, 4, 10), datetime(2026, 4, 20, 9, tzinfo=LEGAL_ZONE)
    chosen = governing("C10", received, accepted, CALENDAR)
    assert (chosen.limit.value, chosen.deadline.due_on) == (60, date(2026, 6, 22))
