"""Logs that a fault happened and where, never what a person wrote."""

import logging
import traceback

_FRAMES = 6


def log_fault(log: logging.Logger, what: str, error: Exception) -> None:
    """Say what failed; the message of an error may quote a person and is left out."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    where = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames))
    log.error("%s: %s at %s", what, type(error).__name__, where)
