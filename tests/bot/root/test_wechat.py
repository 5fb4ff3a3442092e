"""The official account of the settings, and its door where no other is served."""

import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.settings import Settings
from bot.root.failing import CommandError
from bot.root.fronts import Bots
from bot.root.hooked import hooked
from bot.root.options import describe
from bot.root.wechat import make_wechat
from tests.fakes.wechat import AES_KEY, APP_ID, SECRET, TOKEN

_WHOLE = {
    "JIESU_WECHAT_APP_ID": APP_ID,
    "JIESU_WECHAT_SECRET": SECRET,
    "JIESU_WECHAT_TOKEN": TOKEN,
    "JIESU_WECHAT_AES_KEY": AES_KEY,
}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Nothing is stored here."""
    return f"sqlite:///{tmp_path / 'jiesu.db'}"


def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **changed: Any) -> Settings:
    for name, value in (_WHOLE | changed).items():
        monkeypatch.setenv(name, str(value))
    return Settings(data_dir=tmp_path)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"JIESU_WECHAT_SECRET": ""}, "JIESU_WECHAT_SECRET is not set"),
        ({"JIESU_WECHAT_TOKEN": ""}, "JIESU_WECHAT_TOKEN is not set"),
        ({"JIESU_WECHAT_TOKEN": "with blank"}, "JIESU_WECHAT_TOKEN must be"),
        ({"JIESU_WECHAT_AES_KEY": "short"}, "JIESU_WECHAT_AES_KEY must be 43"),
        ({"JIESU_WECHAT_OLD_AES_KEY": "short"}, "JIESU_WECHAT_OLD_AES_KEY must be 43"),
        ({"JIESU_WECHAT_TEMPLATE_FIELDS": "one,two"}, "JIESU_WECHAT_TEMPLATE_FIELDS must be"),
        ({"JIESU_WECHAT_API": "ftp://x"}, "JIESU_WECHAT_API must be"),
    ],
)
def test_what_is_missing_or_malformed_is_named(
    database: Database,
    keys: Keyring,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    changed: dict[str, str],
    told: str,
) -> None:
    settings = _settings(monkeypatch, tmp_path, **changed)

    with pytest.raises(ValueError, match=told) as caught:
        make_wechat(settings, database, keys)
    assert SECRET not in str(caught.value)


def test_without_an_app_id_there_is_no_account(
    database: Database, keys: Keyring, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = _settings(monkeypatch, tmp_path, JIESU_WECHAT_APP_ID="")

    assert make_wechat(settings, database, keys) is None


def test_every_setting_is_listed_and_no_secret_is_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = "\n".join(describe(_settings(monkeypatch, tmp_path)))

    assert f"JIESU_WECHAT_APP_ID = {APP_ID}" in listed
    for name in ("SECRET", "TOKEN", "AES_KEY"):
        assert f"JIESU_WECHAT_{name} = (set)" in listed
    for name in ("OLD_AES_KEY", "TEMPLATE_ID", "TEMPLATE_FIELDS", "API"):
        assert f"JIESU_WECHAT_{name} = " in listed
    assert SECRET not in listed
    assert AES_KEY not in listed


async def test_the_door_is_served_alone_and_closed_again(
    database: Database, keys: Keyring, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = _settings(monkeypatch, tmp_path, PORT=port)
    bot = make_wechat(settings, database, keys)
    assert bot is not None

    async with hooked(settings, Bots(wechat=bot)), httpx.AsyncClient() as http:
        address = f"http://127.0.0.1:{port}"
        assert (await http.get(f"{address}/wechat")).text == "wrong signature"
        assert (await http.get(f"{address}/docs")).status_code == 404
        with pytest.raises(CommandError, match="in use"):
            async with hooked(settings, Bots(wechat=bot)):
                pass
    async with hooked(settings, Bots()), httpx.AsyncClient() as http:
        with pytest.raises(httpx.ConnectError):
            await http.get(f"{address}/wechat")
    await bot.stop()
