"""Who left a name or a number with a report and wants it gone: it goes on without, after a yes."""

from api.contract.codes import Kind
from api.contract.models import Reporter
from bot.dialogue.after_filing import unnamed_already
from bot.dialogue.conversation import Conversation
from bot.dialogue.new_matter import is_new
from bot.dialogue.requests import ShowStored
from bot.dialogue.staying_unnamed import stays_unnamed
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.wording import greeting

_LONGEST = 30
"""A longer text tells something besides."""
_PRESSED_AGAIN = frozenset({"匿名提交", "提交"})
"""After a filing it only presses once more; other words want something changed."""


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """算了还是怕，电话别写了，匿名: said of what was filed; None if it is not."""
    text = heard.text
    if len(text) > _LONGEST or not stays_unnamed(text) or is_question(text) or is_new(heard):
        return None
    return take_off(conversation, heard)


def said(conversation: Conversation, heard: Heard) -> Turn | None:
    """匿名, with nothing in hand: of what is filed already, or None if it begins a matter."""
    already = unnamed_already(conversation, heard)
    if already is not None or not conversation.cases or Kind.report in heard.understood.kinds:
        return already
    filed = conversation.filed
    if filed is not None and not filed.draft.anonymous and heard.text not in _PRESSED_AGAIN:
        named = Turn(conversation, (greeting.filed_with_name(),))
        return take_off(conversation, heard) or named
    return Turn(conversation, (greeting.filed_already(conversation.cases[-1]),))


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
