"""Makes the index folder of a registry, and tells which rows could not be taken."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from nlp.link.index import IndexWriter
from nlp.link.letters import place_key, plain, start_of_core
from nlp.link.rows import Row, RowWriter
from nlp.link.sounds import Sounds, read_dictionary

COLUMNS = ("name", "uscc", "province", "city", "district", "address")
SOUNDS, INDEX = "sounds.json", "pairs"
FORM = 3  # of what the folder holds; raise it when the code above or below writes another
_LONGEST_NAME = 120
# Eighteen since 2015; fifteen digits and other forms still stand in registries.
_USCC = re.compile(r"[0-9A-Z]{8,18}")
_EVERY = 1000
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the rows: how many were taken, and (line, reason) of those that were not."""

    loaded: int
    bad: list[tuple[int, str]]


class BadRowError(ValueError):
    """A row can't be taken; the message says why in one phrase."""


def build_registry(
    rows: Iterable[tuple[int, Mapping[str, str | None]]],
    path: Path,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Write an index folder aside and move it to `path`; what stood there goes.

    Processes that have the old folder open go on reading it.

    Args:
        rows: Line number in the source, and the members `COLUMNS`; other members are passed over.
        path: The folder to make. Its parent must be on the same disk, and writable.
        progress: Called with the number of rows seen, every thousand and at the end.

    Raises:
        OSError: The folder can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        report = _fill(aside / "new", rows, progress or (lambda _: None))
        _move_in(aside, path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return report


def _move_in(aside: Path, path: Path) -> None:
    """Put the new folder where the old one stands, though others may be doing the same."""
    for attempt in range(_ATTEMPTS):
        with suppress(FileNotFoundError):
            path.rename(aside / f"old-{attempt}")
        try:
            (aside / "new").rename(path)
        except OSError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def _fill(
    folder: Path,
    rows: Iterable[tuple[int, Mapping[str, str | None]]],
    progress: Callable[[int], object],
) -> Report:
    (folder / INDEX).mkdir(parents=True)
    spoken = read_dictionary()
    (folder / SOUNDS).write_text(json.dumps(spoken, ensure_ascii=False), encoding="utf-8")
    bad: list[tuple[int, str]] = []
    loaded = 0
    with RowWriter(folder) as written, IndexWriter(folder / INDEX, Sounds.of(spoken)) as index:
        for row in _good(_counted(rows, progress), bad):
            index.add(written.add(row), row.letters, row.places)
            loaded += 1
    return Report(loaded, bad)


def _counted(
    rows: Iterable[tuple[int, Mapping[str, str | None]]], progress: Callable[[int], object]
) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    seen = 0
    for seen, row in enumerate(rows, start=1):
        if seen % _EVERY == 0:
            progress(seen)
        yield row
    progress(seen)


def _good(
    rows: Iterable[tuple[int, Mapping[str, str | None]]], bad: list[tuple[int, str]]
) -> Iterator[Row]:
    known: dict[str, int] = {}
    for line, members in rows:
        try:
            row = read_row(members)
        except BadRowError as fault:
            bad.append((line, str(fault)))
            continue
        if row.uscc in known:
            bad.append((line, f"uscc {row.uscc} stands on line {known[row.uscc]} already"))
            continue
        known[row.uscc] = line
        yield row


def read_row(members: Mapping[str, str | None]) -> Row:
    """A row of a registry, checked.

    Raises:
        BadRowError: A member is absent, or name or uscc can't be one.
    """
    absent = [column for column in COLUMNS if members.get(column) is None]
    if absent:
        raise BadRowError(f"no {', '.join(absent)}")
    if any(_is_broken(str(members[column])) for column in COLUMNS):
        raise BadRowError("not UTF-8")
    # Runs of white space, tabs and line ends among them, are one space.
    name, uscc, province, city, district, address = (
        " ".join(str(members[column]).split()) for column in COLUMNS
    )
    uscc = uscc.upper()
    letters = plain(name)
    if not 2 <= len(letters) <= _LONGEST_NAME:  # noqa: PLR2004 - one letter names no merchant
        raise BadRowError("the name is empty, one letter, or too long")
    if not _USCC.fullmatch(uscc):
        raise BadRowError(f"{uscc!r} is no unified social credit code")
    places = place_key(province), place_key(city), place_key(district)
    core = start_of_core(letters, places)
    return Row(name, uscc, province, city, district, address, letters, core, places)


def _is_broken(member: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in member)
