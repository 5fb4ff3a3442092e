"""What becomes of a message at the door."""

from bot.message import Frozen, Line


class Received(Frozen):
    """A message that is stored, and its answer as far as there is one."""

    conversation: str
    replies: tuple[Line, ...]
    pending: bool
    """The tracker is away; the answer comes into the transcript later."""
