"""Takes a case out as a file, and checks such a file without any database."""

from collections.abc import Iterator
from pathlib import Path

from api.cases.numbers import plain
from api.cases.repository import by_number
from api.cases.service import SYSTEM
from api.kit.now import system_now
from api.kit.settings import Settings
from api.kit.work import Works
from api.proof.export import export_case, file_name, written
from api.proof.offline import NoExportError, verify_file
from api.proof.signing import make_key
from bot.root.failing import CommandError
from bot.root.tracker import open_storage


def export(settings: Settings, number: str, out: Path | None) -> Path:
    """Write a case to a file; gives where it is.

    Raises:
        CommandError: There is no such case, or the file can't be written.
    """
    database, keys = open_storage(settings)
    try:
        with Works(database, keys, system_now, lambda *_: None).write() as work:
            case = by_number(work, plain(number))
            if case is None:
                raise CommandError(f"there is no case {number}")
            body = written(export_case(work, case.id, SYSTEM))
            place = out or Path(file_name(case.number))
            try:
                place.write_bytes(body)
            except OSError as fault:
                raise CommandError(f"{place} can't be written: {fault.strerror}") from fault
            return place
    finally:
        database.close()


def verify_export(file: Path) -> Iterator[str]:
    """Lines about an exported case; a fault raises after its line.

    Raises:
        CommandError: It can't be read, is no export, or was altered.
    """
    try:
        found = verify_file(file.read_bytes())
    except OSError as fault:
        raise CommandError(f"{file} can't be read: {fault.strerror}") from fault
    except NoExportError as fault:
        raise CommandError(f"{file}: {fault}") from fault
    for said in found.faults:
        yield f"{found.number}: {said}"
    if found.faults:
        raise CommandError(f"{len(found.faults)} faults found")
    anchored = f"anchored on {', '.join(found.anchored)}" if found.anchored else "not anchored yet"
    yield (
        f"{found.number}: {found.events} events and {found.photos} photos verify, {anchored}, "
        f"exported {found.exported_at}"
    )
    yield (
        f"signed by key {found.key}; compare it with /.well-known/jiesu/keys.json of the office"
    )


def renew_signing_key(settings: Settings) -> str:
    """Sign with a fresh key from now on; gives its name."""
    database, keys = open_storage(settings)
    try:
        with Works(database, keys, system_now, lambda *_: None).write() as work:
            return make_key(work).kid
    finally:
        database.close()
