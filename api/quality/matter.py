"""All that the check knows of a case, apart from where it was read. Pure."""

from dataclasses import dataclass
from datetime import date

from api.contract.models import Reporter


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is held against."""

    move: str
    kind: str
    today: date
    received_on: date
    demands: tuple[str, ...] = ()
    """Codes of what the person demands, as it was understood."""
    said: tuple[str, ...] = ()
    """All that the person wrote, oldest first."""
    unanswered: tuple[str, ...] = ()
    """Of that, what nobody has written back to yet."""
    told: str = ""
    """What the person was told already."""
    own: tuple[Reporter, ...] = ()
    """The identities that the person gave."""
    others: tuple[Reporter, ...] = ()
    """Identities behind cases that are tied to this one, where they are somebody else's."""
    staff: frozenset[str] = frozenset()
    """Names of officers."""
    phones: frozenset[str] = frozenset()
    """Numbers that are the office's or another body's, digits only."""
    reported: bool = False
    """A report on the same trader is tied to this complaint."""
