"""Where it was, after a message: what it tells put beside what was told before."""

import re

from api.contract.codes import Kind
from bot.dialogue.closer import (
    its_road,
    its_spot,
    nearer,
    nothing_else,
    pointed_at,
    with_its_stall,
)
from bot.dialogue.conversation import Draft
from bot.dialogue.script import in_plain
from bot.dialogue.side_by_side import is_all_it_says
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import stated_place

_SCHOOL = re.compile(r"(?:学校|[小中]学|幼儿园)$")
_AT_SCHOOL = re.compile(r"(?:学校?|校|幼儿园)(?P<at>门口|旁边?|对面|附近|隔壁)")


def beside_school(draft: Draft) -> dict[str, str]:
    """桥头小学门口 of a shop at its gate: the school that was told is where, and not who."""
    known = draft.facts
    said = (_AT_SCHOOL.search(text) for text in in_plain(draft.said))
    found = next((one for one in said if one is not None), None)
    if found is None or _SCHOOL.search(known.merchant or "") is None:
        return {}
    return {"place": f"{known.place or ''}{known.merchant}{found['at']}"[:300]}


def place_now(draft: Draft, heard: Heard, new: str | None, *, here: bool) -> str | None:
    """The place by now; None while none is known.

    Args:
        draft: What was known before the message.
        heard: The message.
        new: The place recognised in it.
        here: Whether that is the trader's, and not where its writer lives.
    """
    known = draft.facts.place
    said = stated_place(heard) if draft.kinds == (Kind.report,) else None
    if said is not None:
        return said
    spot = its_spot(draft, heard.text) if here else None
    new = spot or new
    if here and new is not None and new not in (known or ""):
        alone = is_all_it_says(new, heard) or nothing_else(heard)
        road = its_road(draft, heard.text)  # 光明大街, where 大街 was recognised
        return nearer(draft, known, road or new, alone=alone or bool(road or spot))
    if known is None:
        return pointed_at(heard.text)
    return (with_its_stall(known, heard.text) if here else None) or known
