"""A bare name or address that may be the person's own: kept apart until it is said whose it is.

The trader learns who and where it is said to be. So what may be the person's name or home goes
into neither before the person said that it is the shop's; said nothing, it is taken as their own.
"""

import re
from dataclasses import replace

from bot.dialogue import supposing, who_first
from bot.dialogue.absorbing import keep_words
from bot.dialogue.asking import proceed, stage_of
from bot.dialogue.commands import Command, choice_of, command_of
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.homes import Owner, owner_of
from bot.dialogue.identity import is_bare_name
from bot.dialogue.only_who import PERSONAL, bare_home
from bot.dialogue.tone import is_question
from bot.dialogue.traces import Unclear
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake
from bot.wording.asks import Ask

_STAGES = frozenset(
    {Stage.choosing, Stage.collecting, Stage.stuck, Stage.offering, Stage.confirming}
)
_NAME_ASKED = frozenset({Ask.merchant, Ask.spot, Ask.what})
_TRADES = frozenset("店铺馆坊档摊厅")
_ENDS = frozenset({Command.submit, Command.as_is, Command.anonymous})
"""Commands that leave the question open."""
_NOT_THAT = re.compile(r"不是[^，,。；;\s]*[，,。；;\s]+")
_THAT_IS = r"(?:对|嗯|哦|这|那|个|就|都|也|是|当然|[，,\s])*"
_ENDS_IN = r"(?:的|了|啊|呀|哦|哈|[。！!\s])*"
_OWN = re.compile(
    rf"{_THAT_IS}(?:(?:我们?|本人|自己|俺)(?:自己|家|的)*"
    r"(?:(?:联系|家庭)?(?:名字?|姓名|地址|住址|家)|(?:现在)?住(?:的|这|那)?(?:里|儿|边|地方)?)?"
    rf"|(?:联系|家庭)地址|住址|家里?|姓名|后者|第二个){_ENDS_IN}"
)
_SHOP = re.compile(
    rf"{_THAT_IS}(?:店家?|店铺|商家|商店|餐厅|超市|老板|他们|摊子?|那家店?|前者|第一个)(?:家|的)*"
    rf"(?:名字?|地址|位置|招牌)?{_ENDS_IN}|{_THAT_IS}招牌{_ENDS_IN}"
)


def answered(conversation: Conversation, heard: Heard) -> tuple[Conversation, Heard]:
    """Said to be the shop's, the words are heard as such; said nothing, they are the person's."""
    draft = conversation.draft
    held = draft.doubt.held if draft is not None else None
    if draft is None or held is None:
        return supposing.told_otherwise(conversation, heard), heard
    owner = _owner_in(heard)
    if owner is Owner.shop:
        said = tuple(one for one in draft.said if one.id != f"{held.key}:s0" or draft.linked_to)
        back = _put_back(draft)
        known = back.doubt.but(theirs=(*back.doubt.theirs, held.text))
        theirs = back.but(doubt=known, said=said)
        again = heard.message.model_copy(update={"text": held.text, "button": None})
        kept = conversation.but(draft=theirs, stage=_stage(held))
        return kept, replace(heard, message=again, understood=held.understood)
    if owner is Owner.person or _waits(heard):
        return conversation, heard
    silent = _with_own(draft, held)
    supposed = silent.doubt.but(supposed=(*silent.doubt.supposed, held))
    silent = silent.but(doubt=supposed)
    kept = conversation.but(draft=silent, stage=_stage(held))
    return supposing.told_otherwise(kept, heard), heard


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """Ask whose it is, or take the answer that it is the person's; None for all else."""
    draft = conversation.draft
    if draft is None or conversation.stage not in _STAGES:
        return None
    asked = draft.doubt.held
    if asked is not None:
        if _owner_in(heard) is not Owner.person:
            return None
        told = _with_own(draft, asked).but(repeat=True)
        kept = conversation.but(stage=_stage(asked), puzzled=0)
        return proceed(kept, told, heard.channel, intake.noted_down())
    held = _held(conversation, draft, heard)
    if held is None:
        return None
    told = keep_words(draft, heard, conversation.key).but(
        doubt=draft.doubt.but(held=held), repeat=False
    )
    return proceed(conversation.but(puzzled=0), told, heard.channel)


def _held(conversation: Conversation, draft: Draft, heard: Heard) -> Unclear | None:
    """What has to be asked about, if it is not clear whose it is."""
    message = heard.message
    if who_first.keeps(draft):
        return None
    if message.button or message.photos or message.location or draft.asking in PERSONAL:
        return None
    name = _is_somebody(draft, heard)
    home = None if name else bare_home(draft, heard)
    if not name and (home is None or owner_of(draft, home, heard.text) is not Owner.unclear):
        return None
    return Unclear(
        text=heard.text,
        words=home or heard.text,
        name=name,
        asked=draft.asking,
        at=message.at,
        key=conversation.key,
        understood=heard.understood,
    )


def _is_somebody(draft: Draft, heard: Heard) -> bool:
    """黄国强 to the question which shop: a person's name, as far as its look says."""
    known = draft.facts.merchant or draft.reporter.name or heard.text in draft.doubt.theirs
    trade = heard.text[-1:] in _TRADES  # 麦香坊, though people are called 麦
    if known or trade or draft.asking not in _NAME_ASKED or not is_bare_name(heard.text):
        return False
    found = {one.kind for one in heard.understood.findings if one.kind != "misspelt"}
    return found == {"person"}


def _owner_in(heard: Heard) -> Owner | None:
    """店的, 是我家: what answers the question; 不清楚 leaves it with the person."""
    pressed = choice_of(heard.message, "whose")
    if pressed is not None:
        return Owner(pressed)
    if command_of(heard) is Command.skip:
        return Owner.person
    words = _NOT_THAT.sub("", heard.text)
    if _SHOP.fullmatch(words):
        return Owner.shop
    return Owner.person if _OWN.fullmatch(words) else None


def _waits(heard: Heard) -> bool:
    """An order or a question in between: it is asked again after it."""
    command = command_of(heard)
    return is_question(heard.text) or (command is not None and command not in _ENDS)


def _with_own(draft: Draft, held: Unclear) -> Draft:
    item = "name" if held.name else "address"
    known = getattr(draft.reporter, item)
    own = draft.reporter.model_copy(update={item: known or held.words})
    return _put_back(draft).but(reporter=own)


def _put_back(draft: Draft) -> Draft:
    """The draft as it waited before this was asked."""
    asked = {ask: times for ask, times in draft.asked.items() if ask is not Ask.whose}
    held = draft.doubt.held
    before = held.asked if held is not None else draft.asking
    return draft.but(doubt=draft.doubt.but(held=None), asking=before, asked=asked)


def _stage(held: Unclear) -> Stage:
    return Stage.confirming if held.asked is None else stage_of(held.asked)
