"""Live lines, as they are followed behind /chat/events."""

import asyncio
import hashlib

import httpx
import pytest
from fastapi import FastAPI

from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.receive import Receiver
from bot.web.chat import Chat
from bot.web.events import Watching
from bot.web.pace import Manners
from bot.web.refusal import Refused
from tests.bot.inbox.test_receive import message, texts
from tests.bot.inbox.wire import Clock, WireTracker

pytestmark = pytest.mark.usefixtures("plain_dialogue")


@pytest.fixture
def watching(receiver: Receiver, tracker: WireTracker, clock: Clock) -> Watching:
    async def read_photo(identifier: str) -> tuple[str, bytes]:
        raise LookupError(identifier)

    manners = Manners(lambda: 0.0)
    return Watching(Chat(receiver, tracker.client, manners, read_photo, clock))


async def followed(watching: Watching, after: int, most: int) -> list[str]:
    seen = []
    async with asyncio.timeout(10):
        async for line in watching.lines("chat-1", after):
            seen.append(line.text)
            if len(seen) == most:
                break
    return seen


async def test_lines_come_as_they_are_written(watching: Watching, receiver: Receiver) -> None:
    await receiver.receive(message("一", "1"))
    following = asyncio.create_task(followed(watching, after=0, most=4))
    await asyncio.sleep(0.1)
    await receiver.receive(message("二", "2"))
    assert await following == ["一", "1 一", "二", "2 二"]


async def test_a_window_that_comes_back_gets_what_it_missed_and_nothing_twice(
    watching: Watching, receiver: Receiver
) -> None:
    await receiver.receive(message("一", "1"))
    await receiver.receive(message("二", "2"))
    assert await followed(watching, after=2, most=2) == ["二", "2 二"]


async def test_what_another_process_wrote_is_seen_too(
    watching: Watching,
    receiver: Receiver,
    database: Database,
    keys: Keyring,
    tracker: WireTracker,
    clock: Clock,
) -> None:
    await receiver.receive(message("一", "1"))
    following = asyncio.create_task(followed(watching, after=2, most=2))
    await asyncio.sleep(0.1)
    await Receiver(database, keys, tracker.client, clock).receive(message("二", "2"))
    assert await following == ["二", "2 二"]


async def test_watchers_end_when_the_process_does(watching: Watching, receiver: Receiver) -> None:
    received = await receiver.receive(message("一", "1"))
    receiver.bell.close()
    assert await followed(watching, after=0, most=9) == []
    assert texts(received.replies) == ["1 一"]


def test_a_chat_opens_only_so_many_windows(watching: Watching) -> None:
    opened = [watching.window("chat-1") for _ in range(8)]
    for window in opened:
        window.__enter__()
    with pytest.raises(Refused) as refused, watching.window("chat-1"):
        pass
    assert refused.value.code == "too_many_windows"
    with watching.window("chat-2"):
        pass
    opened[0].__exit__(None, None, None)
    with watching.window("chat-1"):
        pass


async def test_the_wire_is_server_sent_events_with_the_number_of_the_line(
    app: FastAPI, receiver: Receiver
) -> None:
    token = "a" * 43
    address = hashlib.sha256(token.encode()).hexdigest()
    await receiver.receive(message("你好", address=address))
    asyncio.get_running_loop().call_later(1, receiver.bell.close)
    header = {"authorization": f"Bearer {token}", "last-event-id": "1"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://chat", headers=header
    ) as client:
        stream = await client.get("/chat/events")
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert "event: line\n" in stream.text
    assert "id: 2\n" in stream.text
    assert "id: 1\n" not in stream.text
