"""A message that waits, as it is stored and as it is worked."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.dialogue import Conversation, wake_at
from bot.inbox.envelope import Envelope
from bot.inbox.ports import Sealer
from bot.inbox.tables import ConversationRow, InboxMessage
from bot.message import InboundMessage


@dataclass(frozen=True, slots=True)
class Work:
    """The oldest message of a conversation that is not answered, and what is remembered."""

    conversation: str
    message_id: int
    no: int
    message: InboundMessage
    state: str | None
    faults: int
    gathering: datetime | None
    """An album that may not be whole: when its last picture came."""
    back: bool
    """The person could not be reached before, and the tracker believes so still."""
    envelope: Envelope = field(repr=False)
    """Seals the answer."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the dialogue remembers, and when it wants to be woken."""

    state: str
    wake_at: datetime | None


def memory_of(conversation: Conversation) -> Memory:
    """A conversation as it is stored."""
    return Memory(conversation.model_dump_json(), wake_at(conversation))


def work_of(sealer: Sealer, row: ConversationRow, stored: InboxMessage) -> Work:
    """Open a stored message and the memory of its conversation."""
    envelope = Envelope(sealer, row)
    message = InboundMessage.model_validate_json(
        envelope.open(stored.sealed, f"message:{stored.no}")
    )
    address = envelope.open(row.address, "address")
    assert stored.id is not None  # noqa: S101 - it is stored
    return Work(
        conversation=row.id,
        message_id=stored.id,
        no=stored.no,
        message=message.model_copy(update={"address": address}),
        state=state_of(sealer, row),
        faults=stored.faults,
        gathering=stored.gathering,
        back=row.back,
        envelope=envelope,
    )


def state_of(sealer: Sealer, row: ConversationRow) -> str | None:
    """What the dialogue remembers, as JSON."""
    return None if row.state is None else Envelope(sealer, row).open(row.state, "state")


def without_address(message: InboundMessage) -> str:
    """A message as JSON; its chat's address is stored with the conversation alone."""
    return message.model_copy(update={"address": ""}).model_dump_json()
