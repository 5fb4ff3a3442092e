"""The memory of callbacks, shared by all processes through the database."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from bot.inbox.ports import Sealer, Storage
from bot.wechat.tables import WechatCallback

_KEPT = timedelta(minutes=15)
"""Longer than a timestamp is believed, in both directions."""
_PURPOSE = "wechat-callback"


class Seen:
    """Remembers which signature came with which body."""

    def __init__(self, storage: Storage, sealer: Sealer) -> None:
        """Bind the database and the keyring."""
        self._storage = storage
        self._sealer = sealer

    async def admit(self, signature: str, body: bytes, now: datetime) -> bool:
        """Whether a callback may be worked.

        In plain mode a signature says nothing of the body, so whoever saw one could send words
        of their own with it. The first body that came with it is the only one. The same body
        again is let in: it is WeChat's retry, and the inbox knows its message.

        Args:
            signature: It was verified. Timestamp and nonce are no part of the name: what is signed
                is all of them in one string, which may be cut elsewhere.
            body: As it came.
            now: The present moment.
        """
        name = self._sealer.blind(signature, _PURPOSE)
        digest = self._sealer.blind(hashlib.sha256(body).hexdigest(), _PURPOSE)
        try:
            return await self._storage.run(self._admit, name, digest, now)
        except IntegrityError:  # another process let it in at the same moment
            return await self._storage.run(self._admit, name, digest, now)

    def _admit(self, name: str, digest: str, now: datetime) -> bool:
        with self._storage.write() as session:
            known = session.get(WechatCallback, name)
            if known is not None:
                return known.body == digest
            _forget(session, now - _KEPT)
            session.add(WechatCallback(signed=name, body=digest, at=now))
            return True


def _forget(session: Session, before: datetime) -> None:
    session.connection().execute(delete(WechatCallback).where(col(WechatCallback.at) < before))
