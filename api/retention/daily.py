"""Lets what is due be taken away once a day, by whichever process is up.

The day's row is the schedule: whoever takes it has some hours, and when it fell silent another
goes on. Doing it twice harms nothing, since what was taken away is not taken away again.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from api.kit.now import LEGAL_ZONE
from api.kit.work import Work, Works
from api.retention.tables import RetentionDay

FROM = time(2)
"""In legal time: the night's quiet, once the day before was anchored."""
LEASE = timedelta(hours=3)


def once_a_day(works: Works, take_away: Callable[[], int]) -> int:
    """Take away what is due today, if it is time and nobody did; gives how much it was."""
    with works.read() as work:
        if not _is_time(work):
            return 0
    try:
        with works.write() as work:
            if not _take(work):
                return 0
    except IntegrityError:  # another process was faster
        return 0
    taken = take_away()
    with works.write() as work:
        work.session.get_one(RetentionDay, _today(work.now)).done_at = work.now
    return taken


def _is_time(work: Work) -> bool:
    if work.now.astimezone(LEGAL_ZONE).time() < FROM:
        return False
    row = work.session.get(RetentionDay, _today(work.now))
    return row is None or (row.done_at is None and row.leased_until <= work.now)


def _take(work: Work) -> bool:
    """Make the day ours for some hours."""
    today, until = _today(work.now), work.now + LEASE
    if work.session.get(RetentionDay, today) is None:
        work.session.add(RetentionDay(on=today, leased_until=until))
        work.session.flush()
        return True
    free = (
        update(RetentionDay)
        .where(col(RetentionDay.on) == today, col(RetentionDay.done_at).is_(None))
        .where(col(RetentionDay.leased_until) <= work.now)
        .values(leased_until=until)
    )
    return work.session.connection().execute(free).rowcount == 1


def _today(now: datetime) -> date:
    return now.astimezone(LEGAL_ZONE).date()
