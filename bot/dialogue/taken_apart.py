"""Name and place where what was recognised as one of them is, or holds, the other."""

import re

from bot.dialogue.called import can_be_trader
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import is_known_place, names_place
from bot.dialogue.turn import Heard

Told = tuple[str | None, str | None]
"""Name and place."""
_DOOR = re.compile(r"(?:的)?(?:后门|后厨|店门口|门口|店里|厨房)$")
_HARDLY, _PLAINLY = 0.1, 0.9


def at_its_door(heard: Heard, name: str | None, place: str | None) -> Told:
    """老六猪脚饭 of 老六猪脚饭后门: a door of somebody, where no other trader is told."""
    stem = _DOOR.sub("", place or "") if name is None else ""
    own = stem != place and likelihoods(stem)[0] > _PLAINLY and can_be_trader(stem)
    if not own or names_place(stem) or is_known_place(stem):
        return name, place
    streets = [one.text for one in heard.understood.findings if one.kind == "street"]
    return stem, next(iter(streets), None)


def likelier(heard: Heard, name: str | None, place: str | None) -> Told:
    """老曾腊味 of 平湖辅城坳买的腊肠 老曾腊味: what is hardly a name ends the place before it."""
    if name is None or likelihoods(name)[0] > _HARDLY:
        return name, place
    names = [one.text for one in heard.understood.findings if one.kind == "merchant"]
    plain = [one for one in names if likelihoods(one)[0] > _PLAINLY and can_be_trader(one)]
    whole = f"{place or ''}{name}"
    if not plain or whole not in heard.text:
        return name, place
    return plain[0], whole
