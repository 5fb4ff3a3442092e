"""Which updates are worked, how often, and what becomes of chats that can't be reached."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from api.contract.client import Tracker
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.message import Reply
from bot.staff.bot import StaffBot
from bot.staff.drafts import Draft, Drafts, drop_older, older
from bot.staff.seen import Seen
from bot.staff.sending import Sender
from bot.staff.tables import StaffDraft, StaffUpdate
from tests.bot.staff.conftest import ASK, NOW, NUMBER, Office, a_bot
from tests.bot.staff.reading import keys_of
from tests.fakes import updates
from tests.fakes.clock import SettableClock
from tests.fakes.patience import until
from tests.fakes.telegram import PtbWire, Telegram


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "a_kind_of_next_year": {"x": 1}},
        {"update_id": 5, "message": {"no": "chat"}},
        {"update_id": 5, "edited_message": updates.text(5, NUMBER)["message"]},
        {"update_id": "five", "message": {}},
        {"message": {}},
        {"update_id": 5, "my_chat_member": {}},
        {"update_id": 5, "message": "words"},
        updates.message(5, new_chat_title="标题"),
    ],
)
async def test_an_unknown_or_broken_update_is_passed_over(
    update: updates.Raw, staff: StaffBot, telegram: Telegram
) -> None:
    await staff.feed(update)
    assert telegram.sent() == []


async def test_an_update_is_worked_once_also_by_another_process(
    staff: StaffBot,
    telegram: Telegram,
    tracker: Tracker,
    storage: Database,
    keys: Keyring,
    clock: SettableClock,
) -> None:
    await asyncio.gather(*(staff.feed(updates.text(5, NUMBER)) for _ in range(3)))
    other = a_bot(tracker, storage, keys, clock, request=PtbWire(telegram))
    await other.feed(updates.text(5, NUMBER))
    await other.stop()
    assert len(telegram.sent()) == 1


async def test_what_an_officer_sends_is_worked_in_its_order(
    staff: StaffBot, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = asyncio.Event()
    knows = Seen.knows

    async def slow_for_the_first(self: Seen, update: int) -> bool:
        if update == 5:
            await asyncio.wait([asyncio.create_task(looked.wait())], timeout=0.2)
        else:
            looked.set()
        return await knows(self, update)

    monkeypatch.setattr(Seen, "knows", slow_for_the_first)
    both = (updates.text(5, "我的待办"), updates.text(6, NUMBER))
    await asyncio.gather(*map(staff.feed, both))
    assert ["我的待办" in one["text"] for one in telegram.sent()] == [True, False]


async def test_a_webhook_that_somebody_set_meanwhile_is_taken_away_again(
    staff: StaffBot, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.inbox.polling._FIRST_PAUSE", 0.01)
    telegram.fail("getUpdates", 409, "Conflict: can't use getUpdates while webhook is active")
    telegram.updates = [updates.text(5, NUMBER)]
    await staff.start()
    await until(lambda: not telegram.updates)
    assert len(telegram.sent("deleteWebhook")) == 2


async def test_a_button_that_can_t_be_freed_of_its_clock_is_answered_once_all_the_same(
    staff: StaffBot, telegram: Telegram
) -> None:
    telegram.fail("answerCallbackQuery", 429, "Too Many Requests: retry after 3", retry_after=3)
    await staff.feed(updates.press(5, f"move:accept:{NUMBER}"))
    assert len(telegram.sent("answerCallbackQuery")) == 1
    assert "已受理" in telegram.sent()[-1]["text"]


async def test_ids_of_updates_are_forgotten_when_telegram_has_forgotten_them(
    storage: Database, clock: SettableClock
) -> None:
    seen = Seen(storage)
    await seen.note(1, clock())
    clock.advance(days=3)
    await seen.note(256, clock())
    assert not await seen.knows(1)
    assert await seen.knows(256)


async def test_an_answer_that_was_lost_on_the_way_is_given_when_the_update_comes_again(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    telegram.fail("sendMessage", 502, "Bad Gateway")
    press = updates.press(5, f"move:accept:{NUMBER}")
    with pytest.raises(Exception, match="Bad Gateway"):
        await staff.feed(press)
    await staff.feed(press)
    assert "已受理" in telegram.sent()[-1]["text"]
    assert len({move["key"] for _, move in office.moves}) == 1


async def test_an_update_that_always_fails_is_given_up(
    staff: StaffBot, telegram: Telegram
) -> None:
    for _ in range(3):
        telegram.fail("sendMessage", 502, "Bad Gateway")
        with pytest.raises(Exception, match="Bad Gateway"):
            await staff.feed(updates.text(5, NUMBER))
    telegram.fail("sendMessage", 502, "Bad Gateway")
    await staff.feed(updates.text(5, NUMBER))
    before = len(telegram.sent())
    await staff.feed(updates.text(5, NUMBER))
    assert len(telegram.sent()) == before


def _in_group(update: updates.Raw) -> updates.Raw:
    group = {"id": -100, "type": "supergroup", "title": "所里"}
    holder = update.get("message") or update["callback_query"]["message"]
    holder["chat"] = group
    return update


@pytest.mark.parametrize("update", [updates.text(5, NUMBER), updates.photo(5, "p")])
async def test_a_group_is_told_why_and_left(
    update: updates.Raw, staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(_in_group(update))
    (said,) = telegram.sent()
    assert "私聊" in said["text"]
    assert NUMBER not in said["text"]
    assert telegram.sent("leaveChat") == [{"chat_id": "-100"}]
    assert office.photos == []


async def test_a_press_in_a_group_does_nothing(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    await staff.feed(_in_group(updates.press(5, f"move:accept:{NUMBER}")))
    assert office.moves == []
    assert "私聊" in telegram.sent("answerCallbackQuery")[0]["text"]


async def test_an_officer_who_stopped_the_bot_is_untied(staff: StaffBot, office: Office) -> None:
    who = {"id": 7, "is_bot": False, "first_name": "王"}
    bot = {"id": 4242, "is_bot": True, "first_name": "接诉"}
    change: dict[str, Any] = {
        "chat": {"id": 7, "type": "private", "first_name": "王"},
        "from": who,
        "date": 1_795_000_000,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }
    await staff.feed({"update_id": 5, "my_chat_member": change})
    assert office.unbound == ["true"]


async def test_a_chat_that_refuses_an_answer_is_untied(
    staff: StaffBot, telegram: Telegram, office: Office
) -> None:
    telegram.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await staff.feed(updates.text(5, NUMBER))
    assert office.unbound == ["true"]


async def test_an_answer_waits_as_long_as_telegram_asks(
    staff: StaffBot, telegram: Telegram
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    telegram.fail("sendMessage", 429, "Too Many Requests", retry_after=17)
    await staff.bot.initialize()
    await Sender(staff.bot, "", sleep).answer("7", Reply(text="好"))
    assert waited == [17]
    assert [one["text"] for one in telegram.sent()] == ["好", "好"]


async def test_an_address_that_telegram_takes_for_no_link_stops_no_message(
    staff: StaffBot, telegram: Telegram
) -> None:
    wrong = "Bad Request: inline keyboard button URL 'http://x' is invalid: Wrong HTTP URL"
    telegram.fail("sendMessage", 400, wrong)
    await staff.feed(updates.text(5, NUMBER))
    await staff.feed(updates.text(6, NUMBER))
    shown = [list(keys_of(one)) for one in telegram.sent()]
    assert ["打开页面" in keys for keys in shown] == [True, False, False]


async def test_what_an_officer_is_writing_lies_sealed(database: Database, keys: Keyring) -> None:
    drafts = Drafts(database, keys)
    draft = Draft(id="1", key="k", lawful=ASK, at=NOW, number=NUMBER, text="老陈记的老板说了不退")
    await drafts.save("4242", draft)
    await drafts.save("4242", draft.model_copy(update={"over": True}))
    found = await drafts.load("4242", NOW)
    assert found is not None
    assert (found.text, found.over) == (draft.text, True)
    assert await drafts.load("4243", NOW) is None
    with Session(database.engine) as session:
        (row,) = session.exec(select(StaffDraft)).all()
    assert "老板".encode() not in row.sealed
    assert "4242" not in row.blind


async def test_moves_that_were_left_lying_are_deleted(database: Database, keys: Keyring) -> None:
    drafts = Drafts(database, keys)
    await drafts.save("4242", Draft(id="1", key="k", lawful=ASK, at=NOW))
    later = Draft(id="2", key="l", lawful=ASK, at=NOW + timedelta(minutes=1))
    await drafts.save("4243", later)
    before = NOW + timedelta(seconds=1)
    with database.write() as session:
        assert (older(session, before), drop_older(session, before)) == (1, 1)
    assert await drafts.load("4242", NOW) is None
    assert await drafts.load("4243", NOW) == later


async def test_worked_updates_are_kept_on_every_database(database: Database) -> None:
    seen, large = Seen(database), 2**40
    await seen.note(large, NOW)
    await seen.note(large, NOW)
    assert await seen.knows(large)
    with Session(database.engine) as session:
        assert len(session.exec(select(StaffUpdate)).all()) == 1
