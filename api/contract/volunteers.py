"""What bots exchange with the tracker about volunteers and their tips."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from api.contract.codes import TipStanding, VolunteerKind, VolunteerStanding
from api.contract.models import ChannelRef, Key, Short, Strict


class JoinRequest(Strict):
    """Somebody asks, from a chat, to be a volunteer; an officer decides."""

    key: Key
    channel: ChannelRef
    kind: VolunteerKind
    organisation: Annotated[str, Field(max_length=30)] | None = None
    """Code of one that the city lists; None for another."""
    organisation_name: Annotated[str, Field(min_length=2, max_length=40)]
    name: Annotated[str, Field(min_length=2, max_length=30)]
    phone: Annotated[str, Field(min_length=7, max_length=20)]


class VolunteerRequest(Strict):
    """The volunteer of a chat is meant: to list their tips, or to leave."""

    channel: ChannelRef


class VolunteerOut(Strict):
    """A volunteer, as their own chat sees them; who they are is not in it."""

    standing: VolunteerStanding
    kind: VolunteerKind
    number: str | None = None
    """Such as 0371; given on approval."""


class TipOut(Strict):
    """One tip of a volunteer and what came of it."""

    number: str
    at: AwareDatetime
    merchant: Short | None = None
    place: Short | None = None
    standing: TipStanding


class Membership(Strict):
    """Whether a chat is a volunteer's, and what was credited to it."""

    volunteer: VolunteerOut | None = None
    tips: tuple[TipOut, ...] = ()
    """The newest."""
    total: int = 0
    valid: int = 0
    """How many of them all were found true."""
