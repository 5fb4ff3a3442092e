"""A small HTTP server for a bot process to which Telegram brings its updates."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from api.kit.settings import Settings
from bot.root.doors import listen
from bot.root.fronts import Bots

_SECONDS_TO_END = 5


class _Server(uvicorn.Server):
    """Leaves signals to the process it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


@asynccontextmanager
async def hooked(settings: Settings, bots: Bots) -> AsyncIterator[None]:
    """Serve the bots' webhooks, if they have any, and whether we are alive."""
    hooks = bots.hooks()
    if not hooks:
        yield
        return
    app = FastAPI(openapi_url=None)
    for hook in hooks:
        app.include_router(hook)

    @app.get("/healthz")
    def _alive() -> PlainTextResponse:
        return PlainTextResponse("ok")

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listen(settings.host, settings.port)]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
