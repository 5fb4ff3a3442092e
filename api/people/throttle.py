"""Throttling of sign-ins, by account and by address, known or not.

An attempt is written down before its password is checked and taken back when it was right,
so that a hundred attempts at once are counted as a hundred. Nobody sleeps: who is too fast
is told how long to wait.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import col, delete, select

from api.kit.errors import TooMany
from api.kit.work import Work
from api.people.tables import LoginAttempt

KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many failures in how long, and the pause after each one of them."""

    failures: int
    window: timedelta
    pauses: tuple[int, ...] = ()
    """Seconds after the first, second … failure; the last one also after all later ones."""


BY_ADDRESS = Allowance(5, timedelta(minutes=5))
BY_ACCOUNT = Allowance(10, timedelta(minutes=15), (0, 0, 2, 4, 8, 16, 24, 32, 42))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A counted attempt: its blinded account and address."""

    account: str
    address: str


def admit(work: Work, account: str, address: str, purpose: str = "login") -> Attempt:
    """Count an attempt.

    Raises:
        TooMany: The account or the address failed too often; `wait` is the seconds to go.
    """
    attempt = Attempt(
        work.keys.blind(f"{purpose}:{account}", "login-attempt"),
        work.keys.blind(f"address:{address}", "login-attempt"),
    )
    for subject in sorted((attempt.account, attempt.address)):
        take_turns(work, subject)
    work.session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) < work.now - KEPT))
    wait = max(
        wait_for(times_of(work, attempt.account), BY_ACCOUNT, work.now),
        wait_for(times_of(work, attempt.address), BY_ADDRESS, work.now),
    )
    if wait > 0:
        raise TooMany("too_many_attempts", f"尝试次数过多，请 {wait} 秒后再试。", wait=wait)
    for subject in (attempt.account, attempt.address):
        work.session.add(LoginAttempt(subject_blind=subject, at=work.now))
    return attempt


def take_back(work: Work, attempt: Attempt) -> None:
    """The attempt was right: forget the account's failures and this one of the address.

    The address keeps its other failures, or somebody with one good account could guess on.
    """
    work.session.exec(
        delete(LoginAttempt).where(col(LoginAttempt.subject_blind) == attempt.account)
    )
    last = work.session.exec(
        select(LoginAttempt)
        .where(LoginAttempt.subject_blind == attempt.address)
        .order_by(col(LoginAttempt.id).desc())
    ).first()
    if last is not None:
        work.session.delete(last)


def wait_for(times: list[datetime], allowance: Allowance, now: datetime) -> int:
    """Seconds until there is another attempt; 0 or less when there is one now."""
    recent = [at for at in times if at > now - allowance.window]
    until = now
    if len(recent) >= allowance.failures:
        until = recent[-allowance.failures] + allowance.window
    if recent and allowance.pauses:
        nth = min(len(recent), len(allowance.pauses)) - 1
        until = max(until, recent[-1] + timedelta(seconds=allowance.pauses[nth]))
    return math.ceil((until - now).total_seconds())


def times_of(work: Work, subject: str) -> list[datetime]:
    """When a subject failed lately, oldest first."""
    return list(
        work.session.exec(
            select(LoginAttempt.at)
            .where(LoginAttempt.subject_blind == subject)
            .order_by(col(LoginAttempt.at))
        )
    )


def take_turns(work: Work, subject: str) -> None:
    """Let attempts of one subject be counted one after the other."""
    # SQLite has one writer anyway; PostgreSQL would let two attempts count the same rows.
    connection = work.session.connection()
    if connection.dialect.name == "postgresql":
        key = int(subject[:15], 16)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
