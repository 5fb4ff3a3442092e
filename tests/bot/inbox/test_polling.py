"""Updates are confirmed only when they were handled."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest

from bot.inbox.polling import Polling, Update
from tests.fakes.patience import until


class Source:
    """Telegram's queue of updates."""

    def __init__(self, *numbers: int) -> None:
        self.waiting = list(numbers)
        self.offsets: list[int | None] = []
        self.faults: list[Exception] = []

    async def fetch(self, offset: int | None, wait: int) -> list[Update]:
        await asyncio.sleep(0.005 if wait else 0)
        if self.faults:
            raise self.faults.pop()
        self.offsets.append(offset)
        self.waiting = [number for number in self.waiting if number >= (offset or 0)]
        return [{"update_id": number} for number in self.waiting]


@asynccontextmanager
async def polling(
    source: Source, handle: Callable[[Update], Awaitable[None]]
) -> AsyncIterator[Polling]:
    made = Polling(source.fetch, handle)
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_handled_updates_are_confirmed() -> None:
    source, handled = Source(5, 6), []

    async def handle(update: Update) -> None:
        handled.append(update["update_id"])

    async with polling(source, handle):
        await until(lambda: source.waiting == [])
    assert handled == [5, 6]


async def test_an_update_in_work_stays_with_telegram_and_is_not_worked_twice() -> None:
    source, handled, gate = Source(5, 6, 7), [], asyncio.Event()

    async def handle(update: Update) -> None:
        handled.append(update["update_id"])
        if update["update_id"] == 6:
            await gate.wait()

    async with polling(source, handle):
        await until(lambda: len(source.offsets) >= 3)
        assert source.waiting == [6, 7]
        gate.set()
        await until(lambda: source.waiting == [])
    assert handled == [5, 6, 7]


async def test_a_killed_process_loses_nothing() -> None:
    source, handled = Source(5), []

    async def never(_: Update) -> None:
        await asyncio.Event().wait()

    async with polling(source, never):
        await until(lambda: len(source.offsets) >= 2)
    assert source.waiting == [5]

    async def handle(update: Update) -> None:
        handled.append(update["update_id"])

    async with polling(source, handle):
        await until(lambda: source.waiting == [])
    assert handled == [5]


async def test_an_update_that_keeps_failing_is_given_up_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.inbox.polling._AGAIN", (0.001, 0.001))
    source, handled = Source(5, 6), []

    async def handle(update: Update) -> None:
        handled.append(update["update_id"])
        if update["update_id"] == 5:
            raise ValueError("张三 13800000000")

    async with polling(source, handle):
        await until(lambda: source.waiting == [])
    assert sorted(handled) == [5, 5, 5, 6]
    assert "张三" not in caplog.text
    assert "update 5 is given up: ValueError" in caplog.text


async def test_an_update_that_failed_once_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox.polling._AGAIN", (0.001,))
    source, tries = Source(5), []

    async def handle(update: Update) -> None:
        tries.append(update)
        if len(tries) == 1:
            raise OSError("the database is away")

    async with polling(source, handle):
        await until(lambda: source.waiting == [])
    assert len(tries) == 2


async def test_an_unreachable_telegram_is_asked_again_without_telling_its_address(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.inbox.polling._FIRST_PAUSE", 0.001)
    source = Source(5)
    source.faults = [OSError("https://api/bot4242:secret/getUpdates")]

    async def handle(_: Update) -> None:
        return

    async with polling(source, handle):
        await until(lambda: source.waiting == [])
    assert "no updates from Telegram: OSError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("after", [7, timedelta(seconds=7)])
async def test_a_telegram_that_names_a_time_is_left_alone_for_so_long(
    after: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FloodError(Exception):
        retry_after = after

    slept: list[float] = []
    pause = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await pause(0)

    source = Source(5)
    source.faults = [FloodError()]
    monkeypatch.setattr("bot.inbox.polling.asyncio.sleep", sleep)

    async def handle(_: Update) -> None:
        return

    async with polling(source, handle):
        await until(lambda: source.waiting == [])
    assert 7 in slept


async def test_something_that_is_no_update_is_passed_over() -> None:
    seen = []

    async def fetch(_: int | None, __: int) -> list[Update]:
        await asyncio.sleep(0.005)
        return [{"no": "number"}, {"update_id": 3}]

    async def handle(update: Update) -> None:
        seen.append(update)

    made = Polling(fetch, handle)
    task = asyncio.create_task(made.run())
    await until(lambda: bool(seen))
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert seen == [{"update_id": 3}]


async def test_stopping_lets_work_end_and_confirms_it() -> None:
    source, gate = Source(5), asyncio.Event()

    async def handle(_: Update) -> None:
        await gate.wait()

    async with polling(source, handle) as made:
        await until(lambda: bool(source.offsets))
    asyncio.get_running_loop().call_later(0.02, gate.set)
    await made.finish()
    assert source.waiting == []
