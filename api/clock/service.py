"""Starts, stops, pauses and extends clocks; the only writer of their table but the ticker."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import col, select

from api.cases.repository import by_id
from api.cases.service import note_due
from api.clock.alarms import AlarmKind
from api.clock.calendars import calendar_of
from api.clock.counting import count, legal_day, limit_of, settle
from api.clock.explain import explain
from api.clock.governing import governing
from api.clock.late import is_late, stands_still
from api.clock.tables import ClockRow
from api.contract.models import CountedDay, Deadline
from api.kit.errors import Conflict
from api.kit.work import Work
from knowledge.calendar import Calendar
from knowledge.limits import PauseReason, Policy, limit_version


def start(
    work: Work,
    case_id: str,
    rule: str,
    at: datetime,
    received_at: datetime | None = None,
    policy: Policy | None = None,
) -> ClockRow:
    """Start the clock of `rule` at the moment `at` of its start event.

    While one of the same rule runs on the case, that one is given back unchanged.

    Args:
        work: The unit of work.
        case_id: The case.
        rule: As C01.
        at: The start event, aware.
        received_at: When the competent office received the matter, which chooses the version of
            the rule; the start itself if it is absent.
        policy: What the city chose where the law is silent; the choice is kept with the clock.

    Raises:
        ValueError: No such rule, or no version of it for that receipt.
    """
    for row in _running(work, case_id, (rule,)):
        return row
    calendar = calendar_of(work.session)
    chosen = governing(rule, legal_day(received_at or at), at, calendar, policy=policy)
    row = ClockRow(
        case_id=case_id,
        rule=rule,
        limit_version=chosen.limit.version,
        transition=chosen.transition,
        roll=chosen.roll,
        started_at=at,
        pauses=[],
        due_at=chosen.deadline.due,
        due_on=chosen.deadline.due_on,
        provisional=chosen.deadline.provisional,
        statutory=chosen.limit.statutory,
        next_alarm=AlarmKind.half,
    )
    settle(row, chosen.deadline, calendar)
    work.session.add(row)
    note_first(work, case_id)
    return row


def stop(work: Work, case_id: str, rules: Collection[str] | None, at: datetime) -> None:
    """Stop the running clocks of these rules, or all of them for None."""
    for row in _running(work, case_id, rules):
        row.stopped_at = at
        row.next_alarm = row.next_alarm_at = row.lease_until = row.lease_worker = None
        work.session.add(row)
    note_first(work, case_id)


def pause(
    work: Work, case_id: str, at: datetime, reason: PauseReason = PauseReason.testing
) -> None:
    """Let the clocks stand still from the day of `at` on, where their law leaves out `reason`."""
    for row in _running(work, case_id, None):
        if reason in limit_version(row.limit_version).pauses and not _paused(row):
            row.pauses = [*row.pauses, [legal_day(at).isoformat(), None]]
            _recount(work, row)


def resume(work: Work, case_id: str, at: datetime) -> None:
    """Let the clocks that stand still go on, from the day after `at`."""
    for row in _running(work, case_id, None):
        if _paused(row):
            first = str(row.pauses[-1][0])
            # A clock that is set back a day must not give a pause that ends before it begins.
            last = max(first, legal_day(at).isoformat())
            row.pauses = [*row.pauses[:-1], [first, last]]
            _recount(work, row)


def extend(work: Work, case_id: str, rule: str, at: datetime) -> None:
    """Grant the running clock of `rule` its extension at the moment `at`, if one runs.

    The reminder of the last working day comes once more, before the new end.

    Raises:
        Conflict: `not_extendable`, when the law allows no further extension or the limit is over
            (law id R02: the approval comes before the expiry).
    """
    for row in _running(work, case_id, (rule,)):
        if is_late(row, at):
            raise Conflict("not_extendable", "期限已经届满，不能再延长。")
        try:
            limit_version(row.limit_version).extended(row.extensions + 1)
        except ValueError as error:
            raise Conflict("not_extendable", f"{error}。") from error
        row.extensions += 1
        if row.next_alarm != AlarmKind.half:
            row.next_alarm = AlarmKind.one_day
        _recount(work, row)


def note_explained(work: Work, row: ClockRow, event_no: int) -> None:
    """Let a clock know which event of its case says why it was not kept."""
    row.explained_no = event_no
    work.session.add(row)


def note_first(work: Work, case_id: str) -> None:
    """Let the case know what runs out first; it is what queues are sorted by."""
    work.session.flush()
    wanted = select(ClockRow).where(
        col(ClockRow.case_id) == case_id, col(ClockRow.stopped_at).is_(None)
    )
    rows = work.session.exec(wanted).all()
    case = by_id(work, case_id)
    if case is not None:
        note_due(work, case, *ends_of(rows))


def ends_of(rows: Sequence[ClockRow]) -> tuple[datetime | None, datetime | None]:
    """When the law's first limit ends, a promise where none runs; and when anything first does."""
    lawful = [row.due_at for row in rows if row.statutory]
    first = min(lawful or [row.due_at for row in rows], default=None)
    return first, min((row.due_at for row in rows if not stands_still(row)), default=None)


def running(work: Work, case_id: str) -> list[ClockRow]:
    """The running clocks of a case, locked where the database locks rows."""
    return _running(work, case_id, None)


def deadlines(
    work: Work, case_ids: Collection[str], *, with_days: bool = False
) -> dict[str, tuple[Deadline, ...]]:
    """The clocks of these cases, running ones first and what ends first first.

    Args:
        work: The unit of work.
        case_ids: Cases; those without a clock are absent from the answer.
        with_days: Whether every day comes with its reason.
    """
    found: defaultdict[str, list[Deadline]] = defaultdict(list)
    wanted = select(ClockRow).where(col(ClockRow.case_id).in_(case_ids))
    rows = work.session.exec(wanted).all()
    calendar = calendar_of(work.session) if with_days else None
    for row in sorted(rows, key=lambda row: (row.stopped_at is not None, row.due_at, row.rule)):
        found[row.case_id].append(show(row, work.now, calendar))
    return {case_id: tuple(clocks) for case_id, clocks in found.items()}


def show(row: ClockRow, now: datetime, calendar: Calendar | None = None) -> Deadline:
    """A clock as doors and notices show it; with a calendar every day comes with its reason."""
    limit = limit_of(row)
    days = count(row, calendar).days if calendar else ()
    return Deadline(
        rule=row.rule,
        name=limit.name,
        article=limit.article,
        due_on=row.due_on,
        due_at=row.due_at,
        provisional=row.provisional,
        statutory=row.statutory,
        unit=limit.unit.value,
        stopped_at=row.stopped_at,
        late=is_late(row, now),
        explanation=explain(row),
        days=tuple(CountedDay(on=day.date, counts=day.counts, why=day.why) for day in days),
    )


def _running(work: Work, case_id: str, rules: Collection[str] | None) -> list[ClockRow]:
    """The running clocks of a case, locked where the database locks rows."""
    wanted = select(ClockRow).where(
        col(ClockRow.case_id) == case_id, col(ClockRow.stopped_at).is_(None)
    )
    if rules is not None:
        wanted = wanted.where(col(ClockRow.rule).in_(rules))
    return list(work.session.exec(wanted.order_by(col(ClockRow.id)).with_for_update()))


def _paused(row: ClockRow) -> bool:
    return bool(row.pauses) and row.pauses[-1][1] is None


def _recount(work: Work, row: ClockRow) -> None:
    calendar = calendar_of(work.session)
    settle(row, count(row, calendar), calendar)
    work.session.add(row)
    note_first(work, row.case_id)
