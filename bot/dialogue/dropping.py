"""One of several matters is let go of: 第二件算了, 只交第一个."""

import re
from collections.abc import Sequence

from bot.dialogue import companions, deciding, leaving
from bot.dialogue.asking import proceed
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.subjects import owners_by_clause
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import several as words

_DROPS = re.compile(
    r"(?:(?:就|先|还是|那|我|也)*(?:算了|作罢|放弃|取消|撤(?:了|掉|销|回)?"
    r"|不(?:用|想|要)?(?:再)?(?:投诉|举报|告|弄|办|交|提交|登记|报|追究|管|搞)|不要))(?:吧|了|啦|掉)*[，,。；;！!\s]*$"
)
_ONLY = re.compile(
    r"(?:只|就|光|单)(?:要|想|用|需要|给我)?(?:提交|交|投诉|举报|办|报|登记|弄|留)(?!了)"
)
_OF_MONEY = re.compile(r"钱|款|赔|道歉|匿名|名字|发票")
"""第二家的钱不要了 lets go of a claim, and of no matter."""
_HANDS_IN = re.compile(r"(?<!不)(?<!不用)(?<!先不)(?:提交|交)(?!了)")
_LONGEST = 40


def drop_one(conversation: Conversation, heard: Heard) -> Turn | None:
    """Go on without the matters that are let go of; None if a message does no such thing."""
    draft = conversation.draft
    if draft is None or not conversation.beside or heard.message.button is not None:
        return None
    told = companions.in_order(conversation)
    kept = _kept(told, heard.text, told.index(draft))
    if not kept or len(kept) == len(told):
        return None
    gone = [one for one in told if one not in kept]
    now = draft if draft in kept else kept[0]
    rest = tuple(one for one in kept if one is not now)
    stage = conversation.stage if now is draft else Stage.collecting
    after = conversation.but(draft=now, beside=rest, stage=stage, history=(), puzzled=0)
    lead = words.let_go([one.facts.merchant or one.facts.food or "" for one in gone])
    if _HANDS_IN.search(heard.text) and companions.is_whole(now):
        filed = deciding.submit(after, heard)
        return filed.first(Reply(text=lead)) if filed is not None else None
    return proceed(after, now.but(repeat=True, shown=False), heard.channel, lead)


def _kept(told: Sequence[Draft], text: str, last: int) -> list[Draft]:
    """The matters that stay; all of them where none is let go of."""
    if len(text) > _LONGEST or not leaving.is_of_matter(text):
        return list(told)
    gone: set[int] = set()
    for clause, owners in owners_by_clause(told, text, last):
        if owners is None or _OF_MONEY.search(clause):
            continue
        if _DROPS.search(clause):
            gone |= owners
        elif _ONLY.search(clause) and not owners <= gone:
            gone |= set(range(len(told))) - owners
    return [one for n, one in enumerate(told) if n not in gone]
