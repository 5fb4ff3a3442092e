"""What to do in an officer's chat, without Telegram's types."""

from dataclasses import dataclass

from bot.message import Reply


@dataclass(frozen=True, slots=True)
class Answer:
    """Messages to send, and what becomes of the message whose button was pressed."""

    replies: tuple[Reply, ...] = ()
    toast: str | None = None
    """Shown for a moment over the chat."""
    instead: Reply | None = None
    """Takes the place of the message whose button was pressed."""
