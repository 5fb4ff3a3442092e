"""Who is writing, told before what happened: it is kept, and not asked again."""

import re

from api.contract.codes import Kind
from api.contract.models import Facts, Reporter
from bot.dialogue.absorbing import keep_words
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.identity import answered, introduced
from bot.dialogue.only_who import only_who
from bot.dialogue.phones import phone_in
from bot.dialogue.smalltalk import small_talk
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import intake
from bot.wording.asks import Ask

_IDLE = frozenset({Kind.chat, Kind.query, Kind.suggestion, Kind.supplement})
_OF_WHO = re.compile(
    r"(?:名字|姓名|电话|号码|手机|地址|信息)[^，,。]{0,6}(?:先|发|给|留|写|说|报)"
    r"|(?:先|等[下会]|一会儿?|待会儿?|马上|慢慢)[^，,。]{0,6}(?:说|讲|打字|事)"
    r"|(?:这|以上|上面)(?:个|些)?是我?的?(?:名字|姓名|电话|号码|手机|地址|信息)"
)
_A_TALE = 24


def begin(conversation: Conversation, heard: Heard) -> Turn | None:
    """我先说我是谁哈: nothing happened yet; None where something is told, or cases are open."""
    if conversation.cases or conversation.questions or not _tells_nothing(heard):
        return None
    own = only_who(None, heard)
    if own is None and phone_in(heard.text) is not None:
        own = answered(heard.text, heard.understood.findings, alone=False)
    if own is None or own.phone is None or not (own.name or own.address):
        return None
    draft = keep_words(Draft(), heard, conversation.key).but(reporter=own)
    return _goes_on(conversation.but(stage=Stage.choosing), draft)


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """More of who they are, or that the matter comes next; None once it comes."""
    draft = conversation.draft
    if draft is None or not _is_bare(draft) or heard.message.button is not None:
        return None
    short = len(heard.text) <= _A_TALE and _OF_WHO.search(heard.text) is not None
    more = _more(draft, heard)
    if more is None and not short:
        return None
    told = keep_words(draft, heard, conversation.key)
    if more is not None:
        known = draft.reporter.model_dump(exclude_none=True)
        told = told.but(reporter=Reporter.model_validate(more.model_dump() | known))
    return _goes_on(conversation, told)


def _more(draft: Draft, heard: Heard) -> Reporter | None:
    """A name, or an address that is said to be one's own."""
    own = introduced(heard.text, heard.understood.findings)
    if own.address is not None and not (heard.understood.merchant or heard.understood.ruled):
        return own
    return only_who(draft.but(asking=Ask.contact), heard) if _tells_nothing(heard) else None


def keeps(draft: Draft) -> bool:
    """Whether no more than who is writing is known, which is not to be lost."""
    return _is_bare(draft)


def _is_bare(draft: Draft) -> bool:
    nothing = draft.facts == Facts() and not draft.kinds and not draft.hazards
    return nothing and draft.reporter != Reporter() and not draft.evidence


def _tells_nothing(heard: Heard) -> bool:
    """No matter, no question, and no greeting that is answered for itself."""
    meant = heard.understood
    told = meant.hazards or meant.food or meant.merchant or meant.emergency
    aside = is_question(heard.text) or small_talk(heard, new=False) is not None
    return not (told or aside) and set(meant.kinds) <= _IDLE


def _goes_on(conversation: Conversation, draft: Draft) -> Turn:
    kept = draft.but(asking=Ask.kind)
    return Turn(conversation.but(draft=kept, puzzled=0), (Reply(text=intake.who_noted()),))
