"""What WeChat answers to a customer-service message, and what becomes of it."""

import logging
import shutil
from pathlib import Path

import pytest

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Button, Reply
from bot.wechat.bot import WechatBot
from bot.wechat.courier import CALLED_BACK, CLOSED, UNFOLLOWED
from bot.wording import wechat as sentences
from tests.bot.inbox.wire import Clock
from tests.bot.wechat.conftest import account
from tests.fakes.wechat import OPENID, SECRET, Cloud

SEND, TEMPLATE = "/cgi-bin/message/custom/send", "/cgi-bin/message/template/send"
NEWS = Reply(text="您的投诉 **SZ-20261121-0007** 已受理。")


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """What the token is kept in has tests of its own."""
    shutil.copy(sqlite_template, tmp_path / "jiesu.db")
    return f"sqlite:///{tmp_path / 'jiesu.db'}"


@pytest.fixture
def bot(database: Database, keys: Keyring, clock: Clock, cloud: Cloud) -> WechatBot:
    return WechatBot(account(), database, keys, clock, http=cloud.client())


@pytest.fixture
def calling(database: Database, keys: Keyring, clock: Clock, cloud: Cloud) -> WechatBot:
    return WechatBot(account(template="TM1"), database, keys, clock, http=cloud.client())


async def test_a_message_is_delivered_as_plain_text(bot: WechatBot, cloud: Cloud) -> None:
    assert bot.courier.platform is Platform.wechat
    buttons = (Button(label="提交", payload="a"), Button(label="再改改", payload="b"))

    reply = Reply(text="**好**吗", buttons=buttons)

    assert await bot.courier.send(OPENID, reply, "d") == DELIVERED

    assert cloud.sent() == [
        {
            "touser": OPENID,
            "msgtype": "text",
            "text": {"content": "好吗\n回复数字就行：\n1. 提交\n2. 再改改"},
        }
    ]


async def test_a_long_message_goes_in_parts_that_wechat_takes(
    bot: WechatBot, cloud: Cloud
) -> None:
    words = "。".join("很长的一句话" * 9 for _ in range(30))

    assert await bot.courier.send(OPENID, Reply(text=words), "d") == DELIVERED

    said = cloud.said()
    assert len(said) > 2
    assert all(len(part.encode()) <= 2048 for part in said)
    assert "".join(said) == words


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_token_that_ran_out_is_renewed_once(
    bot: WechatBot, cloud: Cloud, code: int
) -> None:
    cloud.fail(SEND, code)

    assert await bot.courier.send(OPENID, NEWS, "d") == DELIVERED

    assert len(cloud.sent("/cgi-bin/stable_token")) == 2
    assert all(body["force_refresh"] is False for body in cloud.sent("/cgi-bin/stable_token"))
    assert len(cloud.sent()) == 2


async def test_a_token_that_another_process_made_stale_is_renewed(
    bot: WechatBot, cloud: Cloud
) -> None:
    await bot.courier.send(OPENID, NEWS, "d")
    cloud.renew()

    assert await bot.courier.send(OPENID, NEWS, "e") == DELIVERED


async def test_a_credential_that_stays_wrong_is_told_after_one_renewal(
    bot: WechatBot, cloud: Cloud
) -> None:
    cloud.fail(SEND, 40001, 40001, 40001)

    outcome = await bot.courier.send(OPENID, NEWS, "d")

    assert outcome == Outcome(reason="errcode 40001")
    assert len(cloud.sent()) == 2


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (43004, Outcome(dead=True, reason=UNFOLLOWED)),
        (40003, Outcome(dead=True, reason="unknown chat")),
        (45015, Outcome(shut=True, reason=CLOSED)),
        (45047, Outcome(shut=True, reason=CLOSED)),
        (48001, Outcome(shut=True, reason="not allowed to write")),
        (45011, Outcome(retry_after=60, reason="flood limit")),
        (45009, Outcome(retry_after=120, reason="flood limit")),
        (-1, Outcome(retry_after=5, reason="busy")),
        (45002, Outcome(reason="errcode 45002")),
    ],
)
async def test_a_refusal_is_an_outcome(
    bot: WechatBot, cloud: Cloud, code: int, expected: Outcome
) -> None:
    cloud.fail(SEND, code)

    assert await bot.courier.send(OPENID, NEWS, "d") == expected


async def test_an_absent_wechat_is_an_outcome_and_tells_no_secret(
    bot: WechatBot, cloud: Cloud, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await bot.courier.send(OPENID, NEWS, "d")
    cloud.away = True

    assert await bot.courier.send(OPENID, NEWS, "d") == Outcome(reason="no answer")

    assert SECRET not in caplog.text
    assert OPENID not in caplog.text


async def test_a_wrong_secret_is_an_outcome(bot: WechatBot, cloud: Cloud) -> None:
    cloud.fail("/cgi-bin/stable_token", 40125)

    assert await bot.courier.send(OPENID, NEWS, "d") == Outcome(reason="errcode 40125")


async def test_a_closed_window_is_knocked_at_with_a_template(
    calling: WechatBot, cloud: Cloud
) -> None:
    cloud.fail(SEND, 45015)

    outcome = await calling.courier.send(OPENID, NEWS, "d")

    assert outcome == Outcome(delivered=True, shut=True, reason=CALLED_BACK)
    assert cloud.sent(TEMPLATE) == [
        {
            "touser": OPENID,
            "template_id": "TM1",
            "data": {
                "character_string1": {"value": "SZ-20261121-0007"},
                "thing2": {"value": "办理有新进展，回复任意内容查看"},
                "time3": {"value": "2026年11月21日 09:00"},
            },
        }
    ]
    assert len(sentences.NEWS) <= 20


async def test_a_template_that_is_refused_leaves_it_to_the_handler(
    calling: WechatBot, cloud: Cloud, caplog: pytest.LogCaptureFixture
) -> None:
    cloud.fail(SEND, 45015)
    cloud.fail(TEMPLATE, 40037)

    outcome = await calling.courier.send(OPENID, NEWS, "d")

    assert outcome == Outcome(shut=True, reason=CLOSED)
    assert "40037" in caplog.text


async def test_small_talk_is_not_worth_a_template(calling: WechatBot, cloud: Cloud) -> None:
    cloud.fail(SEND, 45015)

    outcome = await calling.courier.send(OPENID, Reply(text="是哪一家店？"), "c:3")

    assert outcome == Outcome(shut=True, reason=CLOSED)
    assert cloud.sent(TEMPLATE) == []


async def test_a_template_for_somebody_who_left_tells_that_they_left(
    calling: WechatBot, cloud: Cloud
) -> None:
    cloud.fail(SEND, 45015)
    cloud.fail(TEMPLATE, 43004)

    assert (await calling.courier.send(OPENID, NEWS, "d")).dead
