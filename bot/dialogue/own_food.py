"""自己在山上捡的野蘑菇, 我妈腌的酸菜: what nobody sold, and of which no trader is looked for.

Whoever is ill gets the advice all the same. Nothing is filed; a case that was filed before it was
said stays with the officers on duty, and nobody is asked any more where it was bought.
"""

import re
from dataclasses import replace

from api.contract.codes import Hazard, Kind
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.plan import SKIPPABLE
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import emergency
from bot.wording.asks import Ask

_KIN = (
    r"(?:老公|老婆|爱人|丈夫|妻子|老伴|爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母"
    r"|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|孩子|小孩|老人|叔叔?|婶婶?|舅舅?|姨|姑姑?|亲戚|邻居)"
)
_WHO = rf"(?:自己|自个儿?|自家|家里|我们|咱们?|我|俺|{_KIN})"
_TAKEN = r"(?:采|捡|摘|挖|拾|捞|钓|抓|捉|逮|割)"
_MADE = r"(?:种|养|做|煮|炒|炖|蒸|包|酿|泡|腌|渍|熬|晒|灌|卤|烤|发酵|榨|弄|拌)"
_OWN = re.compile(
    rf"{_WHO}[^，,。；;！!？?吃喝买卖点订他她老]{{0,8}}(?:{_TAKEN}(?:的|了|来|到|回|些|点)|{_MADE}(?:出来|好)?的)"
    rf"|(?:山上|山里|后山|野外|林子|树林|河里|海边|地里|田里|菜地|路边|院子里?|草地|公园)[^，,。；;！!？?吃喝买卖]{{0,6}}{_TAKEN}(?:的|了|来|到|回|些|点)"
    rf"|自(?:己|家)(?:在家)?(?:{_TAKEN}|{_MADE})的"
)
_UNSOLD = re.compile(
    r"(?:不是|没有?)(?:在?外面|在?店里|花钱|哪家|谁家|跟谁|从哪儿?|在?超市|在?市场)?(?:买|卖)(?:来|给我们?)?的?"
    r"|没(?:有)?(?:商家|店家|人卖|谁卖)|不(?:是)?(?:投诉|举报)(?:谁|哪家|任何人)"
)
"""不是买的, 没人卖: said outright."""
_SOLD = re.compile(
    r"买|卖|店|饭馆|餐|酒楼|大排档|排档|食堂|外卖|老板|商家|摊|超市|市场|菜场|网购|网上|下单|点的|点了|订的|打包|套餐|花了|块钱|\d元|农家乐|民宿"
    r"|宴|席|私房|团购|微商|朋友圈|直播|群里|[他她人这那]家|厂|作坊|学校|幼儿园|单位|公司|工地|养老院|饭堂"
)
"""A trader, or a kitchen that answers for what it serves."""
_ASKED_NO_MORE = SKIPPABLE | {Ask.demand, Ask.anonymity}


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of what nobody sold, or None if somebody may have."""
    draft, before = conversation.draft, conversation.unsold
    if heard.message.button is not None or not heard.text or conversation.urgent_told is not None:
        return None
    sold = heard.understood.merchant is not None or _is_sold(heard)
    if before is not None and draft is None and sold:
        return None
    said = nobody_sold(heard.text) and not heard.understood.merchant
    if draft is None:
        ill = illness_in(heard, known=before is not None) is not Illness.none
        told = ill or (Hazard.poisoning in heard.understood.hazards and _is_told(heard))
        again = before is not None and (told or said)
        return _not_filed(conversation, heard) if again or (told and said) else None
    if not said or draft.facts.merchant or not _is_of_ill(draft):
        return None
    filed = draft.linked_to is not None
    return _nobody_to_ask(conversation, draft, heard) if filed else _not_filed(conversation, heard)


def nobody_sold(text: str) -> bool:
    """Whether a text says that what was eaten was found, grown or made at home."""
    rest = _UNSOLD.sub("", text)
    return (rest != text or _OWN.search(text) is not None) and _SOLD.search(rest) is None


def with_what_was_told(conversation: Conversation, heard: Heard) -> tuple[Conversation, Heard]:
    """其实是在店里买的: what was told before is taken up, and is an emergency if it was one."""
    before = conversation.unsold
    if before is None or conversation.draft is not None or not _is_sold(heard):
        return conversation, heard
    taken = conversation.but(draft=before, unsold=None, stage=Stage.collecting)
    now: dict[str, object] = {"kinds": (Kind.report,), "referral": None, "answer": None}
    now |= {"emergency": heard.understood.emergency or before.emergency}
    return taken, replace(heard, understood=heard.understood.model_copy(update=now))


def _is_sold(heard: Heard) -> bool:
    return _SOLD.search(_UNSOLD.sub("", heard.text)) is not None


def _is_told(heard: Heard) -> bool:
    return bool({Kind.complaint, Kind.report}.intersection(heard.understood.kinds))


def _is_of_ill(draft: Draft) -> bool:
    ill = draft.emergency or draft.facts.people_ill
    return bool(ill) or Hazard.poisoning in draft.hazards


def _not_filed(conversation: Conversation, heard: Heard) -> Turn:
    """Only the advice and the answers; should somebody have sold it, all that was told is kept."""
    known = conversation.draft or conversation.unsold
    told = absorb(known or Draft(), heard, conversation.key)
    grave = told.emergency or illness_in(heard, known=True) is Illness.grave
    told = told.but(
        kinds=told.kinds or (Kind.report,), emergency=grave, asking=None, asked={}, shown=False
    )
    rest = conversation.at_rest().but(unsold=told)
    words = emergency.nobody_sold() if conversation.unsold is None else emergency.go_on_caring()
    return Turn(rest, (Reply(text=words),))


def _nobody_to_ask(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """The case stays with the officers on duty; nothing more is asked of where it was bought."""
    told = absorb(draft, heard, conversation.key).but(kinds=())
    told = told.but(skipped=draft.skipped | _ASKED_NO_MORE, asking=None)
    words = emergency.filed_though_unsold()
    return proceed(conversation.but(puzzled=0), told, heard.channel, words)
