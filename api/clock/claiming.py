"""Takes the clocks that have something to say: one conditional UPDATE with a lease.

However many clocks run, it reads only the head of the partial index of those that wait, and
writes only the lease, which no index holds.
"""

from datetime import timedelta

from sqlalchemy import Table, and_, inspect, or_, select, update

from api.clock.tables import ClockRow
from api.kit.work import Works

LEASE = timedelta(seconds=60)


def claim(works: Works, worker: str, limit: int) -> list[tuple[int, str]]:
    """Take due clocks that nobody has taken; ids of clock and case, the oldest alarm first.

    Args:
        works: Opens the unit of work; the claim is one transaction.
        worker: A name no other ticker has.
        limit: How many clocks to take at most.
    """
    clock = _clock.c
    with works.write() as work:
        claimable = and_(
            clock.next_alarm_at <= work.now,
            clock.stopped_at.is_(None),
            or_(clock.lease_until.is_(None), clock.lease_until <= work.now),
        )
        oldest = select(clock.id).where(claimable).order_by(clock.next_alarm_at)
        # The condition stands in the outer statement too: a ticker that waited for another one's
        # claim looks at it again, at the row as it then is.
        picked = oldest.limit(limit).with_for_update(skip_locked=True).cte("picked")
        taking = (
            update(_clock)
            .where(clock.id.in_(select(picked.c.id)), claimable)
            .values(lease_until=work.now + LEASE, lease_worker=worker)
            .returning(clock.next_alarm_at, clock.id, clock.case_id)
        )
        claimed = sorted(tuple(row) for row in work.session.connection().execute(taking))
        return [(number, case) for _, number, case in claimed]


def _table() -> Table:
    found = inspect(ClockRow).local_table
    if not isinstance(found, Table):
        raise TypeError("clocks lie in a table")
    return found


_clock = _table()
