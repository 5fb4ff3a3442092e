"""海老大水产, after 大关菜场 was told: who trades in it, whatever was asked since."""

import re

from bot.dialogue.called import ends_in_dishes
from bot.dialogue.conversation import Draft
from bot.dialogue.housed import is_house
from bot.dialogue.identity import is_bare_name
from bot.dialogue.in_words import SHOP, free_name, trimmed, with_fact
from bot.dialogue.likeness import can_be_detail, names_place
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

_WHERE = frozenset({Ask.place, Ask.closer, Ask.spot})


def with_stall_told(draft: Draft, heard: Heard) -> Draft | None:
    """The draft with the stall as its trader and the market as its place, if one is named."""
    house = draft.facts.merchant
    if house is None or not is_house(house) or draft.asking is None or is_question(heard.text):
        return None
    first, *rest = [trimmed(part) for part in re.split(r"[，,。；;！!\s]+", heard.text)]
    rest = [part for part in rest if part]
    if not first or names_place(first) or not all(can_be_detail(one) for one in rest):
        return None
    name = _name_in(first, heard, surely=draft.asking not in _WHERE)
    if name is None or name in house:
        return None
    known = draft.facts.place or ""
    return with_fact(draft, merchant=name, place=house if known in house else f"{known}{house}")


def _name_in(words: str, heard: Heard, *, surely: bool) -> str | None:
    """The name that the words are; where something else was asked, plainly one of a trade."""
    named = heard.understood.merchant
    trade = SHOP.search(words) or ends_in_dishes(words) or named == words
    if is_bare_name(words) or (surely and not trade):
        return None
    return named if named and words.endswith(named) else (None if surely else free_name(words))
