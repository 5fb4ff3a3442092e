"""A move that an officer fills in step by step: what is known, what is asked, where it is kept.

One a chat. It lies sealed in the database, so that a restart between two answers loses nothing;
left alone for an hour it is over, so that words of another day are not taken for its answer.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from pydantic import AwareDatetime
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from api.contract.desk import LawfulMove, MoveRequest
from bot.inbox.ports import Sealer, Storage
from bot.message import Frozen
from bot.staff.tables import StaffDraft

LASTS = timedelta(hours=1)


class Draft(Frozen):
    """A move on its way; `id` names it in buttons, `key` at the tracker."""

    id: str
    key: str
    lawful: LawfulMove
    at: AwareDatetime
    number: str = ""
    """Of the case; empty while it is asked which one."""
    seen: int | None = None
    ground: str | None = None
    office: str | None = None
    on: date | None = None
    case: str | None = None
    amount: Decimal | None = None
    text: str | None = None
    office_name: str = ""
    evidence: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    """Cases that may be meant where another one is asked for."""
    anyway: bool = False
    """The officer saw what the check warns of, and sends the words all the same."""
    override: bool = False
    """A supervisor is asked to let out what the check blocks."""
    taken: str = ""
    """The update whose answer was taken last: the same again, after a crash, is no new one."""
    over: bool = False
    """Made, cancelled, or lawful no more."""

    def asked(self) -> str | None:
        """The field that is asked for now; None when only the confirmation is left."""
        known = {
            "ground": self.ground,
            "office": self.office,
            "date": self.on,
            "case": self.case,
            "amount": self.amount,
            "text": self.text,
        }
        if not self.number:
            return "number"
        return next(
            (need for need in _ORDER if need in self.lawful.needs and known[need] in {None, ""}),
            None,
        )

    def request(self) -> MoveRequest:
        """The move as the tracker takes it."""
        return MoveRequest(
            move=self.lawful.move,
            key=self.key,
            ground=self.ground,
            text=self.text or (self.lawful.label if self.evidence else None),
            office=self.office,
            on=self.on,
            case=self.case,
            amount=self.amount,
            seen=self.seen,
            evidence=self.evidence,
            anyway=self.anyway,
            override=self.override,
        )


_ORDER = ("ground", "office", "date", "case", "amount", "text")


def drop_older(session: Session, before: datetime) -> int:
    """Delete the drafts that were left lying before a moment; gives how many."""
    old = delete(StaffDraft).where(col(StaffDraft.at) < before)
    return session.connection().execute(old).rowcount


def older(session: Session, before: datetime) -> int:
    """How many drafts that would be."""
    return session.exec(select(func.count()).where(col(StaffDraft.at) < before)).one()


def altered(session: Session, sealer: Sealer) -> Iterator[str]:
    """One line for each draft that does not open any more."""
    for row in session.exec(select(StaffDraft).order_by(col(StaffDraft.blind))):
        try:
            _opened(sealer, row)
        except ValueError:
            yield f"half made move {row.blind[:6]}…: was altered"


class Drafts:
    """Keeps one draft a chat."""

    def __init__(self, storage: Storage, sealer: Sealer) -> None:
        """Bind the database and the keyring."""
        self._storage = storage
        self._sealer = sealer

    async def load(self, chat: str, now: datetime) -> Draft | None:
        """The draft of a chat, also one that is over; None where none is or it is too old."""
        found = await self._storage.run(self._load, self._blind(chat))
        return found if found is not None and now - found.at < LASTS else None

    async def save(self, chat: str, draft: Draft) -> None:
        """Keep a draft in place of the chat's earlier one."""
        await self._storage.run(self._save, self._blind(chat), draft)

    def _load(self, blind: str) -> Draft | None:
        with self._storage.read() as session:
            row = session.get(StaffDraft, blind)
            if row is None:
                return None
            plain = _opened(self._sealer, row)
        return Draft.model_validate_json(plain)

    def _save(self, blind: str, draft: Draft) -> None:
        wrapped = self._sealer.new_key()
        plain = draft.model_dump_json().encode()
        sealed = self._sealer.seal(wrapped, plain, _place(blind))
        with self._storage.write() as session:
            row = StaffDraft(blind=blind, wrapped=wrapped, sealed=sealed, at=draft.at)
            session.merge(row)

    def _blind(self, chat: str) -> str:
        return self._sealer.blind(chat, "staff-draft")


def _opened(sealer: Sealer, row: StaffDraft) -> bytes:
    return sealer.open(row.wrapped, row.sealed, _place(row.blind))


def _place(blind: str) -> str:
    return f"staff-draft/{blind}"
