"""What was told in a message of which no sense was made: it is of the matter that follows."""

import re
from datetime import timedelta

from api.contract.codes import Kind
from bot.dialogue.absorbing import absorb
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.smalltalk import puzzle
from bot.dialogue.turn import Heard, Turn

_SOON = timedelta(hours=1)
_FOOD_WRONG = re.compile(
    r"(?:伙食|饭菜|菜品|吃的|喝的|餐食|食品|食材|饮食|盒饭|午餐|早餐|晚餐)[^，,。；;！!？?]{0,6}(?:有|出)(?:了|点|些|大|很大|严重)*(?:问题|毛病|猫腻)"
)


def something_wrong_with_food(text: str) -> bool:
    """养老院伙食有问题: a matter, of which it is asked what was wrong."""
    return _FOOD_WRONG.search(text) is not None


def shrug(conversation: Conversation, heard: Heard, *, asks: bool = False) -> Turn:
    """Nothing made sense; a district or a name in it is kept for what comes next."""
    turn = puzzle(conversation, heard, asks=asks)
    meant = heard.understood
    if meant.outside is not None or Kind.out_of_scope in meant.kinds:
        return turn
    if not (meant.district or meant.place or meant.merchant):
        return turn
    told = absorb(Draft(), heard, conversation.key)
    kept = Draft(facts=told.facts, said=told.said, started_at=told.started_at)
    kept = kept.but(area=told.area, city=told.city)
    return Turn(turn.conversation.but(shrugged=kept), turn.replies)


def before_it(conversation: Conversation, heard: Heard) -> Draft | None:
    """What was told just before, unless this message is of somewhere or somebody else."""
    draft, meant = conversation.shrugged, heard.understood
    if draft is None or draft.started_at is None:
        return None
    known = draft.facts
    late = heard.message.at - draft.started_at > _SOON
    elsewhere = meant.district and known.district and meant.district != known.district
    other = meant.merchant and known.merchant and meant.merchant not in known.merchant
    return None if late or elsewhere or other or meant.outside else draft
