"""Whether a message begins something of its own, where something else was waited for."""

from api.contract.codes import Kind
from bot.dialogue import smalltalk
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Purpose
from bot.dialogue.meaning import SURE, is_a_matter
from bot.dialogue.phones import phone_in
from bot.dialogue.pointing_back import goes_to_the_last
from bot.dialogue.tone import is_empty_talk
from bot.dialogue.turn import Heard

_SHORT = 15


def is_new(heard: Heard) -> bool:
    """Clearly something else than the answer to an officer's question."""
    meant = heard.understood
    own = {Kind.progress, Kind.withdraw, Kind.out_of_scope}.intersection(meant.kinds)
    matter = {Kind.complaint, Kind.report}.intersection(meant.kinds)
    asks = Kind.query in meant.kinds and meant.answer is not None
    pressed = choice_of(heard.message, "kind") is not None
    small = smalltalk.small_talk(heard, new=False) is not None and is_empty_talk(heard.text)
    told = meant.hazards and (meant.merchant or meant.place) and meant.confidence >= SURE
    return bool(own or asks or pressed or small or (matter and told))


def is_only_phone(heard: Heard) -> bool:
    """A number alone, from somebody who has a case: how to be reached."""
    return phone_in(heard.text) is not None and len(heard.text) <= _SHORT


def tells_own(conversation: Conversation, heard: Heard) -> bool:
    """Whether words after a doubtful message show that it was a matter of its own."""
    meant = heard.understood
    told = meant.demand or meant.merchant or meant.place or phone_in(heard.text)
    doubtful = conversation.purpose is Purpose.perhaps and conversation.carried is not None
    own = (bool(told) or is_a_matter(heard)) and not goes_to_the_last(conversation, heard)
    return doubtful and conversation.draft is None and own and heard.message.button is None
