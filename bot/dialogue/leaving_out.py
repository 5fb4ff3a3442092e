"""外婆桥和酸菜鱼都莫写进去: what is named is to be no part of the matter."""

import re

from bot.dialogue.absorbing import keep_words
from bot.dialogue.asking import proceed
from bot.dialogue.conversation import Conversation
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake

_OUT = re.compile(
    r"(?:莫|不要|别|甭|不用|唔好|唔使|不必)(?:把[^，,。]{1,8})?(?:给我)?(?:写|记|算|登记|填|加|放|列|扯|牵扯)(?:进去|进来|进|上去|上|在里面|到里面|入去)"
)
_SHORT = 40
_NAMED = ("merchant", "food", "place")
_WHERE = ("district", "division", "street")


def leave_out(conversation: Conversation, heard: Heard) -> Turn | None:
    """Go on without what is named; None if a message leaves nothing out."""
    draft, text = conversation.draft, heard.text
    found = _OUT.search(text)
    if draft is None or len(text) > _SHORT or found is None:
        return None
    named = text[: found.start()] or text
    gone = [name for name in _NAMED if (getattr(draft.facts, name) or "\n") in named]
    if not gone and not any(f.text in named for f in heard.understood.findings):
        return None
    changes = dict.fromkeys(gone)
    if "merchant" in gone:
        changes |= {"merchant_address": None}
    if "place" in gone:
        changes |= dict.fromkeys(_WHERE)
    kept = keep_words(draft, heard, conversation.key)
    kept = kept.but(facts=draft.facts.model_copy(update=changes), repeat=True, shown=False)
    return proceed(conversation.but(draft=kept), kept, heard.channel, intake.left_out())
