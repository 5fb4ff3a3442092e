"""Cases of another chat that a receipt code opened in this one."""

from collections.abc import Sequence

from api.contract.models import CaseView
from bot.dialogue.conversation import Conversation
from bot.dialogue.traces import OpenQuestion


def take_up(conversation: Conversation, views: Sequence[CaseView]) -> Conversation:
    """Know the cases as if they were of this chat: what is asked, and which have ended."""
    numbers = [view.number for view in views]
    asked = tuple(
        OpenQuestion(number=view.number, text=view.question) for view in views if view.question
    )
    others = tuple(one for one in conversation.questions if one.number not in numbers)
    ended = {*conversation.ended, *(view.number for view in views if not view.open)}
    cases = tuple(dict.fromkeys((*conversation.cases, *reversed(numbers))))
    return conversation.but(
        cases=cases,
        ended=tuple(number for number in cases if number in ended),
        questions=(*others, *asked),
    )
