"""Seals and opens what belongs to one conversation."""

from bot.inbox.ports import Sealer
from bot.inbox.tables import ConversationRow


class Envelope:
    """The data key of a conversation, put to use.

    Each sealed value is bound to its conversation and place, so that swapping two of them
    in the database is noticed.
    """

    def __init__(self, sealer: Sealer, row: ConversationRow) -> None:
        """Use the key of a row."""
        self._sealer = sealer
        self._wrapped = row.wrapped
        self.conversation = row.id
        self._name = f"conversation:{row.id}"

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt a text for its place."""
        return self._sealer.seal(self._wrapped, text.encode(), f"{self._name}:{place}")

    def open(self, sealed: bytes, place: str) -> str:
        """Decrypt what was sealed for a place.

        Raises:
            ValueError: It was altered or belongs elsewhere.
        """
        return self._sealer.open(self._wrapped, sealed, f"{self._name}:{place}").decode()


def chat_blind(sealer: Sealer, platform: str, address: str) -> str:
    """What a chat is found by."""
    return sealer.blind(f"{platform}:{address}", "chat")
