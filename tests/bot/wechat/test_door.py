"""Callbacks through the real application: who is let in, and who is not."""

import logging
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI
from wechatpy.crypto import WeChatCrypto

from api.kit.database import Database
from api.kit.keys import Keyring
from bot.delivery.replies import Replies
from bot.inbox.receive import Receiver
from bot.wechat.account import Account, aes_key
from bot.wechat.bot import WechatBot
from bot.wechat.crypto import close_envelope
from bot.wechat.xml import read_xml
from tests.bot.inbox.wire import Clock, WireTracker
from tests.bot.wechat.conftest import Begin, Phone
from tests.bot.wechat.test_crypto import SAMPLE_ENCRYPT, SAMPLE_KEY
from tests.fakes.wechat import (
    ACCOUNT,
    AES_KEY,
    APP_ID,
    OLD_AES_KEY,
    OPENID,
    SECRET,
    TOKEN,
    Cloud,
    signature,
    text,
)


async def test_the_consoles_trial_is_answered_with_its_own_words(phone: Phone) -> None:
    query = phone.query(echostr="5916158174571217623")

    answer = await phone.http.get("/wechat", params=query)

    assert (answer.status_code, answer.text) == (200, "5916158174571217623")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"signature": "签"},
        {"timestamp": "1795000000"},
        {"nonce": "other"},
    ],
)
async def test_a_trial_that_is_signed_otherwise_is_refused(
    phone: Phone, changed: dict[str, str]
) -> None:
    answer = await phone.http.get("/wechat", params=phone.query(echostr="<b>7</b>", **changed))

    assert answer.status_code == 403
    assert "7" not in answer.text


async def test_a_trial_whose_words_are_encrypted_is_answered_in_clear(begin: Begin) -> None:
    phone = begin(AES_KEY)
    sealed = close_envelope("5916158174571217623", APP_ID, aes_key(AES_KEY, "KEY"))
    foreign = close_envelope("7", "wx0000000000000000", aes_key(AES_KEY, "KEY"))

    answer = await phone.http.get("/wechat", params=phone.query(sealed, echostr=sealed))
    forged = await phone.http.get("/wechat", params=phone.query("other", echostr=sealed))
    others = await phone.http.get("/wechat", params=phone.query(foreign, echostr=foreign))

    assert (answer.status_code, answer.text) == (200, "5916158174571217623")
    assert (forged.status_code, others.status_code) == (403, 403)


async def test_a_plain_message_is_answered_to_its_sender(phone: Phone) -> None:
    answer = await phone.post(text("你好", 1, phone.now))

    fields = read_xml(answer.content)
    assert fields["ToUserName"] == OPENID
    assert fields["FromUserName"] == ACCOUNT
    assert fields["MsgType"] == "text"
    assert fields["Content"] == "1 你好"
    assert fields["CreateTime"] == str(phone.now)


@pytest.mark.parametrize("key", [AES_KEY, OLD_AES_KEY])
async def test_an_encrypted_message_is_answered_with_the_key_it_came_with(
    begin: Begin, plain_dialogue: None, key: str
) -> None:
    phone = begin(AES_KEY, OLD_AES_KEY)

    answer = await phone.say_sealed(text("你好", 1, phone.now), key)

    assert answer.status_code == 200
    fields = read_xml(answer.content)
    signed = (fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"])
    opened = WeChatCrypto(TOKEN, key, APP_ID).decrypt_message(answer.text, *signed)
    assert "<Content><![CDATA[1 你好]]></Content>" in opened


async def test_a_key_that_was_put_away_opens_nothing(sealed_phone: Phone) -> None:
    phone = sealed_phone
    answer = await phone.say_sealed(text("你好", 1, phone.now), OLD_AES_KEY)

    assert answer.status_code == 403
    assert phone.inside(OPENID) == []


async def test_of_a_compatible_message_only_the_encrypted_part_is_believed(
    sealed_phone: Phone,
) -> None:
    phone = sealed_phone
    outside = text("假的", 2, phone.now)[5:-6]

    answer = await phone.say_sealed(text("真的", 1, phone.now), AES_KEY, outside)

    assert answer.status_code == 200
    assert phone.inside(OPENID) == ["真的", "1 真的"]


async def test_plain_words_are_refused_where_encryption_was_chosen_and_the_other_way_round(
    begin: Begin, plain_dialogue: None
) -> None:
    plain, safe = begin(), begin(AES_KEY)

    to_safe = await safe.post(text("你好", 1, safe.now))
    to_plain = await plain.say_sealed(text("你好", 1, plain.now), AES_KEY)

    assert (to_safe.status_code, to_plain.status_code) == (403, 403)
    assert to_safe.text == "plain, but JIESU_WECHAT_AES_KEY is set"
    assert to_plain.text == "encrypted, but JIESU_WECHAT_AES_KEY is not set"
    assert plain.inside(OPENID) == []


@pytest.mark.parametrize("off", [-301, 301, -86400])
async def test_a_stale_or_future_timestamp_is_refused(phone: Phone, off: int) -> None:
    stamp = str(phone.now + off)
    query = {"timestamp": stamp, "nonce": "n", "signature": signature(stamp, "n")}

    answer = await phone.post(text("你好", 1, phone.now), query)

    assert (answer.status_code, answer.text) == (403, "stale timestamp")


@pytest.mark.parametrize("off", [-300, 300])
async def test_a_clock_may_be_five_minutes_off(phone: Phone, off: int) -> None:
    stamp = str(phone.now + off)
    query = {"timestamp": stamp, "nonce": "n", "signature": signature(stamp, "n")}

    assert (await phone.post(text("你好", 1, phone.now), query)).status_code == 200


@pytest.mark.parametrize("stamp", ["", "now", "-1", "1e9", "9" * 60])
async def test_a_timestamp_that_is_none_is_refused(phone: Phone, stamp: str) -> None:
    query = {"timestamp": stamp, "nonce": "n", "signature": signature(stamp, "n")}

    assert (await phone.post(text("你好", 1, phone.now), query)).status_code == 403


async def test_a_signature_that_was_seen_carries_no_other_words(
    begin: Begin, plain_dialogue: None
) -> None:
    one, other_process = begin(), begin()
    query = one.query()
    assert (await one.post(text("你好", 1, one.now), query)).status_code == 200

    forged = await other_process.post(text("假的", 2, one.now), query)

    assert (forged.status_code, forged.text) == (403, "signature used before")
    assert one.inside(OPENID) == ["你好", "1 你好"]


async def test_a_signature_cut_elsewhere_is_the_same_signature(phone: Phone) -> None:
    stamp = str(phone.now)
    query = {"timestamp": stamp, "nonce": "0", "signature": signature(stamp, "0")}
    cut = {"timestamp": f"0{stamp}", "nonce": "", "signature": query["signature"]}
    assert signature(cut["timestamp"], "") == query["signature"]
    assert (await phone.post(text("你好", 1, phone.now), query)).status_code == 200

    assert (await phone.post(text("假的", 2, phone.now), cut)).status_code == 403
    assert phone.inside(OPENID) == ["你好", "1 你好"]


async def test_the_same_callback_again_is_a_retry_and_changes_nothing(phone: Phone) -> None:
    query, body = phone.query(), text("你好", 1, phone.now)
    assert (await phone.post(body, query)).content

    again = await phone.post(body, query)

    assert (again.status_code, again.content) == (200, b"")
    assert phone.inside(OPENID) == ["你好", "1 你好"]


async def test_an_encrypted_callback_again_changes_nothing(sealed_phone: Phone) -> None:
    phone = sealed_phone
    for _ in range(3):
        assert (await phone.say_sealed(text("你好", 1, phone.now), AES_KEY)).status_code == 200

    assert phone.inside(OPENID) == ["你好", "1 你好"]


async def test_what_was_seen_is_forgotten_when_its_timestamp_is_stale(
    phone: Phone, clock: Clock, database: Database
) -> None:
    await phone.say(text("一", 1, phone.now))
    clock.pass_seconds(3600)
    await phone.say(text("二", 2, phone.now))

    with database.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM wechat_callback").scalar()
    assert kept == 1


async def test_a_wrong_signature_stores_nothing(
    phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = await phone.post(text("你好", 1, phone.now), phone.query(signature="0" * 40))

    assert (answer.status_code, answer.text) == (403, "wrong signature")
    assert phone.inside(OPENID) == []
    assert OPENID not in caplog.text


async def test_a_signature_over_another_envelope_is_refused(sealed_phone: Phone) -> None:
    phone = sealed_phone
    query = phone.query("another", encrypt_type="aes")

    answer = await phone.post(f"<xml><Encrypt>{SAMPLE_ENCRYPT}</Encrypt></xml>", query)

    assert answer.status_code == 403


async def test_an_oversized_body_is_refused_before_it_is_read(phone: Phone) -> None:
    answer = await phone.post(text("长" * 60_000, 1, phone.now))

    assert answer.status_code == 413
    assert phone.inside(OPENID) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<xml>",
        '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Content>&b;</Content></xml>',
        "<xml><MsgType>text</MsgType><Content>谁</Content></xml>",
        "<xml><FromUserName>a b</FromUserName><MsgType>text</MsgType></xml>",
    ],
)
async def test_what_can_not_be_read_is_a_bad_request(phone: Phone, body: str) -> None:
    assert (await phone.post(body)).status_code == 400


async def test_nothing_is_taken_before_the_start(
    database: Database, keys: Keyring, clock: Clock, cloud: Cloud
) -> None:
    account = Account(app_id=APP_ID, secret=SECRET, token=TOKEN)
    app = FastAPI()
    bot = WechatBot(account, database, keys, clock, http=cloud.client())
    app.include_router(bot.routes())
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://city.test") as http:
        assert (await http.post("/wechat", content="<xml/>")).status_code == 503
    await bot.stop()


async def test_tencents_sample_message_comes_through_the_whole_door(
    database: Database, keys: Keyring, tracker: WireTracker, cloud: Cloud, plain_dialogue: None
) -> None:
    account = Account(
        app_id="wx2c2769f8efd9abc2",
        secret=SECRET,
        token="spamtest",
        aes_keys=(aes_key(SAMPLE_KEY, "KEY"),),
    )
    clock = Clock()
    clock.at = datetime.fromtimestamp(1409735670, UTC)
    bot = WechatBot(account, database, keys, clock, http=cloud.client())
    receiver = Receiver(database, keys, tracker.client, clock)
    bot.start(receiver, Replies(receiver, [bot.courier], clock))
    app = FastAPI()
    app.include_router(bot.routes())
    phone = Phone(
        app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://city.test"),
        clock,
        receiver,
        bot,
    )
    query = {
        "timestamp": "1409735669",
        "nonce": "1320562132",
        "msg_signature": "5d197aaffba7e9b25a30732f161a50dee96bd5fa",
        "encrypt_type": "aes",
    }

    answer = await phone.post(f"<xml><Encrypt>{SAMPLE_ENCRYPT}</Encrypt></xml>", query)

    assert answer.status_code == 200
    assert phone.inside("oyORnuP8q7ou2gfYjqLzSIWZf0rs") == ["abcdteT", "1 abcdteT"]
    await bot.stop()
    await phone.http.aclose()
