"""Says when a limit ends, by the calendar that this installation counts by."""

import json
import sys
from collections.abc import Sequence

from sqlalchemy import inspect

from api.clock.calendars import calendar_of
from api.clock.report import DeadlineReport, deadline_report
from api.clock.tables import CalendarYear
from api.kit.database import Database
from api.kit.settings import Settings
from bot.root.failing import CommandError
from knowledge.calendar import Calendar, load_calendar
from knowledge.cities.load import load_city


def show_deadline(
    settings: Settings,
    rule: str,
    received: str,
    pauses: Sequence[str],
    kind: str | None,
    *,
    as_json: bool,
) -> None:
    """Write a deadline and the reason for every day of it.

    Raises:
        CommandError: Bad input; one line.
    """
    policy = load_city(settings.city).policy
    calendar = calendar_here(settings)
    try:
        found = deadline_report(rule, received, pauses, kind, calendar=calendar, policy=policy)
    except ValueError as fault:
        raise CommandError(str(fault)) from fault
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        _write(found)


def calendar_here(settings: Settings) -> Calendar:
    """The shipped calendar, with the years imported into this installation's database if any."""
    if settings.database_url is None and not (settings.data_dir / "jiesu.db").exists():
        return load_calendar()
    database = Database(settings.database())
    try:
        if not inspect(database.engine).has_table(str(CalendarYear.__tablename__)):
            return load_calendar()
        with database.read() as session:
            return calendar_of(session)
    finally:
        database.close()


def _write(found: DeadlineReport) -> None:
    for day in found["days"]:
        sys.stdout.write(f"{day['date']} {'✓' if day['counts'] else '·'} {day['why']}\n")
    note = "（暂定）" if found["provisional"] else ""
    sys.stdout.write(f"{found['rule']} {found['due']}{note} {found['article']}\n")
