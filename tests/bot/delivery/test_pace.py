"""A platform's limits are kept, and one chat's pause holds up nobody else."""

import asyncio

import pytest

from bot.delivery.pace import Limits, Pace


class Time:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pace(time: Time) -> Pace:
    return Pace(Limits(a_second=30, pause=1), time, time.sleep)


async def test_a_chat_gets_one_message_a_second(pace: Pace, time: Time) -> None:
    sent = []
    for _ in range(3):
        assert await pace.turn("a") == 0
        sent.append(round(time.at, 6))
    assert sent == [100, 101, 102]


async def test_all_chats_together_get_no_more_than_the_limit(pace: Pace, time: Time) -> None:
    for number in range(61):
        assert await pace.turn(f"chat-{number}") == 0
    assert time.at - 100 == pytest.approx(2)


async def test_what_the_platform_asks_for_is_kept_and_a_long_wait_is_not_waited_here(
    pace: Pace, time: Time
) -> None:
    pace.hold("a", 30)
    assert await pace.turn("a") == 30
    assert await pace.turn("b") == 0
    assert time.at == 100
    time.at += 27
    assert await pace.turn("a") == 0
    assert time.at == pytest.approx(130)


async def test_a_chat_that_waits_its_turn_holds_up_nobody_else() -> None:
    pace = Pace(Limits(a_second=1000, pause=2))
    await pace.turn("a")
    waiting = asyncio.create_task(pace.turn("a"))
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        await pace.turn("b")
    assert not waiting.done()
    waiting.cancel()
