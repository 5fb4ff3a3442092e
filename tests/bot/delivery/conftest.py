"""A receiver over real databases, and couriers that keep what they were given."""

import pytest

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.receive import Receiver
from tests.bot.inbox.conftest import clock, plain_dialogue, tracker
from tests.bot.inbox.wire import Clock, WireTracker

__all__ = ["clock", "plain_dialogue", "tracker"]


@pytest.fixture
def receiver(database: Database, keys: Keyring, tracker: WireTracker, clock: Clock) -> Receiver:
    return Receiver(database, keys, tracker.client, clock, {Platform.telegram: no_photo})


async def no_photo(ref: str) -> tuple[str, bytes]:
    raise ValueError(ref)
