"""The master key, the data keys it wraps, and keyed hashes.

Every case and every conversation has a data key of its own; the database holds it only
wrapped by the master key, which comes from a file or the environment. Deleting a wrapped
key makes all that it sealed unreadable for good.

Keyed hashes and receipt codes must outlive a change of the master key, or nobody would be found
and no receipt would fit any more. Their secrets are derived from the first master key; once
another takes its place, the database holds them sealed by it, and `adopt` takes them over.
"""

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32
_NONCE_BYTES = 12


class MasterKeyError(ValueError):
    """The master key can't be used; the message is one line for the operator."""


class Keyring:
    """AES-256-GCM under data keys, and HMAC-SHA-256 for exact search."""

    def __init__(self, master: bytes) -> None:
        """Derive one key a purpose from 32 bytes."""
        if len(master) != _KEY_BYTES:
            raise MasterKeyError("the master key must be 64 hex digits (32 bytes)")
        self._wrapping = AESGCM(_derive(master, "wrap"))
        self._blinding = _derive(master, "blind")
        self._deriving = _derive(master, "derive")
        self._token = _derive(master, "service")
        self._mark = _derive(master, "mark")

    def new_key(self) -> bytes:
        """A fresh data key, wrapped."""
        return _seal(self._wrapping, AESGCM.generate_key(_KEY_BYTES * 8), b"data-key")

    def seal(self, wrapped: bytes, plain: bytes, context: str) -> bytes:
        """Encrypt under a wrapped data key; `context` must be the same on opening."""
        return _seal(self._unwrap(wrapped), plain, context.encode())

    def open(self, wrapped: bytes, sealed: bytes, context: str) -> bytes:
        """Decrypt.

        Raises:
            ValueError: The bytes were altered, belong elsewhere or the master key is another.
        """
        return _open(self._unwrap(wrapped), sealed, context.encode())

    def rewrap(self, wrapped: bytes, successor: "Keyring") -> bytes:
        """The same data key, wrapped by another master key."""
        return _seal(successor._wrapping, _open(self._wrapping, wrapped, b"data-key"), b"data-key")  # noqa: SLF001 - of our own class

    def blind(self, value: str, purpose: str) -> str:
        """A keyed hash of a value: equal values of one purpose have equal hashes."""
        message = f"{purpose}\0{value}".encode()
        return hmac.new(self._blinding, message, hashlib.sha256).hexdigest()

    def derive(self, purpose: str) -> bytes:
        """32 bytes that only holders of the master key can compute."""
        return hmac.new(self._deriving, purpose.encode(), hashlib.sha256).digest()

    def service_token(self) -> str:
        """What our own processes show each other; it ends with this master key."""
        return base64.urlsafe_b64encode(self._token).decode().rstrip("=")

    def mark(self) -> str:
        """What tells this master key from another and nothing else of it."""
        return self._mark.hex()

    def opens(self, wrapped: bytes) -> bool:
        """Whether a data key is wrapped by this master key."""
        try:
            self._unwrap(wrapped)
        except ValueError:
            return False
        return True

    def hand_on(self, successor: "Keyring") -> bytes:
        """The secrets of keyed hashes and codes, sealed for another master key."""
        return _seal(successor._wrapping, self._blinding + self._deriving, b"lookups")  # noqa: SLF001 - of our own class

    def adopt(self, sealed: bytes) -> None:
        """Take over the secrets that an earlier master key handed on.

        Raises:
            ValueError: They were handed on to another.
        """
        lookups = _open(self._wrapping, sealed, b"lookups")
        self._blinding, self._deriving = lookups[:_KEY_BYTES], lookups[_KEY_BYTES:]

    def _unwrap(self, wrapped: bytes) -> AESGCM:
        return AESGCM(_open(self._wrapping, wrapped, b"data-key"))


def load_or_make(path: Path) -> Keyring:
    """The keyring of a key file, which is made, readable by us alone, when it is absent.

    Raises:
        MasterKeyError: The file is there but holds no key.
    """
    if not path.exists():
        _make(path)
    return from_file(path)


def from_file(path: Path) -> Keyring:
    """The keyring of a key file that is there.

    Raises:
        MasterKeyError: It holds no key.
    """
    return from_hex(path.read_text().strip())


def _make(path: Path) -> None:
    """Write a new key whole beside its place, then link it there unless another was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # for us alone
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(_KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()


def from_hex(text: str) -> Keyring:
    """The keyring of 64 hex digits.

    Raises:
        MasterKeyError: They are something else.
    """
    try:
        return Keyring(bytes.fromhex(text))
    except ValueError as error:
        raise MasterKeyError("the master key must be 64 hex digits (32 bytes)") from error


def _derive(master: bytes, purpose: str) -> bytes:
    info = f"jiesu/{purpose}/1".encode()
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(master)


def _seal(cipher: AESGCM, plain: bytes, context: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, context)


def _open(cipher: AESGCM, sealed: bytes, context: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context)
    except InvalidTag as error:
        raise ValueError("sealed bytes do not open: altered, elsewhere or another key") from error
