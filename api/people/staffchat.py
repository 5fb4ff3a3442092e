"""The bot chat of an officer: tied by a one-time code, stored sealed, found by a keyed hash."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from api.kit.errors import NotFound, Unauthenticated
from api.kit.work import Work
from api.people.tables import Officer

CODE_LASTS = timedelta(minutes=10)
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Tied:
    """The chat that is tied to an officer, as its owner recognises it."""

    title: str
    at: datetime | None


def make_code(work: Work, officer_id: str) -> str:
    """A one-time code that ties a chat to an officer within ten minutes; replaces an earlier."""
    code = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    officer = work.session.get_one(Officer, officer_id)
    officer.bind_code_blind = _blind_code(work, code)
    officer.bind_code_until = work.now + CODE_LASTS
    work.session.add(officer)
    return code


def bind(work: Work, code: str, chat: str, title: str = "") -> Officer:
    """Tie a chat to the officer who holds a code; the code and an earlier tie end.

    Raises:
        NotFound: `unknown_code`, when it is wrong, used or too old.
    """
    officer = _holder(work, code)
    if officer is None:
        raise NotFound("unknown_code", "绑定码不对或已经过期，请在工作台重新生成。")
    blind = _blind_chat(work, chat)
    earlier = work.session.exec(select(Officer).where(Officer.staff_chat_blind == blind)).first()
    if earlier is not None:
        unbind(work, earlier.id)
        work.session.flush()
    key = officer.staff_chat_key = work.keys.new_key()
    officer.staff_chat_sealed = work.keys.seal(key, chat.encode(), _context(officer))
    officer.staff_chat_title = work.keys.seal(key, title.encode(), _title_context(officer))
    officer.staff_chat_blind, officer.staff_chat_at = blind, work.now
    officer.bind_code_blind = officer.bind_code_until = None
    work.session.add(officer)
    return officer


def unbind(work: Work, officer_id: str) -> None:
    """Forget an officer's chat."""
    officer = work.session.get_one(Officer, officer_id)
    officer.staff_chat_key = officer.staff_chat_sealed = officer.staff_chat_blind = None
    officer.staff_chat_title = officer.staff_chat_at = None
    work.session.add(officer)


def chat_of(work: Work, officer: Officer) -> str | None:
    """Where an officer's notices go, if a chat is tied."""
    return _open(work, officer, officer.staff_chat_sealed, _context(officer))


def tied(work: Work, officer: Officer) -> Tied | None:
    """The officer's chat for its owner to recognise; None where none is tied."""
    if officer.staff_chat_blind is None:
        return None
    title = _open(work, officer, officer.staff_chat_title, _title_context(officer))
    return Tied(title or "", officer.staff_chat_at)


def by_chat(work: Work, chat: str) -> Officer:
    """The active officer tied to a chat.

    Raises:
        Unauthenticated: `unbound_chat`.
    """
    wanted = select(Officer).where(Officer.staff_chat_blind == _blind_chat(work, chat))
    officer = work.session.exec(wanted).first()
    if officer is None or not officer.active:
        raise Unauthenticated("unbound_chat", "这个聊天还没有绑定工作人员账号。")
    return officer


def _holder(work: Work, code: str) -> Officer | None:
    given = _blind_code(work, code)
    # Locked, so that of two chats that send the same code at once one comes too late.
    waiting = work.session.exec(
        select(Officer).where(col(Officer.bind_code_until) > work.now).with_for_update()
    )
    found = None
    for officer in waiting:  # all of them, so that the time says nothing
        stored = officer.bind_code_blind or ""
        if hmac.compare_digest(stored, given) and officer.active:
            found = officer
    return found


def _open(work: Work, officer: Officer, sealed: bytes | None, context: str) -> str | None:
    if officer.staff_chat_key is None or sealed is None:
        return None
    return work.keys.open(officer.staff_chat_key, sealed, context).decode()


def _blind_code(work: Work, code: str) -> str:
    return work.keys.blind(code.strip().upper(), "bind-code")


def _blind_chat(work: Work, chat: str) -> str:
    return work.keys.blind(chat, "staff-chat")


def _context(officer: Officer) -> str:
    return f"staff-chat/{officer.id}"


def _title_context(officer: Officer) -> str:
    return f"staff-chat-title/{officer.id}"
