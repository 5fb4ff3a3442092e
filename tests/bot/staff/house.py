"""The tracker of officers' stories: one application, and a database that begins anew."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import event

from api.kit.settings import Settings
from bot.root.tracker import build
from tests.bot.staff.cast import KEY, START
from tests.bot.staff.stage import Line, Stage
from tests.fakes.clock import SettableClock


class House:
    """The tracker's application, made once; each story gets the database anew."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template, self._path = template, folder / "jiesu.db"
        self.clock = SettableClock(START)
        shutil.copy(template, self._path)
        url = SecretStr(f"sqlite:///{self._path}")
        key = SecretStr(KEY.hex())
        settings = Settings(
            data_dir=folder, city="shenzhen", demo=False, key=key, database_url=url
        )
        self.rooms = build(settings, self.clock)
        # A story survives no crash; waiting for the disk at every line would take minutes.
        event.listen(self.rooms.database.engine, "connect", _hurry)

    @asynccontextmanager
    async def stage(self) -> AsyncIterator[Stage]:
        """A city in which nothing has happened yet."""
        self.rooms.database.close()
        for end in ("-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        shutil.copy(self._template, self._path)
        self.clock.set(START)
        line = Line(self.rooms)
        headers = {"authorization": f"Bearer {self.rooms.keys.service_token()}"}
        async with httpx.AsyncClient(
            transport=line, base_url="http://tracker", headers=headers
        ) as http:
            stage = Stage(self.rooms, self.clock, line, http)
            try:
                yield stage
            finally:
                await stage.leave()


def _hurry(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
