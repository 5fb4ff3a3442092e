"""The rows of a registry on disk: one line each, found by number through memory-mapped offsets."""

import mmap
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

LINES, OFFSETS = "rows.tsv", "rows.offsets"


@dataclass(frozen=True, slots=True)
class Row:
    """A registered merchant.

    Attributes:
        letters: The name as it is compared.
        core: How many of those letters only say where it is.
        places: Keys of its province, city and district; empty where unknown.
    """

    name: str
    uscc: str
    province: str
    city: str
    district: str
    address: str
    letters: str
    core: int
    places: tuple[str, str, str]


class RowWriter:
    """Writes rows in order, within a `with`; the first is number 0."""

    def __init__(self, folder: Path) -> None:
        self._lines: BinaryIO = (folder / LINES).open("wb")
        self._folder = folder
        self._offsets = array("Q", [0])

    def add(self, row: Row) -> int:
        """Write one row and say its number. No member may hold a tab or a line end."""
        members = (row.name, row.uscc, row.province, row.city, row.district, row.address)
        line = "\t".join((*members, row.letters, str(row.core), *row.places)).encode()
        self._lines.write(line)
        self._offsets.append(self._offsets[-1] + len(line))
        return len(self._offsets) - 2

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self._lines.close()
        (self._folder / OFFSETS).write_bytes(self._offsets.tobytes())


class Rows:
    """Reads rows by number; the files stay mapped, shared by all processes that read them."""

    def __init__(self, folder: Path) -> None:
        self._offsets = memoryview(_mapped(folder / OFFSETS)).cast("Q")
        self._lines = _mapped(folder / LINES)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> Row:
        line = self._lines[self._offsets[number] : self._offsets[number + 1]]
        (name, uscc, province, city, district, address, letters, core, *places) = (
            line.decode().split("\t")
        )
        first, second, third = places
        return Row(
            name,
            uscc,
            province,
            city,
            district,
            address,
            letters,
            int(core),
            (first, second, third),
        )


def _mapped(file: Path) -> mmap.mmap | bytes:
    with file.open("rb") as opened:
        # A file without content can't be mapped: an empty registry is one.
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if _size(file) else b""


def _size(file: Path) -> int:
    return file.stat().st_size
