"""Says which registered merchants mentions may mean, on the command line."""

import sys
from pathlib import Path
from typing import Any

from bot.root.failing import CommandError
from bot.root.importing import index, place_of, shelf_in
from bot.root.jsonl import read_lines, write_line
from nlp.link.registry import Registry, RegistryError, open_registry


def link_lines(data: Path, source: Path) -> None:
    """Read `{"id", "text"}` lines, `city` and `district` if known, and write candidates.

    The index of the file is made in the data folder unless it stands there already.

    Raises:
        CommandError: The file is no list of merchants, or a line is faulty.
    """
    place = place_of(shelf_in(data), source)
    if not place.is_dir():
        report = index(source, place)
        sys.stderr.write(f"{report.loaded} merchants, {len(report.bad)} lines refused\n")
    try:
        registry = open_registry(place)
    except RegistryError as fault:
        raise CommandError(str(fault)) from fault
    for line in read_lines(sys.stdin, ("id", "text")):
        write_line({"id": line["id"], "candidates": _candidates(registry, line)})


def _candidates(registry: Registry, line: dict[str, Any]) -> list[dict[str, Any]]:
    city, district = (str(line.get(member) or "") for member in ("city", "district"))
    found = registry.link(str(line["text"]), city=city, district=district)
    return [{"uscc": one.uscc, "name": one.name, "score": one.score} for one in found]
