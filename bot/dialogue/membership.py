"""What is remembered of a volunteer: the standing, a registration, a tip that is being told."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from api.contract.codes import VolunteerKind, VolunteerStanding
from bot.dialogue.traces import Remembered


class Member(Remembered):
    """Where the person of this chat stands as a volunteer, as far as it was told here."""

    standing: VolunteerStanding
    kind: VolunteerKind
    number: str | None = None


class Item(StrEnum):
    """What a registration asks for, in this order."""

    kind = "kind"
    organisation = "organisation"
    name = "name"
    phone = "phone"


class Joining(Remembered):
    """A registration that is being filled in."""

    kind: VolunteerKind | None = None
    organisation: str | None = None
    """Code of one that the city lists."""
    organisation_name: str | None = None
    name: str | None = None
    phone: str | None = None
    asking: Item | None = None
    asked: Mapping[Item, int] = Field(default_factory=dict)
    other: bool = False
    """The organisation is none of those listed; its name was asked for."""


class TipAsk(StrEnum):
    """What a tip asks for, in this order."""

    where = "where"
    which = "which"
    name = "name"
    """The place is known, the shop is not."""
    area = "area"
    """The district of a place that none of our registers knows."""
    seen = "seen"


class Tip(Remembered):
    """What is told of a tip beside its draft."""

    seen: tuple[str, ...] = ()
    """Codes of what was picked among the buttons."""
    more: bool = False
    """其他 was picked, and not said yet what."""
    told: bool = False
    """What was seen was said in words."""
    asking: TipAsk | None = None
    asked: Mapping[TipAsk, int] = Field(default_factory=dict)
    skipped: frozenset[TipAsk] = frozenset()
