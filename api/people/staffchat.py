"""The bot chat of an officer: tied by a one-time code, stored sealed, found by a keyed hash."""

import hmac
import secrets
from datetime import timedelta

from sqlmodel import col, select

from api.kit.errors import NotFound, Unauthenticated
from api.kit.work import Work
from api.people.tables import Officer

CODE_LASTS = timedelta(minutes=10)
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8


def make_code(work: Work, officer_id: str) -> str:
    """A one-time code that ties a chat to an officer within ten minutes; replaces an earlier."""
    code = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    officer = work.session.get_one(Officer, officer_id)
    officer.bind_code_blind = _blind_code(work, code)
    officer.bind_code_until = work.now + CODE_LASTS
    work.session.add(officer)
    return code


def bind(work: Work, code: str, chat: str) -> Officer:
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
    officer.staff_chat_key = work.keys.new_key()
    officer.staff_chat_sealed = work.keys.seal(
        officer.staff_chat_key, chat.encode(), _context(officer)
    )
    officer.staff_chat_blind = blind
    officer.bind_code_blind = officer.bind_code_until = None
    work.session.add(officer)
    return officer


def unbind(work: Work, officer_id: str) -> None:
    """Forget an officer's chat."""
    officer = work.session.get_one(Officer, officer_id)
    officer.staff_chat_key = officer.staff_chat_sealed = officer.staff_chat_blind = None
    work.session.add(officer)


def chat_of(work: Work, officer: Officer) -> str | None:
    """Where an officer's notices go, if a chat is tied."""
    if officer.staff_chat_key is None or officer.staff_chat_sealed is None:
        return None
    opened = work.keys.open(officer.staff_chat_key, officer.staff_chat_sealed, _context(officer))
    return opened.decode()


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
    waiting = work.session.exec(select(Officer).where(col(Officer.bind_code_until) > work.now))
    found = None
    for officer in waiting:  # all of them, so that the time says nothing
        stored = officer.bind_code_blind or ""
        if hmac.compare_digest(stored, given) and officer.active:
            found = officer
    return found


def _blind_code(work: Work, code: str) -> str:
    return work.keys.blind(code.strip().upper(), "bind-code")


def _blind_chat(work: Work, chat: str) -> str:
    return work.keys.blind(chat, "staff-chat")


def _context(officer: Officer) -> str:
    return f"staff-chat/{officer.id}"
