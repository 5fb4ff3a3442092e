"""Whether every stored conversation still opens: one flipped byte and it does not."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from bot.inbox.envelope import Envelope
from bot.inbox.ports import Sealer
from bot.inbox.tables import ConversationRow, InboxMessage, TranscriptLine


def altered(session: Session, sealer: Sealer) -> Iterator[str]:
    """One line for everything that was altered; it names the conversation, never the chat."""
    for row in session.exec(select(ConversationRow).order_by(col(ConversationRow.id))):
        name = f"conversation {row.id}"
        if not sealer.opens(row.wrapped):
            yield f"{name}: its key was altered"
            continue
        envelope = Envelope(sealer, row)
        for what, sealed, place in _sealed(session, row):
            if not _opens(envelope, sealed, place):
                yield f"{name}: {what} was altered"
        lines = select(TranscriptLine.seq).where(TranscriptLine.conversation_id == row.id)
        there = session.exec(lines.order_by(col(TranscriptLine.seq))).all()
        if list(there) != list(range(1, row.last_line + 1)):
            yield f"{name}: lines are missing"


def _sealed(session: Session, row: ConversationRow) -> Iterator[tuple[str, bytes, str]]:
    """What each is, its bytes, and the place that they are bound to."""
    yield "the chat", row.address, "address"
    if row.state is not None:
        yield "what the dialogue remembers", row.state, "state"
    lines = select(TranscriptLine).where(TranscriptLine.conversation_id == row.id)
    for line in session.exec(lines.order_by(col(TranscriptLine.seq))):
        yield f"line {line.seq}", line.sealed, f"line:{line.seq}"
    messages = select(InboxMessage).where(InboxMessage.conversation_id == row.id)
    for message in session.exec(messages.order_by(col(InboxMessage.no))):
        yield f"message {message.no}", message.sealed, f"message:{message.no}"


def _opens(envelope: Envelope, sealed: bytes, place: str) -> bool:
    try:
        envelope.open(sealed, place)
    except ValueError:
        return False
    return True
