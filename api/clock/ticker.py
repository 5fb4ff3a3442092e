"""Wakes up, claims the clocks that have something to say, and lets each say it once.

The rows are the schedule: this is the only place that knows APScheduler, and it holds no job
but one. A claim is a lease that ends by itself, so that a crash delays an alarm and never loses
one; the alarm itself, its place in the row and all its consequences are one transaction, so that
none is given twice.
"""

import logging
from collections.abc import Callable
from datetime import UTC
from uuid import uuid4

from apscheduler.schedulers.background import BackgroundScheduler
from sqlmodel import select

from api.cases.tables import CaseRow
from api.clock.alarms import AlarmKind, ClockAlarm
from api.clock.calendars import calendar_of
from api.clock.claiming import claim
from api.clock.counting import now_and_next
from api.clock.recounting import recount, recount_overlooked
from api.clock.service import show
from api.clock.tables import ClockRow
from api.kit.work import Work, Works

logger = logging.getLogger(__name__)

AT_ONCE = 200
"""Clocks claimed at a time: what one ticker surely speaks for before its lease ends."""


def catch_up(works: Works, worker: str, at_once: int = AT_ONCE) -> int:
    """Sweep until nothing is due any more, as after downtime; how many alarms were given.

    What fails stays leased, so that it is not tried again in the same breath.
    """
    recount_overlooked(works)
    given = 0
    while claimed := claim(works, worker, at_once):
        given += _speak_all(works, claimed, worker)
    return given


def sweep(works: Works, worker: str, limit: int = 200) -> int:
    """Give the alarms that are due now, at most `limit`.

    Reminders that a later alarm has overtaken (after downtime) are skipped; running out never is.

    Args:
        works: Opens the units of work, one a clock.
        worker: A name no other ticker has.
        limit: How many clocks to claim at once.

    Returns:
        How many alarms were given.
    """
    return _speak_all(works, claim(works, worker, limit), worker)


def _speak_all(works: Works, claimed: list[tuple[int, str]], worker: str) -> int:
    given = 0
    for clock_id, case_id in claimed:
        # One broken case may not silence the others: its lease ends and it is tried again.
        try:
            with works.write() as work:
                spoken = _speak(work, clock_id, case_id, worker)
            given += spoken
        except Exception as error:  # noqa: BLE001 - see above; its words may quote a person's
            fault = type(error).__name__
            logger.error("the alarm of clock %s will be tried again: %s", clock_id, fault)  # noqa: TRY400 - no trace, see above
    return given


def _speak(work: Work, clock_id: int, case_id: str, worker: str) -> bool:
    """Give the alarm of a claimed clock, unless it was stopped, moved or lost meanwhile."""
    # The case before its clock, as everyone else takes them: two may then wait but not deadlock.
    work.session.exec(select(CaseRow.id).where(CaseRow.id == case_id).with_for_update()).all()
    row = work.session.get(ClockRow, clock_id, with_for_update=True)
    if row is None or row.lease_worker != worker or row.stopped_at is not None:
        return False
    # Counted anew: a calendar that was loaded meanwhile may have moved the end.
    calendar = calendar_of(work.session)
    recount(work, row, calendar)
    if row.next_alarm_at is None or row.next_alarm_at > work.now:
        return False
    spoken, upcoming = now_and_next(row, work.now, calendar)
    if spoken.kind is AlarmKind.due:
        row.breached_at = row.breached_at or work.now
    row.next_alarm = upcoming.kind if upcoming else None
    row.next_alarm_at = upcoming.at if upcoming else None
    work.session.flush()
    deadline = show(row, work.now)
    work.record(ClockAlarm(row.case_id, clock_id, row.rule, spoken.kind, deadline))
    return True


class Ticker:
    """Calls `catch_up` every so many seconds, in a thread of its own."""

    def __init__(
        self, works: Works, seconds: float, sweep: Callable[[Works, str], int] = catch_up
    ) -> None:
        """Prepare; nothing runs before `start`."""
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler.add_job(
            sweep,
            "interval",
            args=(works, f"ticker-{uuid4().hex}"),
            seconds=seconds,
            coalesce=True,
            max_instances=1,
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def shutdown(self) -> None:
        """Stop, after the sweep that is under way."""
        self._scheduler.shutdown(wait=True)
