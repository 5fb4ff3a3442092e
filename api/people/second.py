"""The second factor: one-time codes by time (RFC 6238), and codes for a lost phone."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

import pyotp
from pyotp.exceptions import OTPVerificationError
from sqlmodel import col, delete, func, select

from api.kit.work import Work
from api.people.tables import Officer, RecoveryCode
from knowledge.cities.schema import Role

ALWAYS = frozenset({Role.admin, Role.custodian})
"""Roles that sign in with a one-time code unless the settings say otherwise."""
ISSUER = "Jiesu"
_DRIFT = 1
"""Steps of thirty seconds that a phone's clock may be off."""
_CODES, _GROUPS, _GROUP = 10, 3, 4
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator is told once: by camera, or typed in."""

    address: str
    secret: str


def wanted(officer: Officer, roles: Collection[str]) -> bool:
    """Whether an officer must sign in with a one-time code.

    Args:
        officer: Whose account it is.
        roles: Those of which it is wanted.
    """
    return officer.totp_required or not set(roles).isdisjoint(officer.roles)


def begin(work: Work, officer_id: str) -> Enrolment:
    """A fresh secret, which counts from the first right code on; replaces an earlier one."""
    officer = work.session.get_one(Officer, officer_id)
    secret = pyotp.random_base32()
    officer.totp_key = work.keys.new_key()
    officer.totp_sealed = work.keys.seal(officer.totp_key, secret.encode(), _context(officer))
    officer.totp_confirmed, officer.totp_step = False, 0
    work.session.add(officer)
    work.session.flush()
    return _enrolment(officer, secret)


def waiting(work: Work, officer: Officer) -> Enrolment | None:
    """The secret that was given out and not shown to work yet."""
    secret = None if officer.totp_confirmed else secret_of(work, officer)
    return None if secret is None else _enrolment(officer, secret)


def confirm(work: Work, officer_id: str, code: str) -> tuple[str, ...] | None:
    """Make a secret count; gives the recovery codes, which are shown once, or None."""
    officer = work.session.get_one(Officer, officer_id)
    if officer.totp_confirmed or not _fits(work, officer, code):
        return None
    officer.totp_confirmed = True
    work.session.add(officer)
    return new_codes(work, officer_id)


def passes(work: Work, officer_id: str, code: str) -> bool:
    """Whether a one-time or a recovery code lets an officer in; it is used up by it."""
    officer = work.session.get_one(Officer, officer_id, with_for_update=True)
    return officer.totp_confirmed and (_fits(work, officer, code) or _spend(work, officer, code))


def drop(work: Work, officer_id: str) -> None:
    """Forget secret and recovery codes."""
    officer = work.session.get_one(Officer, officer_id)
    officer.totp_key = officer.totp_sealed = None
    officer.totp_confirmed, officer.totp_step = False, 0
    work.session.add(officer)
    work.session.exec(delete(RecoveryCode).where(col(RecoveryCode.officer_id) == officer_id))


def new_codes(work: Work, officer_id: str) -> tuple[str, ...]:
    """Ten fresh recovery codes of 59 bits; earlier ones end."""
    work.session.exec(delete(RecoveryCode).where(col(RecoveryCode.officer_id) == officer_id))
    codes = tuple(_code() for _ in range(_CODES))
    work.session.add_all(
        RecoveryCode(blind=_blind(work, officer_id, code), officer_id=officer_id) for code in codes
    )
    work.session.flush()
    return codes


def codes_left(work: Work, officer_id: str) -> int:
    """How many recovery codes are not used up."""
    wanted_rows = select(func.count()).where(RecoveryCode.officer_id == officer_id)
    return work.session.exec(wanted_rows).one()


def _fits(work: Work, officer: Officer, code: str) -> bool:
    """Whether a code is right now and was not used before."""
    secret = secret_of(work, officer)
    if secret is None:
        return False
    given = code.strip().replace(" ", "")
    try:
        clock = pyotp.TOTP(secret)
        step = clock.verify_and_get_timecode(given, for_time=work.now, valid_window=_DRIFT)
    except OTPVerificationError:
        return False
    if step <= officer.totp_step:
        return False
    officer.totp_step = step
    work.session.add(officer)
    return True


def _spend(work: Work, officer: Officer, code: str) -> bool:
    plain = "".join(sign for sign in code.upper() if sign in _SIGNS)
    grouped = "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))
    row = work.session.get(RecoveryCode, _blind(work, officer.id, grouped))
    if row is None:
        return False
    work.session.delete(row)
    work.session.flush()
    return True


def secret_of(work: Work, officer: Officer) -> str | None:
    """The secret that an officer's one-time codes are made from; None where there is none.

    Raises:
        ValueError: It was altered.
    """
    if officer.totp_key is None or officer.totp_sealed is None:
        return None
    return work.keys.open(officer.totp_key, officer.totp_sealed, _context(officer)).decode()


def _enrolment(officer: Officer, secret: str) -> Enrolment:
    address = pyotp.TOTP(secret).provisioning_uri(name=officer.login, issuer_name=ISSUER)
    return Enrolment(address, secret)


def _code() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_GROUPS * _GROUP))
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def _blind(work: Work, officer_id: str, code: str) -> str:
    return work.keys.blind(f"{officer_id}:{code}", "recovery-code")


def _context(officer: Officer) -> str:
    return f"totp/{officer.id}"
