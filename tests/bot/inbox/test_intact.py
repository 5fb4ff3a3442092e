"""One flipped byte in a conversation, or a line that is gone, is found and named."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.dialogue import Conversation
from bot.inbox.arrivals import Arrivals
from bot.inbox.envelope import Envelope
from bot.inbox.intact import altered
from bot.inbox.lines import Content, Written, append
from bot.inbox.rows import found_or_begun
from bot.inbox.tables import ConversationRow
from bot.message import InboundMessage
from tests.fakes.flipping import flip

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def conversation(database: Database, keys: Keyring) -> str:
    """One with two lines, a message that waits, and a memory."""
    said = InboundMessage(
        platform=Platform.web, address="chat-of-lin", external_id="m1", at=AT, text="火锅有虫"
    )
    Arrivals(database, keys, "w1").accept(said, AT)
    with database.write() as session:
        row = found_or_begun(session, keys, Platform.web, "chat-of-lin", AT)
        append(session, keys, row, Content(text="收到。"), Written(AT))
        row.state = Envelope(keys, row).seal(Conversation().model_dump_json(), "state")
        return row.id


def _found(database: Database, keys: Keyring) -> list[str]:
    with database.read() as session:
        return list(altered(session, keys))


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("conversation", "address", "the chat was altered"),
        ("conversation", "state", "what the dialogue remembers was altered"),
        ("conversation", "wrapped", "its key was altered"),
        ("transcript_line", "sealed", "line 1 was altered"),
        ("inbox_message", "sealed", "message 1 was altered"),
    ],
)
def test_what_is_altered_is_named(
    database: Database, keys: Keyring, conversation: str, table: str, column: str, said: str
) -> None:
    assert _found(database, keys) == []
    flip(database, table, column)
    assert _found(database, keys) == [f"conversation {conversation}: {said}"]


def test_lines_that_are_gone_or_changed_places_are_noticed(
    database: Database, keys: Keyring, conversation: str
) -> None:
    with database.write() as session:
        session.connection().execute(text("DELETE FROM transcript_line WHERE seq = 2"))
    assert _found(database, keys) == [f"conversation {conversation}: lines are missing"]
    with database.write() as session:
        session.connection().execute(text("UPDATE transcript_line SET seq = 2"))
    assert _found(database, keys) == [
        f"conversation {conversation}: line 2 was altered",
        f"conversation {conversation}: lines are missing",
    ]


def test_a_talk_of_one_person_is_nothing_in_the_place_of_anothers(
    database: Database, keys: Keyring, conversation: str
) -> None:
    with database.write() as session:
        other = found_or_begun(session, keys, Platform.web, "chat-of-wang", AT)
        mine = session.get_one(ConversationRow, conversation)
        other.address = mine.address
        name = other.id
    assert _found(database, keys) == [f"conversation {name}: the chat was altered"]
