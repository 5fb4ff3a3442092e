"""Takes personal data of a case away: locks it up, makes it nameless, or erases it.

The events stay as they were chained: they hold words only sealed, and with the case's key those
end. Overwritten pages are wiped by SQLite's `secure_delete`.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy import literal, update
from sqlmodel import col, delete

from api.cases.events import EventKind
from api.cases.evidence import forget_evidence
from api.cases.facts import set_facts
from api.cases.repository import by_id_for_change
from api.cases.retained import GONE, level_of
from api.cases.search import renew
from api.cases.service import append
from api.cases.tables import CaseRow, KeptWords, Origin, Retained
from api.cases.thread import thread
from api.contract.privacy import Level
from api.kit.work import Work
from api.outbox.service import further_citizen
from api.outbox.tables import OutboxRow
from api.people.casekeys import drop_case_key, renew_case_key, seal_for
from api.people.crediting import uncredit
from api.people.reporters import ever_given, take_identity_back
from api.people.tables import Channel, FurtherChannel, Reporter
from api.people.veil import veil

Hide = Callable[[str, datetime], str]
"""Text without the names, phone and identity numbers in it, and when it was written."""
_STAYS = frozenset({"division"})
"""What of the facts names neither a person nor a place."""


def take_away(
    work: Work, case_id: str, level: Level, hide: Hide, *, actor: str, why: Mapping[str, Any]
) -> bool:
    """Bring a case's data to a level; False when it is there already."""
    case = by_id_for_change(work, case_id)
    now = level_of(work, case_id)
    if now == level or (now in GONE and level is not Level.erased):
        return False
    match level:
        case Level.restricted:
            _mark(work, case, EventKind.data_restricted, level, actor, why)
        case Level.anonymised:
            _anonymise(work, case, hide, actor, why)
        case Level.erased:
            _erase(work, case, actor, why)
    return True


def remove_identity(work: Work, case: CaseRow, *, actor: str, key: str | None = None) -> None:
    """A report goes on as an anonymous one; what was given is kept to hide it in the words."""
    take_identity_back(work, case.id)
    case.anonymous = True
    append(work, case, EventKind.data_restricted, actor=actor, data={"identity": True}, key=key)


def _mark(
    work: Work, case: CaseRow, kind: EventKind, level: Level, actor: str, why: Mapping[str, Any]
) -> None:
    data = {name: value for name, value in why.items() if name != "key"}
    event = append(work, case, kind, actor=actor, data=data, key=why.get("key"))
    row = work.session.get(Retained, case.id) or Retained(
        case_id=case.id, level=level, at=work.now, event_no=event.no
    )
    row.level, row.at, row.event_no = level, work.now, event.no
    work.session.add(row)
    work.session.flush()


def _anonymise(work: Work, case: CaseRow, hide: Hide, actor: str, why: Mapping[str, Any]) -> None:
    given = ever_given(work, case.id)
    nameless = {
        entry.no: veil(hide(entry.text, entry.at), given, wholly=True)
        for entry in thread(work, case.id)
        if entry.text
    }
    _mark(work, case, EventKind.data_anonymised, Level.anonymised, actor, why)
    _drop_people(work, case.id)
    renew_case_key(work, case.id)
    for no, words in nameless.items():
        sealed = seal_for(work, case.id, words, f"kept/{no}")
        work.session.add(KeptWords(case_id=case.id, event_no=no, sealed=sealed))
    _keep_facts(work, case, case.facts.keys() - {"location"})


def _erase(work: Work, case: CaseRow, actor: str, why: Mapping[str, Any]) -> None:
    _mark(work, case, EventKind.data_erased, Level.erased, actor, why)
    _drop_people(work, case.id)
    forget_evidence(work, case.id)
    work.session.exec(delete(KeptWords).where(col(KeptWords.case_id) == case.id))
    drop_case_key(work, case.id)
    _keep_facts(work, case, _STAYS)


def _keep_facts(work: Work, case: CaseRow, names: AbstractSet[str]) -> None:
    """What lists are told from and what the case is found by follows."""
    set_facts(case, {name: value for name, value in case.facts.items() if name in names})
    work.session.add(case)
    renew(work, case)


def _drop_people(work: Work, case_id: str) -> None:
    """Identity, chats, conversation, the volunteer, and what notices said."""
    for table in (Reporter, Channel, FurtherChannel, Origin):
        work.session.exec(delete(table).where(col(table.case_id) == case_id))
    work.session.connection().execute(
        update(OutboxRow)
        .where(col(OutboxRow.case_id) == case_id, col(OutboxRow.done_at).is_(None))
        .values(done_at=work.now, failed="erased")
    )
    uncredit(work, case_id)
    connection = work.session.connection()
    mine = update(OutboxRow).where(col(OutboxRow.case_id) == case_id)
    connection.execute(mine.values(sealed=b"", chat=""))
    # A further chat is named by its keyed hash, by which its other cases are found.
    further = mine.where(col(OutboxRow.recipient).startswith(further_citizen("")))
    connection.execute(further.values(recipient=literal(further_citizen("")) + col(OutboxRow.id)))
