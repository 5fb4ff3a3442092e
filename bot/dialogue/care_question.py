"""A question of care while somebody is ill: answered at once, whatever else is going on."""

from api.contract.models import Facts
from bot.dialogue import looking_up
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed, remind
from bot.dialogue.asks_doctor import asks_doctor, told_beside
from bot.dialogue.caring import knows_ill, says_to_seek_care
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.facts import facts_of
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers


def answer_care(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a question of care that needs no more than its answer, or None.

    Whether to see a doctor is answered by the advice that goes before the turn.
    """
    found, ill = heard.understood.answer, knows_ill(conversation)
    doctor = asks_doctor(heard, ill=ill) and (ill or not says_to_seek_care(heard))
    if heard.message.button is not None or not (doctor or (found and is_question(heard.text))):
        return None
    said = () if doctor or found is None else (answers.answer_in_between(found),)
    draft = conversation.draft
    if draft is not None:
        return _while_telling(conversation, draft, heard, *said) if doctor else None
    return _after_filing(conversation, heard, *said)


def with_answer(turn: Turn, conversation: Conversation, heard: Heard) -> Turn:
    """News of the ill that ends in a question of care: passed on, and answered too."""
    found = heard.understood.answer
    asked = found is not None and knows_ill(conversation) and is_question(heard.text)
    return turn.first(answers.answer_in_between(found)) if asked and found else turn


def _while_telling(
    conversation: Conversation, draft: Draft, heard: Heard, *said: Reply
) -> Turn | None:
    """The question that waits is put again; an emergency's officers hear it at once."""
    if told_beside(heard) or heard.understood.emergency:
        return None
    told = draft.but(repeat=True)
    if draft.linked_to is not None:
        told = absorb(told, heard, conversation.key).but(kinds=draft.kinds)
        return proceed(conversation, told, heard.channel).first(*said)
    return remind(conversation).first(*said)


def _after_filing(conversation: Conversation, heard: Heard, *said: Reply) -> Turn | None:
    """What is told along goes to the case; the question alone opens none."""
    known, kept = conversation.urgent, conversation.but(puzzled=0)
    beside = told_beside(heard)
    if known is not None and known.number in conversation.running and (beside or not said):
        carried = _with_day(looking_up.carrying_words(kept, heard), heard)
        return looking_up.add(carried, known.number, heard.channel).first(*said)
    if beside and conversation.running:
        return looking_up.supplement(kept, heard).first(*said)
    return Turn(kept) if not (said or beside) else None


def _with_day(conversation: Conversation, heard: Heard) -> Conversation:
    """The day on which it was eaten goes along, if none was told before."""
    day, told = facts_of(heard).when, conversation.urgent_told
    carried = conversation.carried
    if day is None or carried is None or (told is not None and told.facts.when):
        return conversation
    return conversation.but(carried=carried.but(facts=Facts(when=day)))
