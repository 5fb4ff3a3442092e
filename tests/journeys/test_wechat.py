"""A whole complaint over WeChat: from following the account to the result, and after leaving."""

import io
import re
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from PIL import Image
from wechatpy.crypto import WeChatCrypto

from api.cases.verify import verify
from api.console.words import undelivered
from api.contract.codes import Platform
from bot.delivery.drain import Drain
from bot.delivery.replies import Replies
from bot.inbox.receive import Receiver
from bot.root.fronts import Bots, couriers
from bot.wechat.account import Account, aes_key
from bot.wechat.bot import WechatBot
from bot.wechat.courier import CLOSED, UNFOLLOWED
from bot.wechat.xml import read_xml
from bot.wording import wechat as sentences
from tests.fakes.wechat import (
    AES_KEY,
    APP_ID,
    OPENID,
    SECRET,
    TOKEN,
    Cloud,
    event,
    message,
    signature,
    text,
)
from tests.journeys.conftest import Product

_COMPLAINT = (
    "昨晚在福田区景田北街「老陈记牛肉火锅」吃的，锅里有虫，花了380块，"
    "我要退钱，也请你们去查他们后厨！"
)


class Follower:
    """Somebody who writes to the account; what they read is one list."""

    def __init__(self, product: Product, cloud: Cloud) -> None:
        self._product = product
        self._cloud = cloud
        self._count = 0
        self._heard = 0

    async def say(self, words: str) -> str:
        self._count += 1
        return await self.send(text(words, self._count, self.now))

    async def tap(self, key: str) -> str:
        self._product.clock.advance(seconds=1)
        return await self.send(event("CLICK", self.now, EventKey=key))

    async def show(self, media_id: str) -> str:
        self._count += 1
        body = message(OPENID, self.now, MsgType="image", MediaId=media_id, MsgId=self._count)
        return await self.send(body)

    async def send(self, body: str) -> str:
        """A callback as WeChat's safe mode makes it; gives what the person reads at once."""
        stamp, nonce = str(self.now), f"n{self.now}-{self._count}"
        crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
        encrypted = read_xml(crypto.encrypt_message(body, nonce, stamp).encode())["Encrypt"]
        query = {
            "timestamp": stamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": signature(stamp, nonce, encrypted),
        }
        whole = f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        answer = await self._product.http.post("/wechat", params=query, content=whole)
        assert answer.status_code == 200, answer.text
        return self._opened(answer) + "\n".join(self.pushed())

    def _opened(self, answer: httpx.Response) -> str:
        if not answer.content:
            return ""
        fields = read_xml(answer.content)
        signed = (fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"])
        opened = WeChatCrypto(TOKEN, AES_KEY, APP_ID).decrypt_message(answer.text, *signed)
        return read_xml(opened.encode())["Content"]

    def pushed(self) -> list[str]:
        """What came by itself since the last look."""
        said = self._cloud.said()
        new, self._heard = said[self._heard :], len(said)
        return new

    @property
    def now(self) -> int:
        return int(self._product.clock().timestamp())


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


Follow = Callable[..., Follower]


@pytest.fixture
async def follow(product: Product, cloud: Cloud) -> AsyncIterator[Follow]:
    """The product with an official account."""
    begun: list[WechatBot] = []

    def begin(template: str | None = None) -> Follower:
        rooms, clock = product.rooms, product.clock
        account = Account(
            app_id=APP_ID,
            secret=SECRET,
            token=TOKEN,
            aes_keys=(aes_key(AES_KEY, "KEY"),),
            template_id=template,
        )
        bot = WechatBot(account, rooms.database, rooms.keys, clock, http=cloud.client())
        tracker, bots = rooms.client(), Bots(wechat=bot)
        receiver = Receiver(rooms.database, rooms.keys, tracker, clock, bots.fetch())
        ways = couriers(bots, receiver)
        product.drain = Drain(tracker, ways, receiver)
        bot.start(receiver, Replies(receiver, ways, clock))
        rooms.app.include_router(bot.routes())
        begun.append(bot)
        return Follower(product, cloud)

    yield begin
    for bot in begun:
        await bot.stop()


async def _complain(citizen: Follower, cloud: Cloud) -> list[str]:
    """From the first message to the numbers of both cases."""
    assert "食品安全" in await citizen.send(event("subscribe", citizen.now))
    which = await citizen.say(_COMPLAINT)
    assert "分两件办理" in which
    assert "1. " in which
    assert "姓名" in await citizen.say("1")
    summary = await citizen.say("林女士，林晓，13800138000 地址福田区景田花园3栋")
    assert "林晓" in summary
    cloud.media["m1"] = _photo()
    await citizen.show("m1")
    filed = await citizen.say("提交")
    return sorted(set(re.findall(r"SZ-\d{8}-\d{4}", filed)))


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (10, 120, 90)).save(out, "JPEG")
    return out.getvalue()


async def test_a_complaint_travels_from_wechat_to_the_desk_and_its_result_back(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow()
    complaint, report = await _complain(citizen, cloud)

    handler = await product.officer("lianhua")
    page = await handler.page(f"/desk/cases/{complaint}")
    assert OPENID not in page
    assert "13800138000" not in page
    await handler.move(complaint, "accept")
    assert any("已受理" in words for words in citizen.pushed())
    await handler.move(complaint, "ask", text="请补充付款截图")
    assert any("付款截图" in words for words in citizen.pushed())
    await citizen.say("付款截图在这里，微信付的380元")
    assert "微信付的380元" in await handler.page(f"/desk/cases/{complaint}")
    assert complaint in await citizen.tap("cmd:progress")
    await handler.move(complaint, "settle", text="商家退款380元")
    await handler.move(complaint, "close", text="双方已收到调解书")
    await handler.move(report, "not_file", ground="R04-5", text="已现场检查并督促整改")

    said = "\n".join(citizen.pushed())
    for words in ("商家退款380元", "双方已收到调解书", "已现场检查并督促整改"):
        assert words in said
    assert all(len(words.encode()) <= sentences.LIMIT for words in cloud.said())
    with product.rooms.works.read() as work:
        assert list(verify(work)) == []


async def test_a_result_after_two_days_calls_the_person_back_and_is_read_then(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow(template="TM1")
    complaint, _ = await _complain(citizen, cloud)
    handler = await product.officer("lianhua")
    product.clock.advance(hours=49)
    handler = await product.officer("lianhua")
    cloud.fail("/cgi-bin/message/custom/send", 45015)

    await handler.move(complaint, "accept")

    called = cloud.sent("/cgi-bin/message/template/send")
    assert [body["data"]["character_string1"]["value"] for body in called] == [complaint]
    assert "未能送达" not in await handler.page("/desk/notices")
    citizen.pushed()
    assert "已受理" in await citizen.say("在吗")


async def test_a_result_that_can_not_be_sent_is_told_to_the_handler_with_its_reason(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow()
    complaint, _ = await _complain(citizen, cloud)
    product.clock.advance(hours=49)
    handler = await product.officer("lianhua")
    cloud.fail("/cgi-bin/message/custom/send", 45015)

    await handler.move(complaint, "accept")

    assert complaint in await handler.page("/desk/notices")
    assert undelivered(CLOSED) in await handler.page(f"/desk/cases/{complaint}")
    citizen.pushed()
    assert "已受理" in await citizen.say("在吗")
    await handler.move(complaint, "ask", text="请补充付款截图")
    assert any("付款截图" in words for words in citizen.pushed())
    with product.rooms.works.read() as work:
        assert list(verify(work)) == []


async def test_who_left_the_account_is_reached_otherwise(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow()
    complaint, _ = await _complain(citizen, cloud)
    await citizen.send(event("unsubscribe", citizen.now))
    handler = await product.officer("lianhua")
    cloud.fail("/cgi-bin/message/custom/send", 43004)

    await handler.move(complaint, "accept")

    assert undelivered(UNFOLLOWED) in await handler.page(f"/desk/cases/{complaint}")


async def test_an_openid_lies_nowhere_in_clear(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow()
    await _complain(citizen, cloud)
    known = product.rooms.database

    kept = []
    with known.engine.connect() as connection:
        from sqlalchemy import inspect

        for table in inspect(known.engine).get_table_names():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            kept += [str(value) for row in rows for value in row]
    assert kept
    assert not [value for value in kept if OPENID in value]
    assert Platform.wechat.value in kept


async def test_the_menus_complaint_asks_what_happened(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow()
    await citizen.send(event("subscribe", citizen.now))

    assert "直接说事情" in await citizen.tap("cmd:go_on")
    assert "工作人员" in await citizen.tap("cmd:person")


async def test_following_again_in_the_middle_loses_nothing(
    product: Product, cloud: Cloud, follow: Follow
) -> None:
    citizen = follow()
    await citizen.say("牛奶是酸的")

    assert "哪一家" in await citizen.send(event("SCAN", citizen.now, EventKey="7"))
