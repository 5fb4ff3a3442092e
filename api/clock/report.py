"""A deadline worked out for someone who asks by rule and date, as plain data."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypedDict

from api.clock.deadline import Pause
from api.clock.governing import governing
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar
from knowledge.codes import LABELS, Kind
from knowledge.limits import Limit, Policy, load_policy

_DAY_ONLY = re.compile(r"^\d{4}-?\d{2}-?\d{2}$")
_YEARS = range(2000, 2100)
"""The years a case can lie in; beyond them a date is a slip of the pen."""


class ReportedDay(TypedDict):
    """One day on the way, as plain data."""

    date: str
    counts: bool
    why: str


class DeadlineReport(TypedDict):
    """A deadline as plain data; `due` is an ISO moment with its zone."""

    rule: str
    article: str
    due: str
    provisional: bool
    days: list[ReportedDay]


def deadline_report(
    rule: str,
    received: str,
    pauses: Sequence[str],
    kind: str | None = None,
    *,
    calendar: Calendar,
    policy: Policy | None = None,
) -> DeadlineReport:
    """The deadline of `rule` for something received at `received`, with the reason for every day.

    Args:
        rule: As C01, R05-OLD, O03 or R27-RETEST; case does not matter.
        received: A day or an ISO moment, both the receipt and the start of the clock. Without a
            zone it is Asia/Shanghai.
        pauses: FROM/TO each, days or moments, both ends included; an empty TO is still lasting.
        kind: A case kind's code or Chinese name: the rule must apply to it, and where a rule
            has several limits (H04) it chooses among them.
        calendar: The official calendar.
        policy: What the office chose where the law is silent.

    Returns:
        `{"rule", "article", "due", "provisional", "days": [{"date", "counts", "why"}…]}`; `due`
        is an ISO moment with its zone, `rule` is the id that was asked for.

    Raises:
        ValueError: Bad input; one Chinese line.
    """
    asked = rule.strip().upper()
    start = parse_moment(received)
    received_on = start.astimezone(LEGAL_ZONE).date()
    meant = _kind(kind)
    parsed = [parse_pause(pause) for pause in pauses]
    office = policy or load_policy()
    found = governing(asked, received_on, start, calendar, parsed, policy=office, kind=meant)
    _check_kind(found.limit, meant)
    deadline = found.deadline
    return {
        "rule": asked,
        "article": deadline.article,
        "due": deadline.due.isoformat(),
        "provisional": deadline.provisional,
        "days": [
            {"date": day.date.isoformat(), "counts": day.counts, "why": day.why}
            for day in deadline.days
        ],
    }


def parse_moment(text: str) -> datetime:
    """A day (its first moment) or an ISO moment; Asia/Shanghai where no zone is given.

    Raises:
        ValueError: It is neither; one Chinese line.
    """
    word = text.strip()
    try:
        if _DAY_ONLY.match(word):
            moment = datetime.combine(date.fromisoformat(word), time.min)
        else:
            moment = datetime.fromisoformat(word)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=LEGAL_ZONE)
        year = moment.astimezone(LEGAL_ZONE).year
    except (ValueError, OverflowError):
        raise ValueError(
            f"看不懂的时间：{word!r}，请写成 2026-09-18 或 2026-09-18T15:30"
        ) from None
    if year not in _YEARS:
        raise ValueError(f"年份超出可以计算的范围：{word!r}")
    return moment


def parse_pause(text: str) -> Pause:
    """A pause written FROM/TO.

    Raises:
        ValueError: It has another form, or ends before it begins; one Chinese line.
    """
    first, slash, last = text.partition("/")
    if not slash:
        raise ValueError(f"看不懂的暂停：{text!r}，请写成 2026-09-18/2026-09-25")
    return Pause(_legal_day(first), _legal_day(last) if last.strip() else None)


def _legal_day(text: str) -> date:
    return parse_moment(text).astimezone(LEGAL_ZONE).date()


def _kind(said: str | None) -> Kind | None:
    if said is None:
        return None
    word = said.strip()
    for kind in Kind:
        if word.lower() == kind or word == LABELS[kind]:
            return kind
    raise ValueError(f"没有这种案件类型：{said!r}，可用 {'、'.join(Kind.__members__)}")


def _check_kind(limit: Limit, kind: Kind | None) -> None:
    if kind is not None and kind not in limit.kinds:
        raise ValueError(f"{limit.name}（{limit.rule}）不适用于{LABELS[kind]}")
