"""Brings lists from outside into the data folder."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.root.failing import CommandError
from nlp.link.build import Report, build_registry
from nlp.link.shelf import Shelf
from nlp.link.source import SourceError, count_rows, read

_SHELF = "merchants"


def shelf_in(data: Path) -> Shelf:
    """The shelf of merchant indexes in the data folder."""
    return Shelf(data / _SHELF)


def import_merchants(data: Path, source: Path) -> None:
    """Index a file of merchants for the processes that start from now on.

    Rows that can't be taken are told by line on standard error; the rest is loaded. The same
    content again is no work.

    Raises:
        CommandError: The file is no list of merchants, or the folder can't be written.
    """
    shelf = shelf_in(data)
    place = place_of(shelf, source)
    if place.is_dir():
        shelf.use(place)
        sys.stdout.write("these merchants are loaded already\n")
        return
    report = index(source, place)
    shelf.use(place)
    for line, reason in report.bad:
        sys.stderr.write(f"line {line}: {reason}\n")
    sys.stdout.write(f"{report.loaded} merchants loaded, {len(report.bad)} lines refused\n")


def place_of(shelf: Shelf, source: Path) -> Path:
    """Where the index of a file stands or would stand.

    Raises:
        CommandError: The file can't be read.
    """
    try:
        return shelf.place_for(source)
    except SourceError as fault:
        raise CommandError(str(fault)) from fault


def index(source: Path, place: Path) -> Report:
    """Make the index of a file, with a progress bar on standard error.

    Raises:
        CommandError: The file is no list of merchants, or the folder can't be written.
    """
    try:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("merchants", total=count_rows(source))
            return build_registry(
                read(source), place, lambda seen: bar.update(task, completed=seen)
            )
    except SourceError as fault:
        raise CommandError(str(fault)) from fault
    except OSError as fault:
        raise CommandError(f"{place.parent} can't be written: {fault.strerror}") from fault
