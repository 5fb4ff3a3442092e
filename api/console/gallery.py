"""The evidence of a case for looking at: which pieces there are, and whose case each is."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from api.cases.tables import CaseRow, Evidence, EvidenceLink
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people.rights import may_see
from api.people.tables import Officer
from knowledge.cities.city import City


@dataclass(frozen=True, slots=True)
class Piece:
    """One photo or file: its id, when it came and what it is; not its content."""

    id: str
    at: datetime
    media_type: str


def pieces(work: Work, case_id: str) -> list[Piece]:
    """The evidence of a case, oldest first, without loading a picture."""
    wanted = (
        select(Evidence.id, Evidence.at, Evidence.media_type)
        .join(EvidenceLink, col(EvidenceLink.evidence_id) == Evidence.id)
        .where(EvidenceLink.case_id == case_id)
        .order_by(col(Evidence.at), col(Evidence.id))
    )
    return [Piece(*row) for row in work.session.exec(wanted)]


def evidence_count(work: Work, case_id: str) -> int:
    """How many pieces a case has."""
    wanted = select(func.count()).where(EvidenceLink.case_id == case_id)
    return work.session.exec(wanted).one()


def require_visible(work: Work, city: City, officer: Officer, evidence_id: str) -> None:
    """Make sure that a piece belongs to a case the officer may see.

    Raises:
        NotFound: `unknown_evidence`, the same whether there is none or it may not be seen.
    """
    rows = [] if "\0" in evidence_id else _cases_of(work, evidence_id)  # no such id to ask for
    if not any(may_see(officer, row, city) for row in rows):
        raise NotFound("unknown_evidence", "没有找到这张照片。")


def _cases_of(work: Work, evidence_id: str) -> list[CaseRow]:
    wanted = (
        select(CaseRow)
        .join(EvidenceLink, col(EvidenceLink.case_id) == CaseRow.id)
        .where(EvidenceLink.evidence_id == evidence_id)
    )
    return list(work.session.exec(wanted))
