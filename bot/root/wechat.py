"""The WeChat official account of the settings, and its own HTTP door where no other is served."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from fastapi import FastAPI

from api.kit.now import system_now
from api.kit.settings import Settings
from bot.inbox.ports import Sealer, Storage
from bot.root.listening import listen
from bot.wechat.account import Account, aes_key, fields_of
from bot.wechat.bot import WechatBot

_SECONDS_TO_END = 5


def make_wechat(settings: Settings, storage: Storage, sealer: Sealer) -> WechatBot | None:
    """The account whose AppID is set.

    Raises:
        ValueError: Another of its settings is missing or malformed.
    """
    if settings.wechat_app_id is None:
        return None
    if settings.wechat_secret is None:
        raise ValueError("JIESU_WECHAT_SECRET is not set")
    if settings.wechat_token is None:
        raise ValueError("JIESU_WECHAT_TOKEN is not set")
    keys = (
        (settings.wechat_aes_key, "JIESU_WECHAT_AES_KEY"),
        (settings.wechat_old_aes_key, "JIESU_WECHAT_OLD_AES_KEY"),
    )
    account = Account(
        app_id=settings.wechat_app_id,
        secret=settings.wechat_secret.get_secret_value(),
        token=settings.wechat_token.get_secret_value(),
        aes_keys=tuple(aes_key(key.get_secret_value(), name) for key, name in keys if key),
        api_base=settings.wechat_api,
        template_id=settings.wechat_template_id,
        template_fields=fields_of(settings.wechat_template_fields),
    )
    return WechatBot(account, storage, sealer, system_now)


class _Beside(uvicorn.Server):
    """Leaves signals to the process it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def callbacks_served(bot: WechatBot | None, settings: Settings) -> AsyncIterator[None]:
    """Serve the address that WeChat calls, in a process without other HTTP doors.

    Raises:
        CommandError: The port is in use.
    """
    if bot is None:
        yield
        return
    door = listen(settings.host, settings.port)
    app = FastAPI(openapi_url=None)
    app.include_router(bot.routes())
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    server = _Beside(config)
    serving = asyncio.create_task(server.serve(sockets=[door]), name="wechat callbacks")
    try:
        yield
    finally:
        server.should_exit = True
        await serving
