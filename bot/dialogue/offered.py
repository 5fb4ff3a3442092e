"""After a refused name: the report that was offered, or whatever else is said."""

import re

from bot.dialogue import collecting, deciding
from bot.dialogue.authority import demands_check
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.demanding import MONEY, declined_in, demands_in
from bot.dialogue.kinds import CIVIL
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn

_A_FEW_WORDS = 15
_RATHER_NAMED = re.compile(
    "(?:不|别|唔)(?:想|要|用|是|系)?(?:匿名)?举报|举报[我也都就]*(?:不|唔|免|算)|还是投诉|实名"
)
_LETS_GO = re.compile(r"钱[^，,。；;\s]{0,3}(?:不追|不要|算了)|不追(?:钱|究|讨)?了")
"""那钱不追了: what was claimed is let go."""


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """Who lets the money go, or says 举报, takes the offer; all else is collected."""
    text = heard.text
    asks = CIVIL & set(demands_in(text)) and not demands_check(text)
    money = set(MONEY) & set(declined_in(text)) and not asks
    report = "举报" in text and (len(text) <= _A_FEW_WORDS or not asks)
    report = report and not (is_question(text) or _RATHER_NAMED.search(text))
    if money or report or _LETS_GO.search(text):
        chosen = deciding.to_report(conversation, heard)
        if chosen is not None:
            return chosen
    return collecting.hear(conversation.but(stage=Stage.collecting), heard)
