"""What an officer may take back: what was told to nobody outside. Pure.

Nothing is removed: an undo is an event of its own. What was sent to a citizen, every decision,
and every look at an identity stays.
"""

from collections.abc import Collection, Sequence

from api.cases.events import EventKind
from api.cases.thread import Entry

_ANY_TIME = frozenset({EventKind.noted})
_ONLY_LAST = frozenset({EventKind.assigned, EventKind.corrected})
_WITHIN = frozenset({"kept", "spread"})
"""How a case is given to somebody of the same office, which nobody outside is told."""


def undoable(
    entries: Sequence[Entry], officer_id: str, *, supervises: bool, is_open: bool
) -> frozenset[int]:
    """The numbers of the events that an officer may take back now.

    One's own, and who supervises anybody's; an assignment and a correction only while it is the
    last one, and a change of kind only while the person need not be told of it.
    """
    gone = {one.data.get("undoes") for one in entries}
    found = set()
    for at, one in enumerate(entries):
        own = supervises or one.actor == f"officer:{officer_id}"
        by_officer = one.actor.startswith("officer:")
        if not (own and by_officer) or one.no in gone or "undoes" in one.data:
            continue
        later = {other.kind for other in entries[at + 1 :]}
        if _may_go(one, later, entries[:at], is_open=is_open):
            found.add(one.no)
    return frozenset(found)


def _may_go(
    one: Entry, later: Collection[EventKind], before: Sequence[Entry], *, is_open: bool
) -> bool:
    if one.kind in _ANY_TIME:
        return True
    if not is_open:
        return False
    if one.kind is EventKind.joined:
        return EventKind.parted not in later
    if one.kind not in _ONLY_LAST or one.kind in later:
        return False
    if one.kind is EventKind.corrected:
        return "kind" not in dict(one.data.get("changes") or {})
    had = [other for other in before if other.kind is EventKind.assigned]
    return bool(
        had
        and one.data.get("office_rule") in _WITHIN
        and had[-1].data.get("office") == one.data.get("office")
    )
