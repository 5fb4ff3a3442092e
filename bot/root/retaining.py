"""Takes personal data away as the city's plan says, or tells what it would take."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from api.cases.evidence import drop_loose, loose
from api.cases.repository import by_ids
from api.cases.states import is_open
from api.contract.codes import Platform
from api.contract.models import ChannelRef
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.settings import Settings
from api.kit.work import Works
from api.outbox import personal
from api.people.followers import followed
from api.people.reporters import cases_of_channel
from api.retention.deeds import Hide
from api.retention.sweep import Due, find, keep_plan
from bot.inbox.forgetting import Forgetting
from bot.root.failing import CommandError
from bot.root.tracker import Rooms, build
from bot.staff import drafts
from knowledge.cities.privacy import KeepingPlan


@dataclass(frozen=True, slots=True)
class Kept:
    """Where personal data lies, how long it is kept, and what hides names in words."""

    database: Database
    keys: Keyring
    works: Works
    plan: KeepingPlan
    hide: Hide


def retain(settings: Settings, *, dry_run: bool) -> Iterator[str]:
    """One line for everything that is taken away, or would be.

    Raises:
        CommandError: The city pack has no plan.
    """
    rooms = build(settings)
    try:
        kept = kept_in(rooms)
        if kept is None:
            raise CommandError(f"the city pack {settings.city} says nothing about keeping")
        yield from carry_out(kept, dry_run=dry_run)
    finally:
        rooms.database.close()


def kept_in(rooms: Rooms) -> Kept | None:
    """What is kept in a tracker's rooms; None where the city has no plan."""
    plan = rooms.city.about.keeping
    if plan is None:
        return None
    return Kept(rooms.database, rooms.keys, rooms.works, plan, rooms.reader.hide)


def carry_out(kept: Kept, *, dry_run: bool = False) -> Iterator[str]:
    """Take away what is due; one line for everything that is, or would be."""
    yield from _cases(kept, dry_run=dry_run)
    yield from _conversations(kept, dry_run=dry_run)
    yield from _photos(kept, dry_run=dry_run)
    yield from _officers(kept, dry_run=dry_run)
    if kept.database.is_sqlite and not dry_run:
        with kept.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _cases(kept: Kept, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        with kept.works.read() as work:
            yield from map(_line, find(work, kept.plan))
        return
    yield from map(_line, keep_plan(kept.works, kept.plan, kept.hide))


def _line(one: Due) -> str:
    why = "its reporter wishes it" if one.wish else f"ended on {one.ended_on}"
    return f"{one.number}: {one.level}, {why}"


def _conversations(kept: Kept, *, dry_run: bool) -> Iterator[str]:
    def needed(platform: Platform, address: str) -> bool:
        with kept.works.read() as work:
            channel = ChannelRef(platform=platform, address=address)
            ids = [*cases_of_channel(work, channel), *followed(work, channel)]
            return any(map(is_open, by_ids(work, ids)))

    forgetting = Forgetting(kept.database, kept.keys, needed)
    before = kept.works.now() - timedelta(days=kept.plan.conversation_days)
    for conversation in forgetting.idle(before):
        if not dry_run:
            forgetting.forget(conversation)
        yield f"conversation {conversation}: erased, idle for {kept.plan.conversation_days} days"


def _photos(kept: Kept, *, dry_run: bool) -> Iterator[str]:
    before = kept.works.now() - timedelta(days=kept.plan.conversation_days)
    with kept.works.read() as work:
        found = loose(work, before)
    for identifier in found:
        if not dry_run:
            with kept.works.write() as work:
                drop_loose(work, identifier)
        yield f"photo {identifier[:6]}…: erased, belongs to no case"


def _officers(kept: Kept, *, dry_run: bool) -> Iterator[str]:
    """News to officers that are about no case, and moves that were left half made in a chat."""
    days = kept.plan.conversation_days
    before = kept.works.now() - timedelta(days=days)
    left = kept.works.now() - drafts.LASTS
    with kept.works.read() if dry_run else kept.works.write() as work:
        news = (personal.older if dry_run else personal.drop_older)(work, before)
        moves = (drafts.older if dry_run else drafts.drop_older)(work.session, left)
    if news:
        yield f"news to officers: {news} erased, older than {days} days"
    if moves:
        yield f"half made moves of officers: {moves} erased, left lying"
