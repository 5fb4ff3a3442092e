"""A person was asked for; what they say next goes to that person, unless it is something else."""

from api.contract.codes import Kind
from bot.dialogue import looking_up, meaning, opening, results, smalltalk
from bot.dialogue.absorbing import absorb
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers

_SHORT = 15


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """What the person that was asked for gets to read."""
    small = smalltalk.small_talk(heard, new=False) is not None and len(heard.text) <= _SHORT
    if small or smalltalk.is_noise(heard.text):
        return Turn(conversation, (answers.tell_the_person(heard.city),))
    if conversation.cases and Kind.progress in heard.understood.kinds:
        return looking_up.supplement(conversation.at_rest(), heard)
    if meaning.is_named_matter(heard):
        return opening.open_matter(conversation.at_rest(), heard)
    if meaning.tells_of_trader(heard):  # it is registered, and a person can be had all the same
        turn = opening.open_matter(conversation.at_rest(), heard)
        return turn.first(Reply(text=answers.registered_first(heard.city)))
    told = absorb(Draft(), heard, conversation.key)
    return results.to_person(conversation, told, heard.channel)
