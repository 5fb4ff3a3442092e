"""What is pushed to officers' chats: duty paging, breaches, the morning; and to whom no more."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from api.contract.codes import Platform
from api.people.officers import by_login, create_officer
from api.people.staffchat import bind, make_code
from bot.delivery.drain import Drain
from bot.root.ticking import tick
from bot.staff.bot import StaffBot
from bot.web.courier import WebCourier
from tests.bot.staff.reading import keys_of, plain
from tests.fakes import updates
from tests.fakes.clock import SHANGHAI
from tests.fakes.telegram import TOKEN, PtbWire, Telegram
from tests.journeys.conftest import Citizen, Product

DUTY, BOSS, TOP, HANDLER = 100, 200, 300, 400
_ILL = "我们一家四口在福田区景田北街的老陈记牛肉火锅吃完上吐下泻 老人已经送医院输液了"


@dataclass
class Phones:
    """The officers' bot over the product, and what each phone shows."""

    product: Product
    staff: StaffBot
    telegram: Telegram
    drain: Drain
    count: int = 0

    async def pass_on(self) -> None:
        """Tick once and deliver all that waits."""
        tick(self.product.rooms.works, "w", self.product.rooms.city)
        while await self.drain.drain_once():
            pass

    def shown(self, chat: int) -> list[str]:
        return [plain(one) for one in self.telegram.sent() if one["chat_id"] == str(chat)]

    async def press(self, chat: int, label: str) -> None:
        """Press a button of the newest message that has it."""
        self.count += 1
        sent = [one for one in self.telegram.sent() if one["chat_id"] == str(chat)]
        keyed = [
            keys_of(one) for one in sent if "inline_keyboard" in (one.get("reply_markup") or {})
        ]
        payload = next(keys[label] for keys in reversed(keyed) if label in keys)
        await self.staff.feed(updates.press(self.count, payload, chat=chat))

    async def say(self, chat: int, words: str) -> str:
        self.count += 1
        await self.staff.feed(updates.text(self.count, words, chat=chat))
        return self.shown(chat)[-1]


@pytest.fixture
async def phones(product: Product) -> AsyncIterator[Phones]:
    rooms, telegram = product.rooms, Telegram()
    with rooms.works.write() as work:
        create_officer(
            work, login="top", name="top", office="SZ", roles=["supervisor"], password="x" * 12
        )
        for login, chat in (("onduty", DUTY), ("boss", BOSS), ("top", TOP), ("lianhua", HANDLER)):
            officer = by_login(work, login)
            assert officer is not None
            bind(work, make_code(work, officer.id), str(chat), login)
    staff = StaffBot(
        TOKEN,
        "https://api.invalid",
        rooms.client(),
        product.clock,
        storage=rooms.database,
        sealer=rooms.keys,
        request=PtbWire(telegram),
    )
    couriers = [staff.courier, WebCourier(product.receiver)]
    yield Phones(product, staff, telegram, Drain(rooms.client(), couriers, product.receiver))
    await staff.stop()


async def _report(citizen: Citizen) -> None:
    for words in ("举报福田区景田北街老陈记牛肉火锅后厨有老鼠", "第一个", "匿名"):
        await citizen.say(words)


async def test_an_emergency_pages_the_duty_officer_until_somebody_confirms(
    phones: Phones,
) -> None:
    citizen = await phones.product.citizen()
    await citizen.say(_ILL)
    (case,) = await citizen.cases()
    await phones.pass_on()
    assert "🚨 紧急" in phones.shown(DUTY)[-1]
    assert case["number"] in phones.shown(DUTY)[-1]
    assert phones.shown(TOP) == []

    phones.product.clock.advance(minutes=6)
    await phones.pass_on()
    assert "🔔 再次提醒" in phones.shown(DUTY)[-1]
    assert phones.shown(TOP) == []

    phones.product.clock.advance(minutes=31)
    await phones.pass_on()
    assert any("还没有人确认" in one for one in phones.shown(TOP))

    await phones.press(TOP, "确认收到")
    assert "✅ 已确认接手" in phones.shown(TOP)[-1]
    await phones.pass_on()
    assert "已有人接手" in phones.shown(DUTY)[-1]
    before = len(phones.shown(DUTY))
    phones.product.clock.advance(minutes=6)
    await phones.pass_on()
    later = phones.shown(DUTY)[before:]
    assert not any("还没有人确认" in one for one in later)
    await phones.press(DUTY, "确认收到")
    assert "办不了了" in phones.shown(DUTY)[-2]
    assert "top，" in phones.shown(DUTY)[-2]


async def test_a_breach_reaches_the_supervisor_and_so_does_the_morning(phones: Phones) -> None:
    citizen = await phones.product.citizen()
    await citizen.say("昨晚在福田区景田北街「老陈记牛肉火锅」吃的，锅里有虫，花了380块，我要退钱")
    await citizen.say("第一个")
    await citizen.say("林女士，林晓，13800138000 地址福田区景田花园3栋")
    await citizen.say("提交")
    (case,) = await citizen.cases()
    await phones.pass_on()
    assert "📥 新件" in phones.shown(HANDLER)[-1]

    phones.product.clock.set(datetime(2026, 12, 2, 0, 5, tzinfo=SHANGHAI))
    await phones.pass_on()
    assert any("❗ 已超期" in one for one in phones.shown(HANDLER))
    assert any("❗ 超期上报" in one and case["number"] in one for one in phones.shown(BOSS))

    phones.product.clock.set(datetime(2026, 12, 2, 8, 31, tzinfo=SHANGHAI))
    await phones.pass_on()
    await phones.pass_on()
    for chat, times in ((BOSS, 1), (TOP, 1), (HANDLER, 0)):
        digests = [one for one in phones.shown(chat) if "12月2日工作提要" in one]
        assert len(digests) == times
        assert all("❗ 已超期 1 件" in one and case["number"] in one for one in digests)
    await phones.press(BOSS, "打开待办")
    assert case["number"] in phones.telegram.sent("editMessageText")[-1]["text"]
    said = "\n".join(str(one["text"]) for one in phones.telegram.sent())
    assert not any(secret in said for secret in ("林晓", "13800138000", "景田花园"))


async def test_a_deactivated_officer_loses_everything_at_once(phones: Phones) -> None:
    citizen = await phones.product.citizen()
    await _report(citizen)
    (case,) = await citizen.cases()
    await phones.pass_on()
    assert len(phones.shown(HANDLER)) == 1
    assert case["number"] in await phones.say(HANDLER, "我的待办")
    await phones.press(HANDLER, "立案")
    await citizen.say(f"补充 {case['number']} 今天又看到老鼠了")
    with phones.product.rooms.works.write() as work:
        officer = by_login(work, "lianhua")
        assert officer is not None
        officer.active = False
        work.session.add(officer)

    before = len(phones.shown(HANDLER))
    await phones.pass_on()
    assert len(phones.shown(HANDLER)) == before
    assert "/bind" in await phones.say(HANDLER, "我的待办")
    assert "/bind" in await phones.say(HANDLER, case["number"])
    await phones.press(HANDLER, "请对方补充")
    assert "/bind" in phones.shown(HANDLER)[-1]
    (still,) = await citizen.cases()
    assert still["question"] is None


async def test_a_chat_that_blocked_the_bot_is_told_of_at_the_desk_and_left_alone(
    phones: Phones,
) -> None:
    phones.telegram.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    citizen = await phones.product.citizen()
    await _report(citizen)
    await phones.pass_on()
    handler = await phones.product.officer("lianhua")
    notices = await handler.page("/desk/notices")
    assert "聊天收不到工作机器人的消息，已解除绑定" in notices
    assert "新案件分派给您" in notices
    assert phones.staff.courier.platform is Platform.staff
    before = len(phones.telegram.sent())
    await citizen.say("再补充一点，后厨还有蟑螂")
    await phones.pass_on()
    assert len(phones.telegram.sent()) == before
