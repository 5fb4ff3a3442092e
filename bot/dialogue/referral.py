"""After a referral: asked once more whose business it is, or content with it."""

import re

from bot.dialogue import smalltalk
from bot.dialogue.conversation import Draft
from bot.dialogue.turn import Heard
from bot.message import Reply
from bot.wording import trouble

_SHORT = 15
_ASKS_WHOM = re.compile(
    r"(?:找|问|打|联系|归|向)[^，,。]{0,4}(?:谁|哪|什么|几)|谁(?:来)?管|局(?:是吧|对吧|吗|吧)|电话|怎么联系|怎么办|咋办|害怕|好怕|你们(?:不)?管"
)


def after_referral(draft: Draft, heard: Heard) -> Reply | None:
    """那找谁, 好吧: asked once more whose business it is, or content with it."""
    if draft.referral is None or len(heard.text) > _SHORT or heard.message.button is not None:
        return None
    if _ASKS_WHOM.search(heard.text):
        return trouble.whom(draft.referral)
    content = smalltalk.is_nod(heard.text) or smalltalk.gives_in(heard.text)
    return trouble.whenever() if content else None
