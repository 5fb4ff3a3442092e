"""WeChat's server API: calls with the access token, and pictures with a guard."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.inbox.ports import Sealer, Storage
from bot.wechat.account import Account
from bot.wechat.tokens import Tokens

LARGEST = 20 * 1024 * 1024
"""Bytes of a picture; the tracker takes no more."""
_SECONDS = 8
_STALE_TOKEN = frozenset({40001, 40014, 42001})
"""Invalid credential, invalid access_token, access_token expired."""
_PICTURE_HOSTS = re.compile(r"(?:[a-z0-9-]+\.)*(?:qpic\.cn|qlogo\.cn)")
"""Where WeChat keeps the pictures that `PicUrl` names."""
_WEB_PORTS = (None, 80, 443)


class WechatError(Exception):
    """WeChat refused a call; its own message may quote an OpenID and is left out."""

    def __init__(self, code: int) -> None:
        """Bind WeChat's `errcode`."""
        super().__init__(f"errcode {code}")
        self.code = code


class WechatApi:
    """The calls that the product needs of one account."""

    def __init__(
        self,
        account: Account,
        storage: Storage,
        sealer: Sealer,
        now: Callable[[], datetime],
        http: httpx.AsyncClient | None = None,
    ) -> None:
        """Bind the account and where its token is kept; `http` is another wire for tests."""
        self._account = account
        self._base = account.api_base.rstrip("/")
        self._http = http or httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False)
        self._tokens = Tokens(account.app_id, storage, sealer, now, self._new_token)

    async def call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """POST with the token; one that ran out is renewed once.

        Raises:
            WechatError: WeChat refused.
            OSError: It did not answer.
        """
        token = await self._tokens.get()
        try:
            return await self._post(path, body, {"access_token": token})
        except WechatError as refusal:
            if refusal.code not in _STALE_TOKEN:
                raise
        await self._tokens.drop(token)
        return await self._post(path, body, {"access_token": await self._tokens.get()})

    async def media(self, media_id: str) -> bytes:
        """A picture by its id.

        Raises:
            WechatError: It is gone, or the account may not ask.
            OSError: WeChat did not answer.
            ValueError: It is larger than we take.
        """
        token = await self._tokens.get()
        try:
            return await self._media(media_id, token)
        except WechatError as refusal:
            if refusal.code not in _STALE_TOKEN:
                raise
        await self._tokens.drop(token)
        return await self._media(media_id, await self._tokens.get())

    async def picture(self, url: str) -> bytes:
        """A picture by the address in a message, from WeChat's own hosts alone.

        Raises:
            OSError: The host did not answer.
            ValueError: Another host, no picture there, or larger than we take.
        """
        if not self._is_wechats(url):
            raise ValueError("not a host of WeChat")
        status, _, data = await self._get(url, {})
        if status != httpx.codes.OK:
            raise ValueError(f"status {status}")
        return data

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    async def _new_token(self) -> tuple[str, int]:
        body = {
            "grant_type": "client_credential",
            "appid": self._account.app_id,
            "secret": self._account.secret,
            "force_refresh": False,
        }
        answer = await self._post("/cgi-bin/stable_token", body, {})
        try:
            return str(answer["access_token"]), int(answer["expires_in"])
        except (KeyError, TypeError, ValueError):
            raise ConnectionError("WeChat gave no token") from None

    async def _media(self, media_id: str, token: str) -> bytes:
        asked = {"access_token": token, "media_id": media_id}
        status, kind, data = await self._get(f"{self._base}/cgi-bin/media/get", asked)
        if kind.startswith(("application/json", "text/")):
            _checked(data)
            raise ValueError("no picture")
        if status != httpx.codes.OK:
            raise ConnectionError(f"status {status}")
        return data

    async def _post(
        self, path: str, body: dict[str, Any], params: dict[str, str]
    ) -> dict[str, Any]:
        # WeChat shows \u escapes as they stand, so the text travels as itself.
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = {"content-type": "application/json; charset=utf-8"}
        try:
            answer = await self._http.post(
                self._base + path, params=params, content=content, headers=headers
            )
        except httpx.HTTPError as fault:  # its message holds the address with the token
            raise ConnectionError(type(fault).__name__) from None
        return _checked(answer.content)

    async def _get(self, url: str, params: dict[str, str]) -> tuple[int, str, bytes]:
        data = bytearray()
        try:
            async with self._http.stream("GET", url, params=params or None) as answer:
                async for chunk in answer.aiter_bytes():
                    data += chunk
                    if len(data) > LARGEST:
                        raise ValueError("too large")
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise ConnectionError(type(fault).__name__) from None
        return answer.status_code, answer.headers.get("content-type", ""), bytes(data)

    def _is_wechats(self, url: str) -> bool:
        try:
            there, base = urlsplit(url), urlsplit(self._base)
            port = there.port
        except ValueError:
            return False
        if (there.scheme, there.netloc) == (base.scheme, base.netloc):
            return True
        known = _PICTURE_HOSTS.fullmatch((there.hostname or "").lower()) is not None
        plain = there.username is None and there.password is None
        return there.scheme in {"http", "https"} and known and plain and port in _WEB_PORTS


def _checked(content: bytes) -> dict[str, Any]:
    """WeChat's answer, if it is one and no refusal."""
    try:
        answer = json.loads(content)
    except ValueError:
        raise ConnectionError("WeChat answered with something else") from None
    if not isinstance(answer, dict):
        raise ConnectionError("WeChat answered with something else")
    code = answer.get("errcode", 0)
    if code:
        raise WechatError(int(code))
    return answer
