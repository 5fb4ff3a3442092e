"""A half made move that was altered in the database is named."""

from datetime import UTC, datetime

import pytest

from api.kit.database import Database
from api.kit.keys import Keyring
from bot.staff.drafts import Draft, Drafts, altered
from tests.fakes.flipping import flip

from .conftest import REFUSE

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("column", ["sealed", "wrapped"])
async def test_an_altered_draft_is_named_without_its_chat(
    database: Database, keys: Keyring, column: str
) -> None:
    draft = Draft(id="d1", key="k1", lawful=REFUSE, at=AT, text="缺少购买凭证")
    await Drafts(database, keys).save("424242", draft)
    with database.read() as session:
        assert list(altered(session, keys)) == []
    flip(database, "staff_draft", column)
    with database.read() as session:
        (found,) = altered(session, keys)
    assert found.startswith("half made move ")
    assert "424242" not in found
