"""Whether everything that is sealed still opens: one flipped byte and it does not."""

from collections.abc import Iterator

from sqlmodel import col, select

from api.cases.evidence import digest_of, taken_of
from api.cases.retained import GONE, kept_words, level_of
from api.cases.tables import CaseRow, Evidence, EvidenceContent, EvidenceLink, Origin
from api.kit.errors import NotFound
from api.kit.work import Work
from api.outbox.service import opens
from api.outbox.tables import OutboxRow
from api.people.casekeys import open_for
from api.people.tables import CaseKey, Channel, FurtherChannel, Reporter

_Person = type[Reporter] | type[Channel] | type[Origin]
_SEALED: tuple[tuple[str, _Person, str], ...] = (
    ("the identity", Reporter, "reporter"),
    ("the chat", Channel, "channel"),
    ("the conversation", Origin, "origin"),
)


def altered(work: Work) -> Iterator[str]:
    """One line for everything sealed that was altered; each names its case."""
    for case in work.session.exec(select(CaseRow).order_by(col(CaseRow.number))):
        if level_of(work, case.id) in GONE:
            yield from _left(work, case)
            continue
        key = work.session.get(CaseKey, case.id)
        if key is None or not work.keys.opens(key.wrapped):
            yield f"{case.number}: its key was altered or is gone"
            continue
        for what, table, place in _SEALED:
            wanted = select(table.sealed).where(table.case_id == case.id)
            sealed = work.session.exec(wanted).first()
            if sealed is not None and not _opens(work, case, sealed, place):
                yield f"{case.number}: {what} was altered"
        yield from _further(work, case)
        yield from _notices(work, case)
    yield from _news(work)
    yield from _photos(work)


def _further(work: Work, case: CaseRow) -> Iterator[str]:
    wanted = select(FurtherChannel.sealed).where(FurtherChannel.case_id == case.id)
    for sealed in work.session.exec(wanted):
        if not _opens(work, case, sealed, "channel"):
            yield f"{case.number}: a further chat was altered"


def _news(work: Work) -> Iterator[str]:
    wanted = select(OutboxRow).where(col(OutboxRow.case_id).is_(None)).order_by(col(OutboxRow.id))
    for row in work.session.exec(wanted):
        if not opens(work, row):
            yield f"no case: notice {row.id} ({row.template}) was altered"


def _left(work: Work, case: CaseRow) -> Iterator[str]:
    """Of what was taken away, the words that stayed, and nothing else."""
    for table in (Reporter, Channel, FurtherChannel, Origin):
        held = select(table.case_id).where(table.case_id == case.id)
        if work.session.exec(held).first() is not None:
            yield f"{case.number}: its {table.__tablename__} should be gone"
    try:
        kept_words(work, case.id)
    except (NotFound, ValueError):
        yield f"{case.number}: the words that stayed were altered"


def _notices(work: Work, case: CaseRow) -> Iterator[str]:
    wanted = select(OutboxRow).where(OutboxRow.case_id == case.id).order_by(col(OutboxRow.id))
    for row in work.session.exec(wanted):
        if not opens(work, row):
            yield f"{case.number}: notice {row.id} ({row.template}) was altered"


def _photos(work: Work) -> Iterator[str]:
    numbers: dict[str, str] = {}
    tied = select(EvidenceLink.evidence_id, CaseRow.number).join(
        CaseRow, col(CaseRow.id) == EvidenceLink.case_id
    )
    for identifier, number in work.session.exec(tied):
        numbers.setdefault(identifier, number)
    for row in work.session.exec(select(Evidence).order_by(col(Evidence.id))):
        content = work.session.get(EvidenceContent, row.digest)
        if content is None or not _is_whole(work, row, content):
            yield f"{numbers.get(row.id, 'no case')}: photo {row.id} was altered or is gone"


def _is_whole(work: Work, row: Evidence, content: EvidenceContent) -> bool:
    try:
        plain = work.keys.open(content.wrapped, content.sealed, content.place)
        taken_of(work, row)
    except ValueError:
        return False
    by_content = content.place == f"evidence/{content.digest}" and content.digest != row.id
    return not by_content or digest_of(work, plain) == content.digest


def _opens(work: Work, case: CaseRow, sealed: bytes, place: str) -> bool:
    try:
        open_for(work, case.id, sealed, place)
    except (NotFound, ValueError):
        return False
    return True
