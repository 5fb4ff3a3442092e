"""Words that name none of several matters: which of them they are of."""

import re
from collections.abc import Sequence

from api.contract.codes import Demand, Kind
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import changed, demands_in
from bot.dialogue.facts import facts_of
from bot.dialogue.kinds import CIVIL
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.script import in_plain
from bot.dialogue.subjects import Owners
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

_SIDES = re.compile(r"左边|右边|门对门|隔壁|对面|挨着|旁边")
_WHERE = frozenset({Ask.place, Ask.spot, Ask.closer})
_A_DAY = 16
"""More characters tell more than a day, or a street."""


def lacking(draft: Draft, told: Sequence[Draft], heard: Heard) -> Owners:
    """昨天晚上我还看见了, 在东门老街, of none by name: of each side by side that lacks it."""
    new = facts_of(heard)
    other = new.merchant or new.food or new.amount or heard.understood.ruled
    if other or len(heard.text) > _A_DAY:
        return frozenset()
    if new.place and _SIDES.search("".join(text for one in told for text in in_plain(one.said))):
        return frozenset(n for n, one in enumerate(told) if one.facts.place is None)
    if new.when is None or new.place:
        return frozenset()
    asked = draft.asking is Ask.when
    without = {n for n, one in enumerate(told) if one.facts.when is None}
    return frozenset(n for n in without if not asked or _breath(told[n]) == _breath(draft))


def _breath(draft: Draft) -> str:
    """The message with which a matter began: of two of one message neither was asked alone."""
    return draft.said[0].id.rsplit(":", 2)[0] if draft.said else ""


def claims_for(draft: Draft, other: Draft, text: str) -> bool:
    """退我320, after a further dispute was told: it has no claim yet, and the first needs none."""
    claims = CIVIL.intersection(demands_in(text)) and changed(draft.facts.demand, text) is None
    lacks = Kind.complaint in other.kinds and not CIVIL.intersection(other.facts.demand)
    sated = CIVIL.intersection(draft.facts.demand) or draft.kinds == (Kind.report,)
    return bool(claims and lacks and sated)


def check_for(draft: Draft, other: Draft, text: str) -> bool:
    """查一查他们, after a further report was told beside a dispute: that is what to check."""
    wished = demands_in(text) == (Demand.punish,) and len(text) <= _A_DAY
    return wished and draft.kinds == (Kind.complaint,) and other.kinds == (Kind.report,)


def place_for(draft: Draft, other: Draft, heard: Heard) -> bool:
    """桃园路那家, after a further matter was told: it has no place yet, the one in hand has."""
    new = facts_of(heard).place
    known = draft.facts.place is not None and draft.asking not in {*_WHERE, *PERSONAL}
    brief = len(heard.text) <= _A_DAY and not heard.understood.ruled
    return bool(new and known and brief and other.facts.place is None)
