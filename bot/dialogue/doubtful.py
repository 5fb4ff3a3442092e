"""A name that was taken from a story gives way to one that is told by itself.

云朵奶奶蛋糕店, or 小寨东路 老孙家泡馍馆, as a whole message is plainly a trader's name; what was
taken for one in the middle of a story, and reads like none, is not kept against it.
"""

import re

from bot.dialogue.called import ends_in_dishes, is_talk, reads_as_name
from bot.dialogue.likeness import SHOP_ENDS, names_place
from bot.dialogue.naming import neighbour, quoted_in, trader_named
from bot.dialogue.turn import Heard

_LEAD = re.compile(r"^(?:就?是|在|叫|店(?:就)?(?:是|叫))+|[。！!~～，,\s]+|(?:那家|这家)$")


def gives_way(known: str, new: str, heard: Heard, before: tuple[str, ...]) -> bool:
    """Whether a name known is so doubtful that one told by itself takes its place.

    Args:
        known: The name that was taken before.
        new: The name in this message.
        heard: This message.
        before: The words of the messages before.
    """
    told = any(known in {trader_named(text), quoted_in(text)} for text in before)
    if told or reads_as_name(known) or neighbour(heard.text, new):
        return False
    plain = SHOP_ENDS.search(new) is not None or ends_in_dishes(new)
    return plain and _is_all(heard.text, new)


def _is_all(text: str, name: str) -> bool:
    """Nothing but the name, and where it is."""
    rest = _LEAD.sub("", re.sub(r"\d", "", text.replace(name, "，")))
    return rest == "" or (names_place(rest) and not is_talk(rest))
