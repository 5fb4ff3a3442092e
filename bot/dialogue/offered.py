"""After a refused name: the report that was offered, or whatever else is said."""

from bot.dialogue import collecting, deciding
from bot.dialogue.authority import demands_check
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.demanding import MONEY, declined_in, demands_in
from bot.dialogue.kinds import CIVIL
from bot.dialogue.turn import Heard, Turn

_A_FEW_WORDS = 15


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """Who lets the money go, or says 举报, takes the offer; all else is collected."""
    text = heard.text
    asks = CIVIL & set(demands_in(text)) and not demands_check(text)
    money = set(MONEY) & set(declined_in(text)) and not asks
    if money or ("举报" in text and len(text) <= _A_FEW_WORDS):
        chosen = deciding.to_report(conversation, heard)
        if chosen is not None:
            return chosen
    return collecting.hear(conversation.but(stage=Stage.collecting), heard)
