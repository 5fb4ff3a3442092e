"""A complaint and a report in one telling: the report may go without its writer's name."""

from api.contract.codes import Kind
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed, remember
from bot.dialogue.conversation import Conversation
from bot.dialogue.kinds import MATTERS
from bot.dialogue.patching import kinds_said
from bot.dialogue.staying_unnamed import report_unnamed_in
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake


def unnamed(conversation: Conversation, heard: Heard) -> Turn | None:
    """举报匿名，投诉用我名字, of both in one; None if it is not said, or there is but one."""
    draft = conversation.draft
    if draft is None or draft.kinds != MATTERS or heard.message.button is not None:
        return None
    alone = kinds_said(draft, heard.text) == (Kind.report,)  # 投诉不办了，只留举报，匿名
    if draft.report_unnamed or alone or not report_unnamed_in(heard.text):
        return None
    told = absorb(draft, heard, conversation.key).but(report_unnamed=True, shown=False)
    words = intake.report_unnamed()
    return proceed(remember(conversation).but(puzzled=0), told, heard.channel, words)
