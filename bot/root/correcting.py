"""Writes what officers corrected as labelled messages, which `jiesu eval` reads."""

import json
import sys
from pathlib import Path

from api.cases.corrections import corrections
from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from bot.root.failing import CommandError
from bot.root.reading import read_messages
from bot.root.tracker import open_storage
from knowledge.cities.load import load_city


def export_corrections(settings: Settings, out: Path | None) -> None:
    """Write one JSON line a corrected case, to a file or to standard output.

    Raises:
        CommandError: The file can't be written.
    """
    hide = read_messages(load_city(settings.city)).hide
    database, keys = open_storage(settings)
    try:
        with Works(database, keys, system_now, lambda *_: None).read() as work:
            rows = list(corrections(work, hide))
    finally:
        database.close()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if out is None:
        sys.stdout.write(lines)
        return
    try:
        out.write_text(lines, encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{out} can't be written: {fault.strerror}") from fault
    sys.stdout.write(f"{len(rows)} corrected messages written to {out}\n")
