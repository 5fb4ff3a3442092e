"""Who left a name or a number with a report and wants it gone: it goes on without, after a yes."""

from api.contract.codes import Kind
from api.contract.models import Reporter
from bot.dialogue.conversation import Conversation
from bot.dialogue.new_matter import is_new
from bot.dialogue.requests import ShowStored
from bot.dialogue.staying_unnamed import stays_unnamed
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn

_LONGEST = 30
"""A longer text tells something besides."""


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """算了还是怕，电话别写了，匿名: said of what was filed; None if it is not."""
    text = heard.text
    if len(text) > _LONGEST or not stays_unnamed(text) or is_question(text) or is_new(heard):
        return None
    return take_off(conversation, heard)


def take_off(conversation: Conversation, heard: Heard) -> Turn | None:
    """Ask what of the report filed just now can be erased; None if nothing was left with it."""
    filed = conversation.filed
    if filed is None or conversation.draft is not None:
        return None
    named = filed.draft.reporter != Reporter() and not filed.draft.anonymous
    if not named or filed.draft.kinds != (Kind.report,):
        return None
    return Turn(
        conversation, (), ShowStored(channel=heard.channel, to_erase=True, number=filed.numbers[0])
    )
