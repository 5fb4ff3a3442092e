"""Signatures of callbacks, and WeChat's envelope: AES-256-CBC around message and app id."""

import base64
import binascii
import hashlib
import hmac
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_BLOCK = 32
"""WeChat pads to 32 bytes, not to AES's 16."""
_AES_BLOCK = 16
_RANDOM = 16
_LENGTH = 4


class ForgedError(ValueError):
    """No key of ours opens the envelope, or it is meant for another account."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What lay in an envelope, and the key that opened it, which also closes the answer."""

    xml: bytes
    key: bytes = field(repr=False)


def sign(token: str, *parts: str) -> str:
    """What WeChat writes as `signature` or `msg_signature`."""
    joined = "".join(sorted((token, *parts)))
    return hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()  # WeChat's own choice


def is_signed(signature: str, token: str, *parts: str) -> bool:
    """Whether a signature fits; takes the same time wherever it differs."""
    return hmac.compare_digest(sign(token, *parts).encode(), signature.encode())


def open_envelope(encrypted: str, app_id: str, keys: Sequence[bytes]) -> Opened:
    """Decrypt with the first key that fits.

    Args:
        encrypted: Base64, as it stands in `<Encrypt>`; its signature was checked before.
        app_id: Of our account; what is meant for another is refused.
        keys: The present key and the one before it.

    Raises:
        ForgedError: None fits.
    """
    try:
        sealed = base64.b64decode(encrypted, validate=True)
    except (binascii.Error, ValueError):
        raise ForgedError("no base64") from None
    if not sealed or len(sealed) % _AES_BLOCK:
        raise ForgedError("no whole blocks")
    for key in keys:
        try:
            return Opened(_content(_decrypt(sealed, key), app_id), key)
        except ForgedError:
            continue
    raise ForgedError("no key opens it")


def close_envelope(xml: str, app_id: str, key: bytes, random: bytes | None = None) -> str:
    """Encrypt an answer; `random` is for test vectors alone."""
    text = xml.encode()
    head = (os.urandom(_RANDOM) if random is None else random) + struct.pack(">I", len(text))
    plain = head + text + app_id.encode()
    pad = _BLOCK - len(plain) % _BLOCK
    encryptor = Cipher(AES(key), CBC(key[:_AES_BLOCK])).encryptor()
    sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def _decrypt(sealed: bytes, key: bytes) -> bytes:
    decryptor = Cipher(AES(key), CBC(key[:_AES_BLOCK])).decryptor()
    return decryptor.update(sealed) + decryptor.finalize()


def _content(padded: bytes, app_id: str) -> bytes:
    pad = padded[-1]
    if not 1 <= pad <= _BLOCK or padded[-pad:] != bytes([pad]) * pad:
        raise ForgedError("bad padding")
    plain = padded[:-pad]
    begin = _RANDOM + _LENGTH
    if len(plain) < begin:
        raise ForgedError("too short")
    (length,) = struct.unpack(">I", plain[_RANDOM:begin])
    end = begin + length
    if end > len(plain) or not hmac.compare_digest(plain[end:], app_id.encode()):
        raise ForgedError("another account's")
    return plain[begin:end]
