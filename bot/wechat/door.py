"""Lets callbacks in: signed, fresh, once, meant for us, and readable."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.wechat.account import Account
from bot.wechat.crypto import ForgedError, Opened, close_envelope, is_signed, open_envelope, sign
from bot.wechat.seen import Seen
from bot.wechat.xml import Fields, UnreadableXmlError, read_xml, write_xml

FRESH_SECONDS = 300
WRONG_SIGNATURE = "wrong signature"
_ENCRYPTED = "aes"
_TIMESTAMP = re.compile(r"[1-9][0-9]{8,10}")


class NotLetInError(Exception):
    """A callback that is refused; `why` is for the log of whoever sets the account up."""

    def __init__(self, status: int, why: str) -> None:
        """Refuse with 400 for what can't be read and 403 for what is not from WeChat."""
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters in a callback's address."""

    timestamp: str = ""
    nonce: str = ""
    signature: str = field(default="", repr=False)
    msg_signature: str = field(default="", repr=False)
    encrypt_type: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A callback that was let in."""

    fields: Fields
    key: bytes | None = field(default=None, repr=False)
    """What it was encrypted with, and its answer must be; None in plain mode."""


class Door:
    """Verifies one account's callbacks."""

    def __init__(self, account: Account, seen: Seen, now: Callable[[], datetime]) -> None:
        """Bind the account, the memory of what came, and the clock."""
        self._account = account
        self._seen = seen
        self._now = now

    def greet(self, query: Query, echo: str) -> str:
        """What the console, which tries our address, wants to hear: its own words.

        They come as they are; encrypted (as WeCom does it) when they are signed with them.

        Raises:
            NotLetInError: It is not from WeChat.
        """
        token, keys = self._account.token, self._account.aes_keys
        if keys and is_signed(query.msg_signature, token, query.timestamp, query.nonce, echo):
            self._verify(query.msg_signature, query, echo)
            return self._unsealed(echo).xml.decode(errors="replace")
        self._verify(query.signature, query)
        return echo

    async def open(self, query: Query, body: bytes) -> Letter:
        """Verify a message or event and open it.

        Raises:
            NotLetInError: It is forged, stale, repeated with other words, or unreadable.
        """
        encrypted = query.encrypt_type == _ENCRYPTED
        letter = self._encrypted(query, body) if encrypted else self._plain(query, body)
        signature = query.msg_signature if encrypted else query.signature
        if not await self._seen.admit(signature, body, self._now()):
            raise NotLetInError(403, "signature used before")
        return letter

    def answer(self, letter: Letter, xml: str, nonce: str) -> str:
        """An answer in the mode of the letter."""
        if letter.key is None:
            return xml
        encrypted = close_envelope(xml, self._account.app_id, letter.key)
        stamp = str(int(self._now().timestamp()))
        return write_xml(
            Encrypt=encrypted,
            MsgSignature=sign(self._account.token, stamp, nonce, encrypted),
            TimeStamp=int(stamp),
            Nonce=nonce,
        )

    def _plain(self, query: Query, body: bytes) -> Letter:
        self._verify(query.signature, query)
        if self._account.aes_keys:
            raise NotLetInError(403, "plain, but JIESU_WECHAT_AES_KEY is set")
        return Letter(_read(body))

    def _encrypted(self, query: Query, body: bytes) -> Letter:
        """Of a compatible-mode body too, only the encrypted part is believed."""
        encrypted = _read(body).get("Encrypt", "")
        self._verify(query.msg_signature, query, encrypted)
        if not self._account.aes_keys:
            raise NotLetInError(403, "encrypted, but JIESU_WECHAT_AES_KEY is not set")
        opened = self._unsealed(encrypted)
        return Letter(_read(opened.xml), opened.key)

    def _unsealed(self, encrypted: str) -> Opened:
        try:
            return open_envelope(encrypted, self._account.app_id, self._account.aes_keys)
        except ForgedError:
            raise NotLetInError(403, "undecipherable, or for another account") from None

    def _verify(self, signature: str, query: Query, *parts: str) -> None:
        if not is_signed(signature, self._account.token, query.timestamp, query.nonce, *parts):
            raise NotLetInError(403, WRONG_SIGNATURE)
        if not _TIMESTAMP.fullmatch(query.timestamp):
            raise NotLetInError(403, "no timestamp")
        if abs(self._now().timestamp() - int(query.timestamp)) > FRESH_SECONDS:
            raise NotLetInError(403, "stale timestamp")


def _read(body: bytes) -> Fields:
    try:
        return read_xml(body)
    except UnreadableXmlError:
        raise NotLetInError(400, "unreadable") from None
