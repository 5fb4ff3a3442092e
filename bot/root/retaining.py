"""Takes personal data away as the city's plan says, or tells what it would take."""

from collections.abc import Iterator
from datetime import timedelta

from api.cases.evidence import drop_loose, loose
from api.cases.repository import by_ids
from api.cases.states import is_open
from api.contract.codes import Platform
from api.contract.models import ChannelRef
from api.kit.settings import Settings
from api.outbox import personal
from api.people.followers import followed
from api.people.reporters import cases_of_channel
from api.retention.sweep import Due, find, keep_plan
from bot.inbox.forgetting import Forgetting
from bot.root.failing import CommandError
from bot.root.tracker import Rooms, build
from bot.staff import drafts
from knowledge.cities.privacy import KeepingPlan


def retain(settings: Settings, *, dry_run: bool) -> Iterator[str]:
    """One line for everything that is taken away, or would be.

    Raises:
        CommandError: The city pack has no plan.
    """
    rooms = build(settings)
    try:
        plan = rooms.city.about.keeping
        if plan is None:
            raise CommandError(f"the city pack {settings.city} says nothing about keeping")
        yield from _cases(rooms, plan, dry_run=dry_run)
        yield from _conversations(rooms, plan, dry_run=dry_run)
        yield from _photos(rooms, plan, dry_run=dry_run)
        yield from _officers(rooms, plan, dry_run=dry_run)
        if rooms.database.is_sqlite and not dry_run:
            with rooms.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        rooms.database.close()


def _cases(rooms: Rooms, plan: KeepingPlan, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        with rooms.works.read() as work:
            yield from map(_line, find(work, plan))
        return
    yield from map(_line, keep_plan(rooms.works, plan, rooms.reader.hide))


def _line(one: Due) -> str:
    why = "its reporter wishes it" if one.wish else f"ended on {one.ended_on}"
    return f"{one.number}: {one.level}, {why}"


def _conversations(rooms: Rooms, plan: KeepingPlan, *, dry_run: bool) -> Iterator[str]:
    def needed(platform: Platform, address: str) -> bool:
        with rooms.works.read() as work:
            channel = ChannelRef(platform=platform, address=address)
            ids = [*cases_of_channel(work, channel), *followed(work, channel)]
            return any(map(is_open, by_ids(work, ids)))

    forgetting = Forgetting(rooms.database, rooms.keys, needed)
    before = rooms.works.now() - timedelta(days=plan.conversation_days)
    for conversation in forgetting.idle(before):
        if not dry_run:
            forgetting.forget(conversation)
        yield f"conversation {conversation}: erased, idle for {plan.conversation_days} days"


def _photos(rooms: Rooms, plan: KeepingPlan, *, dry_run: bool) -> Iterator[str]:
    before = rooms.works.now() - timedelta(days=plan.conversation_days)
    with rooms.works.read() as work:
        found = loose(work, before)
    for identifier in found:
        if not dry_run:
            with rooms.works.write() as work:
                drop_loose(work, identifier)
        yield f"photo {identifier[:6]}…: erased, belongs to no case"


def _officers(rooms: Rooms, plan: KeepingPlan, *, dry_run: bool) -> Iterator[str]:
    """News to officers that are about no case, and moves that were left half made in a chat."""
    before = rooms.works.now() - timedelta(days=plan.conversation_days)
    left = rooms.works.now() - drafts.LASTS
    with rooms.works.read() if dry_run else rooms.works.write() as work:
        news = (personal.older if dry_run else personal.drop_older)(work, before)
        moves = (drafts.older if dry_run else drafts.drop_older)(work.session, left)
    if news:
        yield f"news to officers: {news} erased, older than {plan.conversation_days} days"
    if moves:
        yield f"half made moves of officers: {moves} erased, left lying"
