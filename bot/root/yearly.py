"""Loads the State Council's notice of a year's holidays, and counts again what it moves."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from api.clock.calendars import adopt
from api.clock.recounting import recount_some
from api.kit.now import LEGAL_ZONE, system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.reactions import Office, react
from bot.root.failing import CommandError
from bot.root.tracker import open_storage
from knowledge.calendar import Year, read_holiday_cn
from knowledge.cities.load import load_city


def import_year(settings: Settings, file: Path) -> None:
    """Let a file in the holiday-cn JSON shape count for every process from now on.

    A date that moves, or that is no longer provisional, leaves an event on its case; a handler
    whose date moved is told. Killed half-way and started again it goes on where it was.

    Raises:
        CommandError: The file can't be read, is no such file, or holds no notice; nothing is
            changed then.
    """
    year = _read(file)
    city = load_city(settings.city)
    database, keys = open_storage(settings)
    try:
        works = Works(database, keys, system_now, react(Office(city)))
        new = _adopt(works, year)
        seen, changed, moved = _recount(works, year.year)
    finally:
        database.close()
    known = "loaded" if new else "was loaded already"
    sys.stdout.write(
        f"{year.year} {known}: {seen} clocks counted again, {changed} changed, {moved} moved\n"
    )


def _read(file: Path) -> Year:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return read_holiday_cn(text, system_now().astimezone(LEGAL_ZONE).date())
    except OSError as fault:
        raise CommandError(f"{file} can't be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{file} is not UTF-8") from fault
    except ValueError as fault:
        raise CommandError(str(fault)) from fault


def _adopt(works: Works, year: Year) -> bool:
    try:
        with works.write() as work:
            return adopt(work, year)
    except ValueError as fault:
        raise CommandError(str(fault)) from fault


def _recount(works: Works, year: int) -> tuple[int, int, int]:
    seen = changed = moved = 0
    last: int | None = 0
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("clocks", total=None)
        while last is not None:
            with works.write() as work:
                done = recount_some(work, year, last)
            seen, changed, moved = seen + done.seen, changed + done.changed, moved + done.moved
            last = done.last
            bar.update(task, completed=seen)
    return seen, changed, moved
