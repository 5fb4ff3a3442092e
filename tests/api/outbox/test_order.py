"""What goes to one chat keeps its order, whoever carries it; what can't be told is said so."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from api.cases.repository import events
from api.contract.codes import Platform
from api.contract.models import ChannelRef
from api.outbox.service import Recipient, further_citizen
from api.people.followers import follow, followers
from api.people.reachable import mark_alive
from api.people.reporters import channel_of
from tests.api.outbox.conftest import PHONE, WEB, Outbox
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, filing

BLOCKED = {"dead": True, "reason": "blocked by the person"}


def lost(outbox: Outbox) -> list[dict[str, Any]]:
    with outbox.works.read() as work:
        return [e.data for e in events(work, outbox.case.id) if e.kind == "undelivered"]


def test_a_chat_gets_one_notice_at_a_time_in_order_and_other_chats_beside_it(
    outbox: Outbox,
) -> None:
    first = outbox.say("一")
    outbox.say("二")
    outbox.say("别处", PHONE)
    assert outbox.texts() == ["一", "别处"]
    assert outbox.texts("w2") == []
    outbox.report(first, delivered=True)
    assert outbox.texts("w2") == ["二"]


def test_a_later_notice_waits_while_an_earlier_one_is_tried_again(
    outbox: Outbox, clock: SettableClock
) -> None:
    first = outbox.say("一")
    outbox.say("二")
    outbox.claim()
    outbox.report(first, retry_after=30, reason="flood limit")
    assert outbox.texts() == []
    clock.advance(seconds=31)
    assert outbox.texts() == ["一"]


def test_what_a_dead_courier_held_goes_to_another_when_its_lease_is_over(
    outbox: Outbox, clock: SettableClock
) -> None:
    outbox.say("一")
    outbox.say("二")
    assert outbox.texts() == ["一"]
    clock.advance(seconds=59)
    assert outbox.texts("w2") == []
    clock.advance(seconds=2)
    assert outbox.texts("w2") == ["一"]


def test_many_couriers_at_once_deliver_everything_once_and_in_order(outbox: Outbox) -> None:
    chats = [Platform.web, Platform.telegram]
    for number in range(5):
        for chat in chats:
            outbox.say(str(number), WEB if chat is Platform.web else PHONE)
    seen: list[tuple[str, str | None]] = []
    together = threading.Barrier(4)

    def carry(worker: str) -> None:
        together.wait()
        while len(seen) < 10:
            for one in outbox.claim(worker):
                seen.append((one.platform, one.notice.text))
                outbox.report(one.id, worker, delivered=True)

    threads = [threading.Thread(target=carry, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for chat in chats:
        assert [text for where, text in seen if where == chat] == ["0", "1", "2", "3", "4"]


def test_a_blocked_chat_is_dead_for_all_its_cases_until_the_person_writes_again(
    outbox: Outbox, open_cases: Callable[..., Any]
) -> None:
    (other,), _ = open_cases(filing())
    notice = outbox.say("一")
    outbox.claim()
    outbox.report(notice, **BLOCKED)
    with outbox.works.read() as work:
        assert channel_of(work, outbox.case.id) is None
        assert channel_of(work, other.id) is None
    (why,) = lost(outbox)
    assert (why["reason"], why["platform"]) == ("blocked by the person", "web")
    with outbox.works.write() as work:
        mark_alive(work, CHANNEL)
    with outbox.works.read() as work:
        assert channel_of(work, outbox.case.id) == CHANNEL
        assert channel_of(work, other.id) == CHANNEL


def test_a_message_that_a_platform_refuses_is_given_up_with_the_reason_and_the_chat_lives(
    outbox: Outbox,
) -> None:
    notice = outbox.say("一")
    outbox.say("二")
    outbox.claim()
    outbox.report(notice, refused=True, reason="refused by the platform")
    assert [why["reason"] for why in lost(outbox)] == ["refused by the platform"]
    assert outbox.texts() == ["二"]


def test_what_does_not_arrive_for_days_is_given_up_with_the_last_reason(
    outbox: Outbox, clock: SettableClock
) -> None:
    notice = outbox.say("一")
    outbox.claim()
    clock.advance(seconds=timedelta(days=3).total_seconds())
    outbox.report(notice, reason="timeout")
    assert [why["reason"] for why in lost(outbox)] == ["timeout"]


def test_the_handler_hears_of_a_dead_chat_only_when_no_other_of_the_person_is_told(
    outbox: Outbox,
) -> None:
    with outbox.works.write() as work:
        follow(work, outbox.case.id, ChannelRef(platform=Platform.telegram, address="7"))
        (further,) = followers(work, outbox.case.id)
    there = Recipient(further_citizen(further.blind), Platform.telegram, "7")
    first = outbox.say("一")
    second = outbox.say("一", there, again=True)
    outbox.claim()
    outbox.report(first, **BLOCKED)
    assert lost(outbox) == []
    outbox.report(second, **BLOCKED)
    assert [why["platform"] for why in lost(outbox)] == ["telegram"]
    with outbox.works.read() as work:
        assert followers(work, outbox.case.id) == []


@pytest.mark.parametrize("reason", ["", "x" * 200])
def test_reports_without_a_known_reason_are_taken(outbox: Outbox, reason: str) -> None:
    notice = outbox.say("一")
    outbox.claim()
    outbox.report(notice, dead=True, reason=reason)
    assert [why["reason"] for why in lost(outbox)] == [reason or "gave up"]
