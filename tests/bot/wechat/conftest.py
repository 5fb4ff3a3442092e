"""The real door, inbox and courier, between a WeChat of our own and a tracker at the wire."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from wechatpy.crypto import WeChatCrypto

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.delivery.replies import Replies
from bot.inbox.receive import Receiver
from bot.wechat.account import Account, aes_key
from bot.wechat.bot import WechatBot
from bot.wechat.xml import read_xml
from tests.bot.inbox.conftest import plain_dialogue, tracker
from tests.bot.inbox.wire import Clock, WireTracker
from tests.fakes.wechat import AES_KEY, APP_ID, SECRET, TOKEN, Cloud, signature

__all__ = ["plain_dialogue", "tracker"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


def account(*keys: str, template: str | None = None) -> Account:
    return Account(
        app_id=APP_ID,
        secret=SECRET,
        token=TOKEN,
        aes_keys=tuple(aes_key(key, "KEY") for key in keys),
        template_id=template,
    )


@dataclass
class Phone:
    """WeChat's side of the callbacks: signs them, and reads the answers."""

    app: FastAPI
    http: httpx.AsyncClient
    clock: Clock
    receiver: Receiver
    bot: WechatBot
    nonces: int = 0

    def query(self, *parts: str, **changed: str) -> dict[str, str]:
        self.nonces += 1
        stamp, nonce = str(self.now), f"n{self.nonces}"
        name = "msg_signature" if parts else "signature"
        made = {"timestamp": stamp, "nonce": nonce, name: signature(stamp, nonce, *parts)}
        return made | changed

    @property
    def now(self) -> int:
        return int(self.clock().timestamp())

    async def post(self, body: str | bytes, query: dict[str, str] | None = None) -> httpx.Response:
        return await self.http.post("/wechat", params=query or self.query(), content=body)

    async def hang_up(self, body: str) -> None:
        """Send a callback and be gone before its answer."""
        coming: list[dict[str, Any]] = [{"type": "http.request", "body": body.encode()}]

        async def receive() -> dict[str, Any]:
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(_: Any) -> None:
            return

        query = str(httpx.QueryParams(self.query())).encode()
        scope = {"type": "http", "method": "POST", "path": "/wechat", "query_string": query}
        await self.app({**scope, "headers": []}, receive, send)

    async def say(self, body: str) -> str:
        """The words of the passive answer; empty when there are none."""
        answer = await self.post(body)
        assert answer.status_code == 200, answer.text
        return read_xml(answer.content)["Content"] if answer.content else ""

    async def say_sealed(self, body: str, key: str, outside: str = "") -> httpx.Response:
        """The same, encrypted by wechatpy; `outside` is the readable part of compatible mode."""
        self.nonces += 1
        stamp, nonce = str(self.now), f"s{self.nonces}"
        sealed = WeChatCrypto(TOKEN, key, APP_ID).encrypt_message(body, nonce, stamp)
        encrypted = sealed.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        query = {
            "timestamp": stamp,
            "nonce": nonce,
            "signature": signature(stamp, nonce),
            "msg_signature": signature(stamp, nonce, encrypted),
            "encrypt_type": "aes",
        }
        whole = f"<xml>{outside}<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        return await self.post(whole, query)

    def inside(self, openid: str) -> list[str]:
        """What the person's transcript says."""
        known = self.receiver.transcript.find(Platform.wechat, openid)
        return [line.text for line in self.receiver.transcript.lines(known)] if known else []


Begin = Callable[..., Phone]


@pytest.fixture
async def begin(
    database: Database, keys: Keyring, tracker: WireTracker, clock: Clock, cloud: Cloud
) -> AsyncIterator[Begin]:
    """Begins an account, plain unless keys are named."""
    begun: list[Phone] = []

    def make(*aes: str, template: str | None = None, in_time: float = 4.0) -> Phone:
        bot = WechatBot(
            account(*aes, template=template),
            database,
            keys,
            clock,
            http=cloud.client(),
            in_time=in_time,
        )
        receiver = Receiver(database, keys, tracker.client, clock, {Platform.wechat: bot.fetch})
        bot.start(receiver, Replies(receiver, [bot.courier], clock))
        app = FastAPI()
        app.include_router(bot.routes())
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        http = httpx.AsyncClient(transport=transport, base_url="http://city.test")
        begun.append(Phone(app, http, clock, receiver, bot))
        return begun[-1]

    yield make
    for phone in begun:
        await phone.bot.stop()
        await phone.http.aclose()


@pytest.fixture
async def phone(begin: Begin, plain_dialogue: None) -> Phone:
    return begin()


@pytest.fixture
async def sealed_phone(begin: Begin, plain_dialogue: None) -> Phone:
    return begin(AES_KEY)
