"""A database is opened only with the key it was begun with; bodies are bounded."""

from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.kit.settings import Settings
from bot.root.failing import CommandError
from bot.root.tracker import build, open_storage


def test_another_key_than_the_first_is_refused(tmp_path: Path, database_url: str) -> None:
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(database_url))
    open_storage(settings)[0].close()
    (tmp_path / "key").unlink()

    with pytest.raises(CommandError, match="master key"):
        open_storage(settings)


@pytest.mark.parametrize("path", ["/v1/understand", "/v1/outbox/claims", "/desk/api/session"])
async def test_a_body_that_no_route_wants_so_long_is_refused(tmp_path: Path, path: str) -> None:
    rooms = build(Settings(data_dir=tmp_path, city="putian", demo=False))
    transport = httpx.ASGITransport(app=rooms.app)

    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.post(path, content=b"{" + b" " * 3_000_000 + b"}")

    assert answer.status_code == 413
    rooms.database.close()
