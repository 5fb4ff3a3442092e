"""Known dates: what the command line must answer, rule by rule."""

from pathlib import Path

import pytest

from api.clock.report import deadline_report
from knowledge.calendar import load_calendar

CALENDAR = load_calendar()
LINES = Path(__file__).with_name("dates.txt").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split()) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("rule", "received", "due", "pause", "article"), ROWS)
def test_a_date_worked_out_elsewhere_comes_out(
    rule: str, received: str, due: str, pause: str, article: str
) -> None:
    pauses = [] if pause == "-" else [pause]

    found = deadline_report(rule, received, pauses, calendar=CALENDAR)

    assert found["due"] == f"{due.rstrip('?')}T23:59:59.999999+08:00"
    assert found["provisional"] == due.endswith("?")
    assert article in found["article"]
    assert found["days"][0] == {
        "date": received,
        "counts": False,
        "why": found["days"][0]["why"],
    }
    assert found["days"][-1]["date"] == due.rstrip("?")


def test_the_table_holds_both_orders_and_reaches_2027() -> None:
    assert len(ROWS) >= 100
    assert {"O03", "C01", "R05-OLD", "C10", "R16", "W12"} <= {row[0] for row in ROWS}
    assert sum(row[2].endswith("?") for row in ROWS) >= 10


@pytest.mark.parametrize(
    ("rule", "start", "due", "touched"),
    [
        ("F05", "2026-10-01T23:30", "2026-10-02T01:30:00+08:00", 2),
        ("F05", "2026-12-31T23:30", "2027-01-01T01:30:00+08:00", 2),
        ("F12", "2026-02-16T09:05:30", "2026-02-16T11:05:30+08:00", 1),
        ("F12", "2026-11-26T00:00:00Z", "2026-11-26T10:00:00+08:00", 1),
        ("F13-HEBEI", "2026-06-01T08:50", "2026-06-01T09:10:00+08:00", 1),
        ("F16", "2026-11-26T23:45", "2026-11-27T00:15:00+08:00", 2),
        ("F17", "2026-12-01T09:30", "2026-12-02T09:30:00+08:00", 2),
        ("F17-2", "2026-12-01T09:30", "2026-12-02T21:30:00+08:00", 2),
        ("F17-3", "2026-12-30T09:30", "2027-01-01T09:30:00+08:00", 3),
        ("H04-URGENT", "2026-11-26T23:00", "2026-11-27T01:00:00+08:00", 2),
        ("R21-REPORT", "2026-06-12T10:20", "2026-06-13T11:00:00+08:00", 2),
        ("R21-REPORT", "2026-06-12T10:00", "2026-06-13T11:00:00+08:00", 2),
        ("R21-REPORT", "2026-06-12T23:59", "2026-06-14T00:00:00+08:00", 3),
    ],
)
def test_hours_and_minutes_run_through_nights_and_holidays_and_are_never_provisional(
    rule: str, start: str, due: str, touched: int
) -> None:
    found = deadline_report(rule, start, [], calendar=CALENDAR)

    assert (found["due"], found["provisional"]) == (due, False)
    assert len(found["days"]) == touched
    assert all(day["counts"] for day in found["days"])
    assert "起" in found["days"][0]["why"] or "连续计算" in found["days"][0]["why"]


@pytest.mark.parametrize(
    ("rule", "ended", "due"),
    [
        ("R26", "2026-03-10", "2028-03-10"),
        ("R26-LIFE", "2026-03-10", "2031-03-10"),
        ("R26", "2024-02-29", "2026-02-28"),
    ],
)
def test_years_end_on_the_same_date(rule: str, ended: str, due: str) -> None:
    found = deadline_report(rule, ended, [], calendar=CALENDAR)

    assert found["due"].startswith(f"{due}T23:59:59")
    assert not found["provisional"]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-09-18T23:59:59+08:00", "2026-09-29"),
        ("2026-09-18T16:00:00Z", "2026-09-29"),
        ("2026-09-18T15:59:59Z", "2026-09-29"),
        ("2026-09-17T16:00:00Z", "2026-09-29"),
        ("2026-09-19T00:30:00+09:00", "2026-09-29"),
        ("2026-09-19T01:30:00+09:00", "2026-09-29"),
        ("2026-04-14T15:59:59Z", "2026-04-23"),
        ("2026-04-14T16:00:00Z", "2026-04-24"),
        ("2026-09-20T10:00", "2026-09-30"),
    ],
)
def test_the_legal_day_of_receipt_is_that_of_shanghai(received: str, due: str) -> None:
    assert deadline_report("C01", received, [], calendar=CALENDAR)["due"].startswith(due)


@pytest.mark.parametrize(
    ("received", "order"),
    [
        ("2026-04-14T23:59", "第20号"),
        ("2026-04-15T00:00", "第121号"),
        ("2026-04-14T16:00Z", "第121号"),
    ],
)
def test_the_order_is_chosen_to_the_second(received: str, order: str) -> None:
    assert order in deadline_report("C01", received, [], calendar=CALENDAR)["article"]
