"""Passwords: Argon2id hashes, and readable random ones for accounts that are made."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

SHORTEST = 12
"""Characters a chosen password must have; length protects better than rules on signs."""
LONGEST = 128
"""Longer ones are refused before hashing, so that nobody makes us hash megabytes."""

hasher = PasswordHasher()
"""With the costs that every new hash has."""
_CONSONANTS = "bdfghkmnprstvwz"
_VOWELS = "aeiou"
_GROUPS = 4

# Verified against when nobody has the login, so that a wrong login costs the same time.
_NOBODY = hasher.hash(secrets.token_urlsafe(24))


def make_password() -> str:
    """A random password that can be read out, such as `kavo-nite-ruzo-bemi` (about 50 bits)."""
    return "-".join(_syllable() + _syllable() for _ in range(_GROUPS))


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its salt and costs in it."""
    return hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether a password belongs to a stored hash; as slow for None as for a wrong one."""
    if len(password) > LONGEST:
        password = ""
    try:
        return hasher.verify(stored or _NOBODY, password) and stored is not None
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other costs than today's."""
    return hasher.check_needs_rehash(stored)


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)
