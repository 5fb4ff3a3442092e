"""The access token, fetched by one process at a time and shared through the database."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from bot.inbox.ports import Sealer, Storage
from bot.wechat.tables import WechatToken

Fetch = Callable[[], Awaitable[tuple[str, int]]]
"""Asks WeChat for a token: itself, and for how many seconds it is good."""

_LEASE = timedelta(seconds=15)
_EARLY = timedelta(minutes=3)
"""WeChat renews a stable token five minutes before its end, and the old one stays good."""
_GLANCES = 60
_GLANCE = 0.1


class NoTokenError(OSError):
    """Whoever is fetching the token does not get one."""


def altered(session: Session, sealer: Sealer) -> Iterator[str]:
    """One line for each account whose token does not open any more."""
    for row in session.exec(select(WechatToken).order_by(col(WechatToken.app_id))):
        try:
            whole = sealer.opens(row.wrapped) and (row.sealed is None or bool(_open(sealer, row)))
        except ValueError:
            whole = False
        if not whole:
            yield f"WeChat account {row.app_id}: the access token was altered"


class Tokens:
    """One account's access token."""

    def __init__(
        self,
        app_id: str,
        storage: Storage,
        sealer: Sealer,
        now: Callable[[], datetime],
        fetch: Fetch,
    ) -> None:
        """Bind the account, where its token is kept, the clock, and how to get one."""
        self._app_id = app_id
        self._storage = storage
        self._sealer = sealer
        self._now = now
        self._fetch = fetch
        self._worker = uuid4().hex
        self._one = asyncio.Lock()

    async def get(self) -> str:
        """A token that is good now.

        Raises:
            OSError: There is none to be had at present.
        """
        async with self._one:
            for _ in range(_GLANCES):
                token, ours = await self._storage.run(self._good_or_leased)
                if token is not None:
                    return token
                if ours:
                    return await self._fetched()
                await asyncio.sleep(_GLANCE)
        raise NoTokenError("another process fetches the token and has none yet")

    async def drop(self, token: str) -> None:
        """WeChat does not take this one any more; one that came since stays."""
        await self._storage.run(self._drop, token)

    async def _fetched(self) -> str:
        try:
            token, seconds = await self._fetch()
        except BaseException:
            await self._storage.run(self._let_go)
            raise
        await self._storage.run(self._keep, token, self._now() + timedelta(seconds=seconds))
        return token

    def _good_or_leased(self) -> tuple[str | None, bool]:
        try:
            return self._look()
        except IntegrityError:  # another process made the row at the same moment
            return self._look()

    def _look(self) -> tuple[str | None, bool]:
        now = self._now()
        with self._storage.write() as session:
            row = session.get(WechatToken, self._app_id, with_for_update=True)
            if row is None:
                row = WechatToken(app_id=self._app_id, wrapped=self._sealer.new_key())
            if row.sealed is not None and row.good_until is not None and row.good_until > now:
                return _open(self._sealer, row), False
            if row.fetching_until is not None and row.fetching_until > now:
                return None, False
            row.worker, row.fetching_until = self._worker, now + _LEASE
            session.add(row)
            return None, True

    def _keep(self, token: str, until: datetime) -> None:
        with self._storage.write() as session:
            row = session.get_one(WechatToken, self._app_id, with_for_update=True)
            row.sealed = self._sealer.seal(row.wrapped, token.encode(), _place(self._app_id))
            row.good_until = until - _EARLY
            row.worker = row.fetching_until = None
            session.add(row)

    def _let_go(self) -> None:
        with self._storage.write() as session:
            row = session.get_one(WechatToken, self._app_id, with_for_update=True)
            if row.worker == self._worker:
                row.worker = row.fetching_until = None
                session.add(row)

    def _drop(self, token: str) -> None:
        with self._storage.write() as session:
            row = session.get(WechatToken, self._app_id, with_for_update=True)
            if row is not None and row.sealed is not None and _open(self._sealer, row) == token:
                row.sealed = row.good_until = None
                session.add(row)


def _open(sealer: Sealer, row: WechatToken) -> str:
    if row.sealed is None:
        raise LookupError("no token is kept")
    return sealer.open(row.wrapped, row.sealed, _place(row.app_id)).decode()


def _place(app_id: str) -> str:
    return f"wechat-token:{app_id}"
