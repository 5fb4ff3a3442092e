"""Whose address a correction means: the trader's or the writer's own."""

import re

from api.contract.codes import Kind
from bot.dialogue.conversation import Draft
from bot.dialogue.items import WRONG
from bot.dialogue.kinds import ONLINE
from bot.dialogue.turn import Heard

_A_HOME = re.compile(r"\d(?:栋|幢|单元|室)|(?:小区|花园|家园|公寓|新村|苑|邨)[^，,]{0,12}\d")
"""A dwelling: what a person tells of a trader is seldom a flat."""


def which_address(draft: Draft, new: str) -> str:
    """Place or address: whose words the new one shares more of; a web shop has no place."""
    if re.match(r"(?:我|现在?|目前|搬到了?)*(?:家?住|搬)", new):
        return "address"
    if draft.facts.place is None and draft.setting in ONLINE and draft.reporter.address:
        return "address"
    known = draft.reporter.name or draft.reporter.phone
    if Kind.complaint in draft.kinds and known and draft.reporter.address is None:
        return "address"  # it is what the complaint still lacks
    own, other = _shared(draft.reporter.address, new), _shared(draft.facts.place, new)
    at_home = own == other and Kind.complaint in draft.kinds and _A_HOME.search(new)
    return "address" if own > other or at_home else "place"


def _shared(old: str | None, new: str) -> int:
    return (
        len({old[n : n + 2] for n in range(len(old) - 1) if old[n : n + 2] in new}) if old else 0
    )


def which_item(draft: Draft, heard: Heard, named: str, old: str, new: str) -> str:
    """Of a bare 地址, whose; 地址不对，我住… is the writer's."""
    if named == "place" and re.search(f"住在?{re.escape(new.removeprefix('住'))}", heard.text):
        return "address"
    bare = named == "place" and re.fullmatch(r"把?地址(?:的)?", WRONG.sub("", old))
    return which_address(draft, new) if bare else named
