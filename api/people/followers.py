"""Further chats of a reporter, which a receipt code opened: they are told what the first is."""

from dataclasses import dataclass

from sqlmodel import col, select

from api.contract.codes import Platform
from api.contract.models import ChannelRef
from api.kit.work import Work
from api.people import tables
from api.people.casekeys import open_for, seal_for
from api.people.reporters import channel_blind

MOST = 5
"""Chats a case; a further one takes the place of the oldest."""


@dataclass(frozen=True, slots=True)
class Follower:
    """One further chat."""

    blind: str
    channel: ChannelRef


def follow(work: Work, case_id: str, channel: ChannelRef) -> None:
    """From now on a chat is told of a case; it may be so already."""
    blind = channel_blind(work, channel)
    first = work.session.get(tables.Channel, case_id)
    if first is not None and first.blind == blind:
        first.dead = False  # the person is back
        work.session.add(first)
        return
    row = work.session.get(tables.FurtherChannel, (case_id, blind)) or tables.FurtherChannel(
        case_id=case_id,
        blind=blind,
        platform=channel.platform,
        sealed=seal_for(work, case_id, channel.address, "channel"),
        since=work.now,
    )
    row.since, row.dead = work.now, False
    work.session.add(row)
    work.session.flush()
    for old in _rows(work, case_id)[MOST:]:
        work.session.delete(old)


def followers(work: Work, case_id: str) -> list[Follower]:
    """The further chats of a case that can be reached, newest first."""
    return [_follower(work, row) for row in _rows(work, case_id) if not row.dead]


def followed(work: Work, channel: ChannelRef) -> list[str]:
    """Ids of the cases that a chat opened by receipt code."""
    wanted = select(tables.FurtherChannel.case_id).where(
        tables.FurtherChannel.blind == channel_blind(work, channel)
    )
    return list(work.session.exec(wanted))


def _rows(work: Work, case_id: str) -> list[tables.FurtherChannel]:
    wanted = (
        select(tables.FurtherChannel)
        .where(tables.FurtherChannel.case_id == case_id)
        .order_by(col(tables.FurtherChannel.since).desc(), col(tables.FurtherChannel.blind))
    )
    return list(work.session.exec(wanted))


def _follower(work: Work, row: tables.FurtherChannel) -> Follower:
    address = open_for(work, row.case_id, row.sealed, "channel")
    return Follower(row.blind, ChannelRef(platform=Platform(row.platform), address=address))
