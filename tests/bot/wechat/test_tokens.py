"""One access token for all processes, fetched by one of them."""

import asyncio

import pytest

from api.kit.database import Database
from api.kit.keys import Keyring
from bot.wechat.tokens import Tokens, altered
from tests.bot.inbox.wire import Clock
from tests.fakes.flipping import flip
from tests.fakes.wechat import APP_ID


class Source:
    """Gives a new token each time."""

    def __init__(self) -> None:
        self.given = 0
        self.waiting: asyncio.Event | None = None
        self.error: OSError | None = None

    async def __call__(self) -> tuple[str, int]:
        self.given += 1
        number = self.given
        if self.waiting is not None:
            await self.waiting.wait()
        if self.error is not None:
            raise self.error
        return f"token-{number}", 7200


@pytest.fixture
def source() -> Source:
    return Source()


def _process(database: Database, keys: Keyring, clock: Clock, source: Source) -> Tokens:
    return Tokens(APP_ID, database, keys, clock, source)


async def test_two_processes_share_one_token(
    database: Database, keys: Keyring, source: Source
) -> None:
    clock = Clock()
    one, two = (_process(database, keys, clock, source) for _ in range(2))

    got = await asyncio.gather(*(process.get() for process in (one, two, one, two)))

    assert set(got) == {"token-1"}
    assert source.given == 1


async def test_a_token_is_renewed_before_its_end(
    database: Database, keys: Keyring, source: Source
) -> None:
    clock = Clock()
    tokens = _process(database, keys, clock, source)
    await tokens.get()

    clock.pass_seconds(7200 - 181)
    assert await tokens.get() == "token-1"
    clock.pass_seconds(2)
    assert await tokens.get() == "token-2"


async def test_only_the_token_that_failed_is_dropped(
    database: Database, keys: Keyring, source: Source
) -> None:
    clock = Clock()
    one, two = (_process(database, keys, clock, source) for _ in range(2))
    old = await one.get()
    await one.drop(old)
    assert await one.get() == "token-2"

    await two.drop(old)  # it learns only now that the old one is no good

    assert await two.get() == "token-2"
    assert source.given == 2


async def test_while_one_fetches_others_wait_and_after_its_death_another_does(
    database: Database, keys: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wechat.tokens._GLANCES", 3)
    monkeypatch.setattr("bot.wechat.tokens._GLANCE", 0.001)
    clock, hangs, works = Clock(), Source(), Source()
    hangs.waiting = asyncio.Event()
    dying = asyncio.create_task(_process(database, keys, clock, hangs).get())
    while hangs.given == 0:  # noqa: ASYNC110 - the other side gives no event
        await asyncio.sleep(0.001)
    other = _process(database, keys, clock, works)

    with pytest.raises(OSError, match="another process"):
        await other.get()
    assert works.given == 0
    clock.pass_seconds(16)
    assert await other.get() == "token-1"

    hangs.waiting.set()
    await dying


async def test_a_failed_fetch_lets_the_next_try_at_once(
    database: Database, keys: Keyring, source: Source
) -> None:
    tokens = _process(database, keys, Clock(), source)
    source.error = ConnectionError("away")
    with pytest.raises(ConnectionError):
        await tokens.get()

    source.error = None
    assert await tokens.get() == "token-2"


async def test_the_token_does_not_lie_in_clear(
    database: Database, keys: Keyring, source: Source
) -> None:
    await _process(database, keys, Clock(), source).get()

    with database.engine.connect() as connection:
        sealed = connection.exec_driver_sql("SELECT sealed FROM wechat_token").scalar()
    assert sealed is not None
    assert b"token-1" not in bytes(sealed)


@pytest.mark.parametrize("column", ["sealed", "wrapped"])
async def test_an_altered_token_is_named_by_its_account(
    database: Database, keys: Keyring, source: Source, column: str
) -> None:
    tokens = _process(database, keys, Clock(), source)
    await tokens.get()
    with database.read() as session:
        assert list(altered(session, keys)) == []
    flip(database, "wechat_token", column)
    with database.read() as session:
        assert list(altered(session, keys)) == [
            f"WeChat account {APP_ID}: the access token was altered"
        ]
