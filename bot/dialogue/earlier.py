"""Short words on what was filed before, or on how a filing goes: they open no matter."""

from api.contract.codes import Kind
from bot.dialogue import looking_up
from bot.dialogue.conversation import Conversation, Purpose
from bot.dialogue.leaving import takes_back
from bot.dialogue.meaning import asks_how_told, asks_progress, asks_when
from bot.dialogue.turn import Heard, Turn
from bot.wording import answers


def about_an_earlier_one(conversation: Conversation, heard: Heard) -> Turn | None:
    """Its number is lost, it is to be taken back, how or when its end is told; else None."""
    if heard.message.button is not None or conversation.questions:
        return None
    return _of_a_case(conversation, heard) or _of_a_filing(conversation, heard)


def _of_a_case(conversation: Conversation, heard: Heard) -> Turn | None:
    """About one that was filed from here."""
    if conversation.cases and looking_up.lost_number(heard.text):
        return looking_up.without_number(conversation, heard)
    if conversation.running and asks_progress(conversation, heard):
        return looking_up.progress_of(conversation, heard)
    if conversation.running and takes_back(heard.text):
        return looking_up.look_up(conversation, heard, Purpose.withdraw)
    return None


def _of_a_filing(conversation: Conversation, heard: Heard) -> Turn | None:
    """How the end of any is told, and when, before there is one."""
    if heard.understood.answer is not None or heard.understood.merchant is not None:
        return None
    kept = conversation.but(puzzled=0)
    if asks_how_told(heard.text):
        return Turn(kept, (answers.how_it_is_told(),))
    stands = Kind.progress in heard.understood.kinds
    soon = not conversation.cases and not stands and asks_when(heard.text)
    return Turn(kept, (answers.date_comes_with_filing(),)) if soon else None
