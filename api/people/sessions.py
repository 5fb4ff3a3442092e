"""Sessions of signed-in browsers; the token lives in a cookie, only its hash in the database."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, func, select

from api.kit.work import Work
from api.people.tables import DeskSession, Officer

IDLE = timedelta(minutes=30)
"""A session nobody used for so long is over."""
LONGEST = timedelta(hours=12)
"""A session is over so long after signing in, however busy."""
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is at the desk, and the token that every form of the session must carry."""

    officer: Officer
    csrf: str
    passed: bool = True
    """Every factor was shown."""
    started_at: datetime | None = None


HALF = timedelta(minutes=10)
"""How long a session waits for its one-time code."""


def begin(work: Work, officer_id: str, *, passed: bool = True) -> str:
    """A new session of an officer; gives the token for the cookie.

    The token is always fresh, so one that was planted before signing in is worth nothing.

    Args:
        work: The unit of work.
        officer_id: Whose it is.
        passed: Whether no factor is missing.
    """
    token = secrets.token_urlsafe(32)
    work.session.exec(delete(DeskSession).where(_is_over(work.now)))
    work.session.add(
        DeskSession(
            token_hash=hash_token(token),
            officer_id=officer_id,
            csrf=secrets.token_urlsafe(32),
            started_at=work.now,
            used_at=work.now,
            passed=passed,
        )
    )
    return token


def find(work: Work, token: str) -> SignedIn | None:
    """Who holds a token, unless the session is over or the officer may not work any more."""
    found = work.session.exec(
        select(DeskSession, Officer)
        .where(DeskSession.token_hash == hash_token(token))
        .where(DeskSession.officer_id == Officer.id)
    ).first()
    if found is None:
        return None
    session, officer = found
    longest = LONGEST if session.passed else HALF
    over = work.now - session.used_at > IDLE or work.now - session.started_at > longest
    if over or not officer.active:
        return None
    return SignedIn(officer, session.csrf, session.passed, session.started_at)


def wants_noting(work: Work, token: str) -> bool:
    """Whether the use of a session should be written down; once a minute is enough."""
    session = work.session.get(DeskSession, hash_token(token))
    return session is not None and work.now - session.used_at > _NOTED_EVERY


def note_use(work: Work, token: str) -> None:
    """Write down that a session was used now."""
    session = work.session.get(DeskSession, hash_token(token))
    if session is not None:
        session.used_at = work.now


def end(work: Work, token: str) -> None:
    """Sign one browser out."""
    work.session.exec(delete(DeskSession).where(col(DeskSession.token_hash) == hash_token(token)))


def end_all(work: Work, officer_id: str) -> None:
    """Sign an officer out everywhere."""
    work.session.exec(delete(DeskSession).where(col(DeskSession.officer_id) == officer_id))


def count(work: Work, officer_id: str) -> int:
    """In how many browsers an officer is signed in."""
    running = select(func.count()).where(
        DeskSession.officer_id == officer_id, ~_is_over(work.now), col(DeskSession.passed)
    )
    return work.session.exec(running).one()


def hash_token(token: str) -> str:
    """What is stored of a token; it has 256 random bits, so a plain hash can't be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_over(now: datetime) -> ColumnElement[bool]:
    return (col(DeskSession.used_at) < now - IDLE) | (col(DeskSession.started_at) < now - LONGEST)
