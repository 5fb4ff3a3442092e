"""After a referral: asked once more whose business it is, or content with it."""

import re
from collections.abc import Callable

from bot.dialogue import meaning, smalltalk
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed
from bot.dialogue.beginning import begin_draft
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.kinds import VAGUE
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import trouble

Hear = Callable[[Conversation, Heard], Turn]

_INSISTS = re.compile(r"(?:投诉|举报|反映|说)的?(?:是|就是)|主要是|不是.{1,10}是|关键是|我是说")
"""After a referral: 我投诉的是他用的油, what is meant is food."""
_A_WORD = 5
_SHORT = 15
_ASKS_WHOM = re.compile(
    r"(?:找|问|打|联系|归|向)[^，,。]{0,4}(?:谁|哪|什么|几)|谁(?:来)?管|局(?:是吧|对吧|吗|吧)|电话|怎么联系|怎么办|咋办|害怕|好怕|你们(?:不)?管"
)

_ASKS_OURS = re.compile(
    r"(?:食堂|饭堂|饭菜|饭店|餐馆|餐厅|外卖|吃的|喝的|食品|食物|[饭菜肉奶](?=[坏馊臭有里的]))[^，,。；;]{0,12}(?:你们|这里|这边)(?:总|应该|得|能|可以|也|会)*管(?!不了|不着)"
    r"|(?:你们|这里|这边)(?:总|得|能|可以|也|会)*管[^，,。；;]{0,6}(?:食堂|饭堂|饭店|餐馆|餐厅|外卖|吃的|喝的|食品|食物)"
)
"""那食堂的事你们管吧: whether food is this office's business."""


def hear(conversation: Conversation, heard: Heard, begin: Hear) -> Turn:
    """A message after a referral; `begin` hears what is a matter of its own."""
    words = after_referral(conversation.draft or Draft(), heard)
    return _more(conversation, heard, begin) if words is None else Turn(conversation, (words,))


def after_referral(draft: Draft, heard: Heard) -> Reply | None:
    """那找谁, 好吧: asked once more whose business it is, or content with it."""
    if draft.referral is None or len(heard.text) > _SHORT or heard.message.button is not None:
        return None
    meant = heard.understood
    other = meant.names_agency and meant.referral not in {None, draft.referral}
    other = other or (meant.answer is not None and len(heard.text) > _A_WORD)  # 外卖你们管吗
    if _ASKS_OURS.search(heard.text) and meant.answer is None and not meant.hazards:
        return trouble.ours_too()
    if _ASKS_WHOM.search(heard.text) and not other:
        return trouble.whom(draft.referral)
    content = smalltalk.is_nod(heard.text) or smalltalk.gives_in(heard.text)
    return trouble.whenever() if content else None


def _more(conversation: Conversation, heard: Heard, begin: Hear) -> Turn:
    """Another matter begins anew; more of the same stays where it belongs."""
    draft, meant = conversation.draft or Draft(), heard.understood
    where = meant.merchant or meant.place or meant.district
    new = heard.evidence or (where and meaning.is_a_matter(heard))
    if draft.kinds and meant.district and not new and meant.outside is None:
        here = {"place": meant.place or draft.facts.place, "district": meant.district}
        here |= {"division": meant.division, "street": meant.street}
        bare = draft.but(facts=draft.facts.model_copy(update=here), area=None, city=None)
        told = absorb(bare, heard, conversation.key)
        return proceed(conversation.but(stage=Stage.collecting), told, heard.channel)
    if meant.outside is not None and not meaning.is_a_matter(heard):
        return Turn(conversation, (trouble.other_city(meant.outside, heard.city),))
    asks = meant.answer is not None or (meant.names_agency and meant.referral != draft.referral)
    asks = asks or smalltalk.small_talk(heard, new=False) is not None
    clear = set(meant.hazards) - VAGUE - set(draft.hazards)
    if meaning.is_a_matter(heard) and _goes_on(draft, heard):
        kept = conversation.but(stage=Stage.idle, draft=None)
        return begin_draft(kept, heard, start=draft.but(referral=None))
    if heard.message.button or new or asks or clear or meant.outside or not heard.text:
        turn = begin(conversation.but(stage=Stage.idle, draft=None), heard)
        beside = turn.conversation.draft is None and is_question(heard.text)
        return Turn(conversation, turn.replies) if beside and not (new or turn.request) else turn
    ours = bool(draft.kinds)
    if not ours and (conversation.puzzled or _INSISTS.search(heard.text)):
        kept = conversation.but(stage=Stage.idle, draft=None)
        return begin_draft(kept, heard, start=draft.but(referral=None))
    conversation = conversation.but(puzzled=conversation.puzzled + 1)
    kept = conversation.but(draft=absorb(draft, heard, conversation.key).but(kinds=draft.kinds))
    return Turn(kept, (trouble.still_elsewhere(heard.city, ours=ours),))


def _goes_on(draft: Draft, heard: Heard) -> bool:
    """主要是没证, after another department was named: ours after all, of whom was told before."""
    meant, known = heard.understood, draft.facts
    wrong = set(meant.hazards) - VAGUE
    other = meant.merchant and known.merchant and meant.merchant not in known.merchant
    away = meant.district and known.district and meant.district != known.district
    return draft.kinds == () and bool(wrong) and not (other or away or meant.outside)
