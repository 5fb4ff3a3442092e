"""A file of merchants: comma-separated values with a heading, plain or gzipped."""

import csv
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from nlp.link.build import COLUMNS

_GZIP = b"\x1f\x8b"


class SourceError(ValueError):
    """A file can't be read as a list of merchants; the message says why."""


def digest(source: Path) -> str:
    """Name of the file's content, 16 hex digits.

    Raises:
        SourceError: The file can't be read.
    """
    try:
        with source.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()[:16]
    except OSError as fault:
        raise SourceError(f"{source} can't be read: {fault.strerror}") from fault


def count_rows(source: Path) -> int:
    """About how many rows the file has; right unless a cell holds line ends."""
    with _open(source) as lines:
        return sum(1 for _ in lines) - 1


def read(source: Path) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The rows, each with the number of the line it ends on; one that is no row is empty.

    Raises:
        SourceError: The file can't be read or lacks a column.
    """
    try:
        with _open(source) as lines:
            reader = csv.DictReader(lines)
            lacking = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if lacking:
                raise SourceError(f"{source} has no column {', '.join(lacking)}")
            yield from _numbered(reader)
    except (OSError, EOFError, csv.Error) as fault:
        raise SourceError(f"{source} can't be read: {fault}") from fault


def _numbered(
    reader: "csv.DictReader[str]",
) -> Iterator[tuple[int, dict[str, str | None]]]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row = {}
        if row is None:
            return
        yield reader.reader.line_num, {**row}


def _open(source: Path) -> TextIO:
    with source.open("rb") as opened:
        packed = opened.read(len(_GZIP)) == _GZIP
    # Bytes that are no UTF-8 spoil their row, not the file.
    if packed:
        return gzip.open(source, "rt", encoding="utf-8-sig", errors="surrogateescape", newline="")
    return source.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
