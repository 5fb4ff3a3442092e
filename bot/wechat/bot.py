"""One official account: its address, its courier, its menu, and how to start and stop it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import httpx
from fastapi import APIRouter

from bot.delivery.replies import Replies
from bot.inbox.ports import Sealer, Storage
from bot.inbox.receive import Receiver
from bot.wechat import pictures
from bot.wechat.account import Account
from bot.wechat.answering import IN_TIME, Answering, ended
from bot.wechat.api import WechatApi, WechatError
from bot.wechat.courier import WechatCourier
from bot.wechat.door import Door
from bot.wechat.routes import callback_routes
from bot.wechat.seen import Seen
from bot.wording.wechat import MENU

log = logging.getLogger(__name__)


class WechatBot:
    """It takes messages from `start` on, and can send from the first."""

    def __init__(
        self,
        account: Account,
        storage: Storage,
        sealer: Sealer,
        now: Callable[[], datetime],
        *,
        http: httpx.AsyncClient | None = None,
        in_time: float = IN_TIME,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            account: Which account.
            storage: What its processes share.
            sealer: Seals the access token.
            now: The present moment, aware.
            http: Another wire than the network, for tests.
            in_time: Seconds until a callback is answered without words.
        """
        self._now = now
        self._in_time = in_time
        self._api = WechatApi(account, storage, sealer, now, http)
        self._door = Door(account, Seen(storage, sealer), now)
        self._answering: Answering | None = None
        self._menu: asyncio.Task[None] | None = None
        self.courier = WechatCourier(self._api, account, now)

    def routes(self) -> APIRouter:
        """The address that WeChat calls; until `start` it asks WeChat to come again."""
        return callback_routes(self._door, lambda: self._answering, self._now)

    async def fetch(self, ref: str) -> tuple[str, bytes]:
        """A picture by the name that its message gave it: file name and content.

        Raises:
            OSError: WeChat did not answer.
            ValueError: The picture is gone or too large.
        """
        return await pictures.fetch(self._api, ref)

    def start(self, receiver: Receiver, replies: Replies) -> None:
        """Take messages from now on, and set the menu; WeChat need not be reachable yet.

        Args:
            receiver: Stores messages and answers them.
            replies: Sends answers that came too late for the callback.
        """
        self._answering = Answering(receiver, replies, self._now, self._in_time)
        self._menu = asyncio.create_task(self._set_menu(), name="wechat menu")

    async def stop(self) -> None:
        """Let answers in work end, and close the connections."""
        if self._menu is not None:
            await ended(self._menu)
        if self._answering is not None:
            await self._answering.finish()
        await self._api.close()

    async def _set_menu(self) -> None:
        taps = [{"type": "click", "name": name, "key": key} for key, name in MENU]
        try:
            await self._api.call("/cgi-bin/menu/create", {"button": taps})
        except (WechatError, OSError) as error:  # an account without the right has no menu
            why = str(error) if isinstance(error, WechatError) else type(error).__name__
            log.warning("the menu of the WeChat account was not set: %s", why)
