"""What a message does with all that is being told: it begins again, gives up, or turns elsewhere.

哎不对 我把两单搞混了 重来 · 头发就算了 取消 · 换一个，举报。… are told clause by clause: a command
need not stand alone to be one.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import leaving, obeying
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.demanding import demands_in, only_claims
from bot.dialogue.facts import FIELDS
from bot.dialogue.turn import Heard, Turn
from bot.wording import greeting

_CLAUSES = re.compile(r"[\s，,。.！!；;、：:…~～？?]+")
_FROM_ANEW = r"(?:我|那|还是|要|想)*(?:{})(?:一?[遍次下]|过)*(?:吧|了|啊|哈)*"
_OVER_AGAIN = re.compile(_FROM_ANEW.format("重来|(?:重新|从头|重头)(?:来|填|开始|弄)|重填"))
_TELLS_AGAIN = re.compile(
    _FROM_ANEW.format("重来|(?:重新|从头|重头)(?:来|说|讲|填|开始|弄)|重说|重填")
)
"""Before a story; alone, 我重新说一遍 may mean no more than an address."""
_GIVES_UP = re.compile(
    r"(?:[唉哎诶额呃那我就还是先都，]|算了|这个?|那个?|干脆)*"
    r"(?:取消|不(?:想|要)?(?:投诉|举报|办|弄|搞|报|告|填|追究|折腾|计较)了|放弃|作罢)(?:掉|了|吧|啦|算了)*"
)
"""A clause that gives up whatever it is said of."""
_LETS_BE = re.compile(
    r"[^退赔钱名歉]{0,8}?算了(?![一-鿿]{7,})[^退赔钱名歉]{0,8}|(?:先|就)?不(?:说|提|管)(?:了|这个|那个|它).{0,4}"
    r"|[^退赔名歉]{0,10}(?:不(?:想|值得?|至于|值当|够)?|懒得|没必要|犯不[着上])(?:再|跟他们?|为这个?)*"
    r"(?:折腾|计较|较真|纠结|浪费时间|费(?:这个|那个)?(?:劲|事|神)|麻烦|操心|耗|车费|折騰)了?[吧啦]?"
)
"""头发就算了, 算了一碗面的事, 18块钱不折腾了: of the matter, and of no claim nor name."""
_ALL_BE = re.compile(r"(?:那|就|还是|都)*算了[吧啦]?")
_FILLER = re.compile(
    r"(?:[唉哎诶额呃嗯哦啊好那吧行]|不好意思|抱歉|谢谢|麻烦|小事|没事|没什么"
    r"|[一二两三几十\d]+块钱?的?(?:小?事)?|多大点?事|不值得?)+"
)
_ANOTHER = re.compile(
    r"(?:另外?(?:还?有)?|别的|换)(?:说|报|讲|投诉|举报)?(?:一|1)?(?:个|件|家|条|桩|样)(?!价|货|新|大|小)|另外(?:的|一)?(?:事|问题)|别的(?:事|店|问题)"
)
_BEGINS = re.compile(r"[那我就要想来还是再好吧嗯，,\s]*(?:举报|投诉|检举)(?![吧了]|$)(?!.*继续)")
_A_LINE = 30
_TELLING = frozenset(
    {Stage.choosing, Stage.collecting, Stage.stuck, Stage.confirming, Stage.offering}
)
Hears = Callable[[Conversation, Heard], Turn]


def turned(conversation: Conversation, heard: Heard, idle: Hears) -> Turn | None:
    """What becomes of the draft, and of the rest of the message; None if nothing is done to it.

    Args:
        conversation: As it stands.
        heard: The message.
        idle: Hears a message as the first of a conversation.
    """
    draft = conversation.draft
    if draft is None or heard.message.button is not None or conversation.stage not in _TELLING:
        return None
    clauses = [one for one in _CLAUSES.split(heard.text) if one]
    again = _begun_again(conversation, heard, clauses, idle)
    if again is not None or conversation.beside:
        return again
    elsewhere = _turns_elsewhere(heard, clauses)
    if leaving.was_asked(conversation) and (elsewhere or _is_another(draft, heard)):
        return _put_down(conversation, heard, idle)
    if elsewhere and any(_gives_up(one) for one in clauses[:2]):
        return _put_down(conversation, heard, idle)
    if len(heard.text) <= _A_LINE and command_of(heard) is None and _only_gives_up(clauses):
        return obeying.obey(conversation, heard, Command.cancel)
    return None


def _begun_again(
    conversation: Conversation, heard: Heard, clauses: list[str], idle: Hears
) -> Turn | None:
    """重来 at the end of a few words; or before a story with a trader of its own."""
    meant = heard.understood
    tells = meant.merchant is not None and (meant.hazards or meant.food)
    alone = clauses and _OVER_AGAIN.fullmatch(clauses[-1]) and len(heard.text) <= _A_LINE
    before = clauses and _TELLS_AGAIN.fullmatch(clauses[0]) and tells
    if not before and (not alone or meant.merchant is not None):
        return None
    turn = obeying.obey(conversation, heard, Command.restart)
    return idle(turn.conversation, heard) if turn is not None and before else turn


def _turns_elsewhere(heard: Heard, clauses: list[str]) -> bool:
    """Whether another matter is announced, or told, in so many words."""
    found = _ANOTHER.search(heard.text)
    kinds = {"complaint", "report", "tip"} & set(heard.understood.kinds)
    told = found is not None and len(clauses) > 1 and not only_claims(heard.text)
    return told and bool(kinds or heard.understood.hazards or "说" in heard.text)


def _is_another(draft: Draft, heard: Heard) -> bool:
    """After the question whether to give up: 举报 黑作坊, or a trader with what is wrong there."""
    if _BEGINS.match(heard.text):
        return True
    name, known = heard.understood.merchant, draft.facts.merchant or ""
    return name is not None and name not in known and bool(heard.understood.hazards)


def _gives_up(clause: str) -> bool:
    return bool(_GIVES_UP.fullmatch(clause) or _LETS_BE.fullmatch(clause))


def _only_gives_up(clauses: list[str]) -> bool:
    plain = any(_GIVES_UP.fullmatch(one) for one in clauses) or (
        len(clauses) > 1 and _ALL_BE.fullmatch(clauses[-1]) is not None
    )
    money = any(demands_in(one) for one in clauses)
    return plain and not money and all(_gives_up(one) or _FILLER.fullmatch(one) for one in clauses)


def _put_down(conversation: Conversation, heard: Heard, idle: Hears) -> Turn:
    """What was told is given up, and the message is heard for itself."""
    filed = conversation.draft.linked_to if conversation.draft else None
    kept = conversation.at_rest()
    words = greeting.cancelled(filed)
    meant = heard.understood
    if not (meant.merchant or meant.place) and len(heard.text) <= _A_LINE:
        nothing = dict.fromkeys(FIELDS) | {"findings": (), "hazards": ()}
        bare = meant.model_copy(update=nothing)
        heard = replace(heard, understood=bare)  # 算了一碗面的事: the bowl is of what was
    return idle(kept, heard).first(words)
