"""A complaint and a report in one telling: the report may go without its writer's name."""

import re

from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed, remember
from bot.dialogue.conversation import Conversation
from bot.dialogue.kinds import MATTERS
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake

_UNNAMED = re.compile(
    r"举报(?:那|这)?(?:份|个|件|条|部分|一半)?的?(?:里|话)?[^，,。；;]{0,4}(?:(?:别|不要|不用|不)(?![^，,。；;]{0,2}匿名)|(?<![不用要必])匿名)"
    r"|(?<![不用要必])匿名举报"
)
"""举报那份别写我名字: the complaint keeps its name."""


def unnamed(conversation: Conversation, heard: Heard) -> Turn | None:
    """举报匿名，投诉用我名字, of both in one; None if it is not said, or there is but one."""
    draft = conversation.draft
    if draft is None or draft.kinds != MATTERS or heard.message.button is not None:
        return None
    if draft.report_unnamed or _UNNAMED.search(heard.text) is None:
        return None
    told = absorb(draft, heard, conversation.key).but(report_unnamed=True, shown=False)
    words = intake.report_unnamed()
    return proceed(remember(conversation).but(puzzled=0), told, heard.channel, words)
