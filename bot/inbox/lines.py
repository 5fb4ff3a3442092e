"""Lines of conversations as they are written, changed and opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import insert
from sqlmodel import Session, col, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope
from bot.inbox.ports import Sealer
from bot.inbox.tables import ConversationRow, TranscriptLine
from bot.message import Button, Frozen, Line, Look, Reply

FETCHING = frozenset({Platform.web, Platform.terminal})
"""Platforms whose people fetch the transcript; to all others lines are sent."""

_WRITE = insert(TranscriptLine)


class Content(Frozen):
    """The sealed part of a line."""

    text: str
    buttons: tuple[Button, ...] = ()
    look: Look = Look.plain
    photos: tuple[str, ...] = ()
    external_id: str | None = None

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """What we say."""
        return cls(text=reply.text, buttons=reply.buttons, look=reply.look)


@dataclass(frozen=True, slots=True)
class Written:
    """Of lines that are written together: when, whose, and what they belong to."""

    at: datetime
    from_citizen: bool = False
    message_id: int | None = None
    """The message that a line is, or answers."""
    delivery: str | None = None
    sent: bool = False


def append(
    session: Session, sealer: Sealer, row: ConversationRow, content: Content, written: Written
) -> None:
    """Write the next line of a conversation that the session holds."""
    row.last_line += 1
    session.flush()
    envelope = Envelope(sealer, row)
    write(session, envelope, row.platform, row.last_line, [content], written)


def write(
    session: Session,
    envelope: Envelope,
    platform: str,
    first: int,
    contents: Sequence[Content],
    written: Written,
) -> tuple[Line, ...]:
    """Write lines, numbered from `first`, without the unit of work: it takes far longer."""
    there = written.sent or written.from_citizen or platform in FETCHING
    common = {
        "conversation_id": envelope.conversation,
        "at": written.at,
        "from_citizen": written.from_citizen,
        "message_id": written.message_id,
        "delivery": written.delivery,
        "sent_at": written.at if there else None,
        "tries": 0,
    }
    numbered = list(enumerate(contents, first))
    rows = [
        {"seq": no, "sealed": envelope.seal(said.model_dump_json(), f"line:{no}"), **common}
        for no, said in numbered
    ]
    if rows:
        session.connection().execute(_WRITE, rows)
    return tuple(
        Line(seq=no, at=written.at, from_citizen=written.from_citizen, **dict(said))
        for no, said in numbered
    )


def rewrite(
    session: Session, envelope: Envelope, message_id: int | None, changes: Mapping[str, object]
) -> None:
    """Change what the line of a person's message shows, such as when its pictures were kept."""
    line = session.exec(
        select(TranscriptLine)
        .where(TranscriptLine.message_id == message_id)
        .where(col(TranscriptLine.from_citizen).is_(True))
    ).one()
    place = f"line:{line.seq}"
    content = Content.model_validate_json(envelope.open(line.sealed, place))
    line.sealed = envelope.seal(content.model_copy(update=changes).model_dump_json(), place)
    session.add(line)


def opened(envelope: Envelope, rows: Sequence[TranscriptLine]) -> tuple[Line, ...]:
    """Lines as they were written."""
    return tuple(line_of(envelope, row) for row in rows)


def line_of(envelope: Envelope, row: TranscriptLine) -> Line:
    """A line as it was written."""
    content = Content.model_validate_json(envelope.open(row.sealed, f"line:{row.seq}"))
    return Line(seq=row.seq, at=row.at, from_citizen=row.from_citizen, **dict(content))
