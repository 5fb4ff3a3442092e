"""A confirmed withdrawal: of one case, or of both that came of one message."""

import re

from api.contract.models import CaseView, ChannelRef, Withdrawal
from bot.dialogue.conversation import Conversation
from bot.dialogue.requests import TakeBack
from bot.dialogue.traces import Carried
from bot.dialogue.turn import Heard, Turn
from bot.wording import progress

_ALL = re.compile("都|全部?|两[个件条]|一起")


def take_back(conversation: Conversation, heard: Heard) -> Turn:
    """The withdrawal was confirmed; 都撤 takes the other half of its message back too."""
    number = conversation.choices[0]
    filed = conversation.filed
    twins = filed.numbers if filed is not None and number in filed.numbers else ()
    both = heard.message.button is None and _ALL.search(heard.text) is not None
    also = tuple(one for one in twins if both and one != number)
    return _back(conversation.but(carried=Carried(also=also)), number, heard.channel)


def next_one(conversation: Conversation, view: CaseView, channel: ChannelRef) -> Turn | None:
    """One is withdrawn: the next of them, or None if that was all."""
    carried = conversation.carried
    if carried is None or not carried.also:
        return None
    number, *rest = carried.also
    kept = conversation.but(carried=carried.but(also=tuple(rest)))
    return _back(kept, number, channel).first(progress.withdrawn(view))


def _back(conversation: Conversation, number: str, channel: ChannelRef) -> Turn:
    conversation, key = conversation.next_key()
    body = Withdrawal(key=key, channel=channel, at=conversation.moment)
    return Turn(conversation, (), TakeBack(number=number, body=body))
