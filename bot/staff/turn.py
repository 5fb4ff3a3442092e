"""Who does something in the officers' bot, and by which update."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Turn:
    """One update of one officer."""

    chat: str
    """Telegram's id of the chat: who the officer is, to the tracker."""
    update: str
    """Telegram's id of the update; the same again is a repeat after a crash."""
