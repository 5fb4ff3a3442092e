"""How much of a case's personal data is left, and the words that may stay."""

from sqlmodel import select

from api.cases.tables import KeptWords, Retained
from api.contract.privacy import Level
from api.kit.work import Work
from api.people.casekeys import open_for

GONE = frozenset({Level.anonymised, Level.erased})
"""Levels from which there is no way back."""


def retained(work: Work, case_id: str) -> Retained | None:
    """The tombstone of a case, if anything was taken away."""
    return work.session.get(Retained, case_id)


def level_of(work: Work, case_id: str) -> Level | None:
    """How much was taken away; None for nothing."""
    row = retained(work, case_id)
    return None if row is None else Level(row.level)


def kept_words(work: Work, case_id: str) -> dict[int, str]:
    """The words that stay, by the number of their event."""
    wanted = select(KeptWords).where(KeptWords.case_id == case_id)
    return {
        row.event_no: open_for(work, case_id, row.sealed, f"kept/{row.event_no}")
        for row in work.session.exec(wanted)
    }
