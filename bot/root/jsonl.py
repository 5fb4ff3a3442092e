"""Lines of JSON from standard input, with the faulty line's number in the message."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from bot.root.failing import CommandError


def read_lines(source: TextIO, wanted: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Objects that have the wanted members, one a line; empty lines are passed over.

    Raises:
        CommandError: A line is no object, or lacks a member.
    """
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except json.JSONDecodeError as fault:
            raise CommandError(f"line {number} is no JSON: {fault.msg}") from fault
        if not isinstance(found, dict) or any(name not in found for name in wanted):
            raise CommandError(f"line {number} must be an object with {', '.join(wanted)}")
        yield found


def write_line(found: dict[str, Any]) -> None:
    """Write one object and flush, so that another program can answer to it."""
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()
