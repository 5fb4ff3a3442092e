"""A database is opened only with the key it was begun with; bodies are bounded."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api.kit.now import system_now
from api.kit.settings import Settings
from bot.inbox.receive import Receiver
from bot.root.failing import CommandError
from bot.root.serve import add_chat
from bot.root.tracker import build, open_storage


def test_another_key_than_the_first_is_refused(tmp_path: Path, database_url: str) -> None:
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(database_url))
    open_storage(settings)[0].close()
    (tmp_path / "key").unlink()

    with pytest.raises(CommandError, match="master key"):
        open_storage(settings)


_PATHS = ["/v1/understand", "/desk/api/session", "/chat/messages", "/chat/photos", "/"]


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("path", _PATHS)
async def test_a_body_that_no_route_wants_so_long_is_refused_in_words(
    tmp_path: Path, path: str, *, declared: bool
) -> None:
    rooms = build(Settings(data_dir=tmp_path, city="putian", demo=False))
    add_chat(rooms, Receiver(rooms.database, rooms.keys, rooms.client(), system_now))
    photo = path in ("/chat/photos", "/")
    kind = "multipart/form-data; boundary=x" if photo else "application/json"
    accept = "text/html,*/*" if path == "/" else "*/*"

    async def pieces() -> AsyncIterator[bytes]:
        yield b'--x\r\ncontent-disposition: form-data; name="f"; filename="a"\r\n\r\n' * photo
        for _ in range(70):
            yield b" " * 1024 * 1024

    body = b"".join([piece async for piece in pieces()]) if declared else pieces()
    transport = httpx.ASGITransport(app=rooms.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        headers = {"content-type": kind, "accept": accept}
        answer = await http.post(path, content=body, headers=headers)

    assert answer.status_code == 413
    if path == "/":
        assert answer.headers["content-type"].startswith("text/html")
        assert "太大了" in answer.text
        assert "<h1>" in answer.text
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "too_large"
        assert re.search(r"[\u4e00-\u9fff]", answer.json()["detail"])
    assert answer.headers["x-content-type-options"] == "nosniff"
    rooms.database.close()
