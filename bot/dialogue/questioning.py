"""A question: answered with its sources, or handed to a person; and what follows from it."""

import re

from api.contract.models import Facts
from bot.dialogue import filing, smalltalk
from bot.dialogue.absorbing import absorb, said_by
from bot.dialogue.beginning import begin_unsure
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.facts import facts_of
from bot.dialogue.kinds import VAGUE
from bot.dialogue.meaning import DISAGREES, is_purchase, supposes
from bot.dialogue.tone import is_question
from bot.dialogue.traces import Answered
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers, greeting, trouble

_TELLS = re.compile(r"[买喝吃订][了的过][^？?]{4,}(?:结果|可是|但是?|却|发现)")
"""给我妈买的鹿胎膏 … 结果屁用没有: a story, however much it sounds like a question."""
_KEPT = 5
"""So many questions about one thing are kept before the last."""
_AND_THAT = re.compile(r"那么?[^，,。；;！!？?]{1,14}呢[？?]?")


def answer_question(conversation: Conversation, heard: Heard) -> Turn:
    """A question: answered at once with its sources, or handed to a person."""
    meant = heard.understood
    found = meant.answer
    said = said_by(heard, conversation.key)[0]
    hazard = meant.hazards[0] if meant.hazards else None
    told = facts_of(heard).model_copy(update={"demand": ()})
    asked = Answered(
        question=said, told=told, hazard=hazard, answer=found.text[:2000] if found else None
    )
    asked = _after(conversation.answered, asked, heard)
    kept = conversation.but(puzzled=0, answered=asked)
    if found is None and _TELLS.search(heard.text) and not is_question(heard.text):
        return begin_unsure(conversation, heard)
    if found is None and smalltalk.asks_how(heard.text):
        return Turn(kept.but(answered=None), (greeting.help_(heard.city),))
    if found is not None:
        return Turn(kept, (answers.answer(found),))
    about = conversation.cases[-1:] if DISAGREES.search(heard.text) else ()
    kept, request = filing.file_question(
        kept.but(answered=asked.but(handed=True)),
        asked,
        heard.channel,
        about[0] if about else None,
    )
    return Turn(kept, (Reply(text=answers.no_answer_yet()),), request)


def other_goods(conversation: Conversation, heard: Heard) -> Turn | None:
    """A dispute about what was bought and is no food."""
    if heard.understood.referral is None or not is_purchase(heard.text):
        return None
    kept = absorb(Draft(), heard, conversation.key).but(referral=heard.understood.referral)
    away = conversation.but(stage=Stage.referred, draft=kept, puzzled=0)
    return Turn(away, (trouble.other_goods(),))


def from_question(conversation: Conversation) -> Draft:
    """A matter that was first asked about: 能退吗 … 他不退，我要投诉."""
    before = conversation.answered
    if before is None:
        return Draft()
    hazards = (before.hazard,) if before.hazard is not None else ()
    return Draft(hazards=hazards, said=(*before.before, before.question), facts=before.told)


def _after(before: Answered | None, asked: Answered, heard: Heard) -> Answered:
    """能赔多少, after a question with a story in it: what it told is not asked anew."""
    meant = heard.understood
    own = meant.merchant or meant.place or meant.food or set(meant.ruled) - VAGUE
    if before is None or own or not (before.hazard or before.told != Facts()):
        return asked
    new = asked.told.model_dump(exclude_none=True, exclude_defaults=True)
    told = before.told.model_copy(update={name: getattr(asked.told, name) for name in new})
    said = (*before.before, before.question)[-_KEPT:]
    return asked.but(before=said, told=told, hazard=before.hazard or asked.hazard)


def asks_on(conversation: Conversation, heard: Heard) -> bool:
    """那过期的牛奶呢: one more question after one that was answered or handed on."""
    meant = heard.understood
    before = conversation.answered is not None or bool(conversation.cases)
    named = bool(meant.merchant or meant.place or meant.emergency)
    if not named and supposes(heard.text):
        return True
    named = named or bool(meant.demand)
    return before and not named and goes_on_asking(heard.text)


def goes_on_asking(text: str) -> bool:
    """那网购的呢: nothing but one more of the same question."""
    return _AND_THAT.fullmatch(text) is not None
