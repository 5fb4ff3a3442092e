"""The calendar that counts now: the shipped years, and over them those imported since.

Imported years lie in the database, so that they outlive restarts and every process counts by
them at once; each count looks which there are, which costs one small query.
"""

import hashlib
import json
from collections.abc import Mapping
from threading import Lock

from sqlmodel import Session, col, select

from api.clock.tables import CalendarYear
from api.kit.work import Work
from knowledge.calendar import Calendar, Year, load_calendar

_MOST_KEPT = 8
_lock = Lock()
_kept: dict[tuple[str, ...], Calendar] = {}
"""Calendars by the digests of their imported years; content, so any database may share them."""


def calendar_of(session: Session) -> Calendar:
    """The calendar as this session sees it."""
    wanted = select(CalendarYear.digest).order_by(col(CalendarYear.year))
    digests = tuple(session.exec(wanted))
    if not digests:
        return load_calendar()
    with _lock:
        kept = _kept.get(digests)
    return kept or _assemble(session)


def adopt(work: Work, year: Year) -> bool:
    """Let `year` count from now on, in place of what was known of it.

    Returns:
        Whether it was new; the same content again changes nothing.

    Raises:
        ValueError: The year contradicts the law or itself; one Chinese line.
    """
    calendar_of(work.session).with_year(year)
    content = year.model_dump(mode="json", exclude={"checked"})
    digest = _digest(content)
    row = work.session.get(CalendarYear, year.year, with_for_update=True)
    if row is not None and row.digest == digest:
        return False
    row = row or CalendarYear(year=year.year, digest="", content={}, imported_at=work.now)
    row.digest, row.imported_at = digest, work.now
    row.content = {**content, "checked": year.checked.isoformat()}
    work.session.add(row)
    work.session.flush()
    return True


def _assemble(session: Session) -> Calendar:
    rows = session.exec(select(CalendarYear).order_by(col(CalendarYear.year))).all()
    calendar = load_calendar().with_years(Year.model_validate(row.content) for row in rows)
    with _lock:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[tuple(row.digest for row in rows)] = calendar
    return calendar


def _digest(content: Mapping[str, object]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
