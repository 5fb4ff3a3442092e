"""Faults a person can mend are told in one line, without a stack trace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from typer.exceptions import TyperException

from api.kit.errors import Refusal
from api.kit.keys import MasterKeyError
from api.kit.settings import SettingsError
from knowledge.reading import KnowledgeError


class CommandError(Exception):
    """A command can't do what it was asked; the message is one line."""


@contextmanager
def said_in_one_line() -> Iterator[None]:
    """End the process with one line on standard error: status 1, or 2 for a wrong use."""
    try:
        yield
    except (CommandError, KnowledgeError, MasterKeyError, SettingsError) as fault:
        _end(str(fault))
    except typer.Abort:
        sys.exit(130)
    except TyperException as fault:  # an option or argument that is absent, unknown or wrong
        _misused(fault)
    except Refusal as refusal:
        _end(refusal.detail)
    except ValidationError as fault:
        first = fault.errors()[0]
        _end(f"{'.'.join(map(str, first['loc']))} is wrong: {first['msg']}")
    except OperationalError as fault:
        _end(f"the database can't be used: {str(fault.orig).splitlines()[0]}")
    except BrokenPipeError:
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def _misused(fault: TyperException) -> None:
    """Tell in one line how a command was used wrongly; without any word, show the help."""
    said = fault.format_message().strip()
    if not said or "\n" in said:
        sys.stderr.write(f"{said}\n" if said else "")
        sys.exit(2)
    _end(said, 2)


def _end(line: str, status: int = 1) -> None:
    first = line.strip().splitlines()[0] if line.strip() else "unknown fault"
    sys.stderr.write(f"jiesu: {first}\n")
    sys.exit(status)
