"""Ed25519 signatures; a key that gives way to another still vouches for what it signed."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlmodel import col, select

from api.kit.work import Work, Works
from api.proof.tables import SigningKey

_KID = 16


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes that only the holder of a key could make, and which key."""

    kid: str
    value: str
    """Base64, for addresses."""


def ensure_key(works: Works) -> None:
    """Make the first key where there is none, so that readers can sign."""
    with works.read() as work:
        if current(work) is not None:
            return
    with works.write() as work:
        current(work) or make_key(work)


def make_key(work: Work) -> SigningKey:
    """A fresh key that signs from now on; earlier ones retire and stay published."""
    for row in work.session.exec(select(SigningKey).where(col(SigningKey.retired_at).is_(None))):
        row.retired_at = work.now
        work.session.add(row)
    private = Ed25519PrivateKey.generate()
    public, wrapped = private.public_key().public_bytes_raw(), work.keys.new_key()
    kid = kid_of(public)
    made = SigningKey(
        kid=kid,
        public=public,
        wrapped=wrapped,
        sealed=work.keys.seal(wrapped, private.private_bytes_raw(), f"signing/{kid}"),
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    return made


def sign(work: Work, message: bytes) -> Signature:
    """Sign with the present key, which is made in a transaction that writes."""
    row = current(work) or make_key(work)
    return Signature(row.kid, to_text(_private(work, row).sign(message)))


def current(work: Work) -> SigningKey | None:
    """The key that signs now."""
    wanted = select(SigningKey).where(col(SigningKey.retired_at).is_(None))
    return work.session.exec(wanted.order_by(col(SigningKey.made_at).desc())).first()


def keys(work: Work) -> Sequence[SigningKey]:
    """Every key that ever signed, the first one first."""
    return work.session.exec(select(SigningKey).order_by(col(SigningKey.made_at))).all()


def is_ours(work: Work, row: SigningKey) -> bool:
    """Whether a key was made by a holder of the master key and its halves belong together."""
    try:
        return _private(work, row).public_key().public_bytes_raw() == row.public
    except ValueError:
        return False


def is_right(public: bytes, signature: str, message: bytes) -> bool:
    """Whether a signature is that of a key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(to_bytes(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def kid_of(public: bytes) -> str:
    """The name of a key."""
    return hashlib.sha256(public).hexdigest()[:_KID]


def to_text(data: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def to_bytes(text: str) -> bytes:
    """The bytes again.

    Raises:
        ValueError: It is something else, or not in its one form.
    """
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if to_text(data) != text:
        raise ValueError("not in its one form")
    return data


def _private(work: Work, row: SigningKey) -> Ed25519PrivateKey:
    raw = work.keys.open(row.wrapped, row.sealed, f"signing/{row.kid}")
    return Ed25519PrivateKey.from_private_bytes(raw)
