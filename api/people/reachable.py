"""Chats that can't be reached, and those that can again: for all cases of a chat at once."""

from sqlmodel import select

from api.contract.models import ChannelRef
from api.kit.work import Work
from api.people.reporters import channel_blind
from api.people.tables import Channel, FurtherChannel


def mark_dead(work: Work, blind: str) -> None:
    """Remember that the chat of a keyed hash can't be reached any more."""
    _mark(work, blind, dead=True)


def mark_alive(work: Work, channel: ChannelRef) -> None:
    """The person of a chat wrote again: it is told from now on."""
    _mark(work, channel_blind(work, channel), dead=False)


def _mark(work: Work, blind: str, *, dead: bool) -> None:
    own = work.session.exec(select(Channel).where(Channel.blind == blind))
    further = work.session.exec(select(FurtherChannel).where(FurtherChannel.blind == blind))
    for row in (*own, *further):
        row.dead = dead
        work.session.add(row)
