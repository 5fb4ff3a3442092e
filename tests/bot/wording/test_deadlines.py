"""A deadline is a date with its reason."""

from datetime import UTC, date, datetime

from api.contract.codes import Kind, Setting, State
from api.contract.models import CaseView, CountedDay, Deadline, Facts, Receipt
from bot.wording.deadlines import explained, promise, running
from bot.wording.filed import filed

SINCE = date(2026, 11, 21)
DUE = Deadline(
    rule="C01",
    name="投诉受理决定与告知",
    article="《市场监督管理投诉举报处理办法》第十五条第一款",
    due_on=date(2026, 12, 1),
    due_at=datetime(2026, 12, 1, 15, 59, 59, tzinfo=UTC),
    provisional=False,
    statutory=True,
    explanation="收到次日起 7 个工作日（《市场监督管理投诉举报处理办法》第十五条第一款）",
    days=(
        CountedDay(on=date(2026, 11, 21), counts=False, why="起算当日，不计入"),
        CountedDay(on=date(2026, 11, 22), counts=False, why="周日，不计入"),
        CountedDay(on=date(2026, 11, 23), counts=True, why="第 1 个工作日"),
        CountedDay(on=date(2026, 11, 24), counts=True, why="第 2 个工作日"),
        CountedDay(on=date(2026, 11, 25), counts=True, why="第 3 个工作日"),
    ),
)


def view(
    *deadlines: Deadline, kind: Kind = Kind.complaint, number: str = "SZ-20261121-0007"
) -> CaseView:
    return CaseView(
        number=number,
        kind=kind,
        hazard=None,
        further_hazards=(),
        setting=Setting.unknown,
        severity=None,
        emergency=False,
        state=State.received,
        open=True,
        office="景田所",
        received_at=datetime(2026, 11, 21, 4, 0, tzinfo=UTC),
        deadlines=deadlines,
        facts=Facts(),
    )


def test_a_promise_is_date_duty_counting_and_article() -> None:
    assert promise(DUE, SINCE) == (
        "最晚 **12月1日** 告知是否受理"
        "（收到次日起 7 个工作日，《市场监督管理投诉举报处理办法》第十五条第一款）"
    )


def test_a_limit_of_minutes_or_hours_has_its_hour() -> None:
    for unit in ("minute", "hour"):
        soon = DUE.model_copy(
            update={"unit": unit, "due_at": datetime(2026, 12, 1, 2, 30, tzinfo=UTC)}
        )
        assert promise(soon, SINCE).startswith("最晚 **12月1日 10:30** 告知是否受理")


def test_the_article_is_added_where_the_explanation_lacks_it() -> None:
    short = DUE.model_copy(update={"explanation": "收到次日起 7 个工作日。"})
    assert promise(short, SINCE) == promise(DUE, SINCE)


def test_a_provisional_date_says_so_once() -> None:
    later = DUE.model_copy(
        update={
            "due_on": date(2027, 1, 8),
            "provisional": True,
            "explanation": "收到次日起 30 个工作日；暂定：公布后重新计算",
        }
    )
    text = promise(later, SINCE)
    assert "**2027年1月8日**（暂定：2027 年放假安排公布后自动核对）" in text
    assert text.count("暂定") == 1


def test_a_promise_of_the_office_is_not_called_law() -> None:
    soft = DUE.model_copy(update={"statutory": False, "rule": "R06", "name": "举报处理结果告知"})
    assert "服务承诺，不是法定期限" in promise(soft, SINCE)


def test_a_stopped_clock_is_not_shown_as_running() -> None:
    stopped = DUE.model_copy(update={"stopped_at": DUE.due_at})
    assert running(view(stopped, DUE)) == (DUE,)


def test_the_explanation_shows_each_day_counted_or_skipped_why_and_the_article() -> None:
    lines = explained(view(DUE)).splitlines()
    assert lines[2:] == [
        "　11月21日：起算当日，不计入",
        "　11月22日：周末，不计入",
        "　11月23日至25日：第 1 至 3 个工作日，计入",
        "　依据：《市场监督管理投诉举报处理办法》第十五条第一款。",
    ]


def test_the_receipt_holds_number_date_code_and_what_comes_next() -> None:
    receipt = Receipt(
        cases=(view(DUE), view(kind=Kind.report, number="SZ-20261121-0008")),
        receipt_code="K7QM-2F9D-XW4T-8HPA",
    )
    named, anonymous = filed(receipt, anonymous=False).text, filed(receipt, anonymous=True).text
    for words in (
        "SZ-20261121-0007",
        "SZ-20261121-0008",
        "12月1日",
        "K7QM-2F9D-XW4T-8HPA",
        "接下来",
    ):
        assert words in named
    assert "请截图保存，丢了我们也查不到" in anonymous
    assert "丢了我们也查不到" not in named
