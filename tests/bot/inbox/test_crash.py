"""The process dies at any point of a message; the next one finishes it, once."""

from collections.abc import Callable

import pytest

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.arrivals import Arrivals
from bot.inbox.receive import Receiver
from bot.inbox.store import Store
from bot.message import Reply
from tests.bot.inbox.test_receive import NOTICE, message, texts, transcript
from tests.bot.inbox.wire import Clock, WireTracker

pytestmark = pytest.mark.usefixtures("plain_dialogue")


class Killed(BaseException):
    """Nothing after it is run, as after kill -9."""


def die_at(path: str, tracker: WireTracker) -> None:
    def die(answered: str) -> None:
        if answered == path:
            raise Killed

    tracker.before_answer = die


def die_before(name: str, patch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise Killed

    patch.setattr(Store, name, die)


def die_after(name: str, patch: pytest.MonkeyPatch) -> None:
    room = Arrivals if name == "accept" else Store
    whole: Callable[..., object] = getattr(room, name)

    def act_and_die(*args: object, **named: object) -> None:
        whole(*args, **named)
        raise Killed

    patch.setattr(room, name, act_and_die)


POINTS = {
    "stored": ("after", "accept"),
    "understood": ("at", "/v1/understand"),
    "filed": ("at", "/v1/cases"),
    "answered but not saved": ("before", "save"),
    "saved but not told": ("after", "save"),
}


@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_any_point_nothing_is_lost_and_nothing_doubled(
    database: Database,
    keys: Keyring,
    tracker: WireTracker,
    clock: Clock,
    point: str,
) -> None:
    how, where = POINTS[point]
    with pytest.MonkeyPatch.context() as patch:
        if how == "at":
            die_at(where, tracker)
        else:
            {"before": die_before, "after": die_after}[how](where, patch)
        doomed = Receiver(database, keys, tracker.client, clock)
        with pytest.raises(Killed):
            await doomed.receive(message("file"))
    tracker.before_answer = lambda _path: None
    clock.pass_seconds(16)
    successor = Receiver(database, keys, tracker.client, clock)
    await successor.resume_pending()
    assert texts(transcript(successor)) == ["file", "1 file", "Receipt"]
    assert len(tracker.filed) == 1
    again = await successor.receive(message("file"))
    assert texts(again.replies) == ["1 file", "Receipt"]
    assert texts((await successor.receive(message("next", "2"))).replies) == ["2 next"]


async def test_killed_before_a_notice_was_saved_it_is_shown_once_when_it_is_delivered_again(
    receiver: Receiver,
    database: Database,
    keys: Keyring,
    tracker: WireTracker,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await receiver.receive(message("你好"))
    reply = Reply(text="已受理")
    with monkeypatch.context() as patch:
        die_before("note", patch)
        with pytest.raises(Killed):
            await receiver.note(Platform.web, "chat-1", "d1", reply, NOTICE)
    clock.pass_seconds(16)
    successor = Receiver(database, keys, tracker.client, clock)
    with monkeypatch.context() as patch:
        die_after("note", patch)
        with pytest.raises(Killed):
            await successor.note(Platform.web, "chat-1", "d1", reply, NOTICE)
    assert await successor.note(Platform.web, "chat-1", "d1", reply, NOTICE)
    assert texts(transcript(successor)) == ["你好", "1 你好", reply.text]


async def test_a_worker_that_was_thought_dead_cannot_save_over_its_successor(
    receiver: Receiver,
    database: Database,
    keys: Keyring,
    tracker: WireTracker,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.inbox.turns._PATIENCE", 0.2)
    successor = Receiver(database, keys, tracker.client, clock)

    def fall_asleep(path: str) -> None:
        if path == "/v1/understand" and tracker.requests[path] == 1:
            clock.pass_seconds(16)
            conversation = successor.transcript.find(Platform.web, "chat-1")
            assert conversation is not None
            assert Store(database, keys, "successor").claim(conversation, clock())

    tracker.before_answer = fall_asleep
    assert (await receiver.receive(message("file"))).pending
    clock.pass_seconds(16)
    await successor.resume_pending()
    assert texts(transcript(successor)) == ["file", "1 file", "Receipt"]
    assert len(tracker.filed) == 1
