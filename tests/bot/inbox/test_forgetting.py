"""A conversation that nobody needs goes, with all that was said in it, and no other does."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, SQLModel, select

from api.contract.codes import Platform
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.inbox.forgetting import Forgetting
from bot.inbox.lines import Content, Written, append
from bot.inbox.rows import found_or_begun
from bot.inbox.tables import (
    ChatPhoto,
    ConversationRow,
    InboxMessage,
    InboxPart,
    TranscriptLine,
)

AT = datetime(2026, 1, 1, tzinfo=UTC)
_TABLES: tuple[type[SQLModel], ...] = (
    ConversationRow,
    TranscriptLine,
    InboxMessage,
    InboxPart,
    ChatPhoto,
)


def _talk(database: Database, keys: Keyring, address: str, at: datetime) -> str:
    with database.write() as session:
        row = found_or_begun(session, keys, Platform.web, address, at)
        append(session, keys, row, Content(text="火锅有虫"), Written(at, from_citizen=True))
        message = InboxMessage(
            conversation_id=row.id,
            no=1,
            external_blind=address,
            sealed=b"x",
            received_at=at,
            next_try_at=at,
        )
        session.add(message)
        session.flush()
        part = InboxPart(
            conversation_id=row.id, external_blind=f"{address}-2", message_id=message.id or 0
        )
        session.add(part)
        session.add(
            ChatPhoto(
                evidence_id=f"photo-{address}",
                conversation_id=row.id,
                media_type="image/jpeg",
                at=at,
            )
        )
        return row.id


def _count(session: Session, table: type[SQLModel]) -> int:
    return len(session.exec(select(table)).all())


def test_idle_talks_are_forgotten_whole_and_those_that_a_case_needs_are_not(
    database: Database, keys: Keyring
) -> None:
    idle = _talk(database, keys, "idle", AT)
    _talk(database, keys, "busy", AT + timedelta(days=200))
    _talk(database, keys, "needed", AT)
    asked: list[str] = []

    def needed(platform: Platform, address: str) -> bool:
        asked.append(address)
        return platform is Platform.web and address == "needed"

    forgetting = Forgetting(database, keys, needed)
    assert forgetting.idle(AT + timedelta(days=180)) == [idle]
    assert sorted(asked) == ["idle", "needed"]
    forgetting.forget(idle)
    with database.read() as session:
        assert [_count(session, table) for table in _TABLES] == [2, 2, 2, 2, 2]
        assert session.get(ConversationRow, idle) is None
    assert forgetting.idle(AT) == []
