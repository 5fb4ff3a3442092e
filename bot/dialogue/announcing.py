"""Several matters are announced, and none of them is told yet: 两件事，我一件一件来."""

import re
from collections.abc import Callable
from dataclasses import replace

from api.contract.codes import Hazard, Kind
from bot.dialogue.called import can_be_trader
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.how_many import announces
from bot.dialogue.kinds import CIVIL, VAGUE
from bot.dialogue.likeness import is_known_place
from bot.dialogue.nearby import claims_announced
from bot.dialogue.parting import parts_in
from bot.dialogue.requests import ReadParts
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.wording import several

_TOGETHER = re.compile(
    r"(?:一起|同时|一块儿?|一并)(?:投诉|举报|反映|登记|办|说|讲)[^，,。；;]{0,4}(?:可以|行|能|得|吗|不)"
)
"""一起投诉可以吗: it may, and they are told one by one."""
_OF_EACH = re.compile(r"[两俩二2三3][家个间](?:店|超市|摊|档口?)?[^，,。；;]{0,6}都")
"""两家店的东西都坏了: what is wrong with each of them, whatever they are called."""
_ALL_BAD = re.compile(r"[，,]都(?:出|有)(?:了)?(?:问题|毛病)")
# 又买了水果，都出问题: what was bought, and not yet what was wrong with it.
_ANGER = re.compile(r"黑心?店|黑心商|黑作坊")


def announces_several(conversation: Conversation, heard: Heard) -> bool:
    """两件事，我一件一件来: that more than one matter comes, and none of it yet."""
    if not announces(heard.text):
        return False
    meant = heard.understood
    name = meant.merchant
    named = name is not None and can_be_trader(name)
    named = named and not (_market_in(heard) or announces(str(name)) or _only_names(heard))
    together = _TOGETHER.search(heard.text) is not None
    sold = meant.food and re.search(f"[两俩二2三3](?:家|个|间){meant.food}", heard.text) is None
    asked = Kind.query in meant.kinds and not together
    wrong = _ruled(heard) - VAGUE and _OF_EACH.search(heard.text) is None
    sold = sold and _ALL_BAD.search(heard.text) is None
    told = named or sold or wrong or asked
    bare = not told and meant.outside is None and not meant.emergency
    of_filed = conversation.filed is not None and not (
        "投诉" in heard.text or "举报" in heard.text
    )
    asks = is_question(heard.text) and not together
    return bare and not of_filed and not asks


def _only_names(heard: Heard) -> bool:
    """佳宝超市和旁边的老乡鸡都有问题: who they are, and of none what is wrong."""
    found = {one.text for one in heard.understood.findings if one.kind == "merchant"}
    return len(found) > 1 and not set(heard.understood.hazards) - VAGUE


def _ruled(heard: Heard) -> set[Hazard]:
    """What is said to be wrong; 黑店 is said in anger, and tells nothing."""
    angry = {Hazard.unlicensed} if _ANGER.search(heard.text) else set()
    return set(heard.understood.ruled) - angry


def _market_in(heard: Heard) -> str | None:
    """清湖美食城 of 清湖美食城里两家档口: where they are, and none of them."""
    name = heard.understood.merchant
    if name is None:
        return None
    holds = re.search(
        f"{re.escape(name)}(?:[一-鿿]?[里内边面中上]|那边)?(?:头)?的?(?:有|买了|吃了)?(?:那|这)?[两俩二2三3](?:家|个|间|样|种)",
        heard.text,
    )
    within = re.search(
        f"[两俩二2三3](?:家|个|间)[^。；;]{{0,10}}[，,]?都?[在是][^，,。]*{re.escape(name)}(?:里|内|那|这|[一二三四五负]|楼|广场|$)",
        heard.text,
    )
    return name if holds or within or is_known_place(name) else None


def tells_them(conversation: Conversation, heard: Heard) -> Turn | None:
    """一家是…。另一家是旁边的…: the matters that were announced, all in one message."""
    draft = conversation.draft
    if draft is None or draft.facts.merchant or not any(announces(one.text) for one in draft.said):
        return None
    parts = parts_in(heard)
    if not parts:
        return None
    read = ReadParts(message=heard.message, understood=heard.understood, parts=parts)
    return Turn(conversation, (), read)


def begin(
    conversation: Conversation, heard: Heard, begin_unsure: Callable[[Conversation, Heard], Turn]
) -> Turn:
    """Where it is, and what all of it is called, is kept for the first that is told."""
    turn = begin_unsure(conversation, _without_names(heard))
    return Turn(_awaiting_first(turn.conversation, heard), (several.first_of_several(),))


def _without_names(heard: Heard) -> Heard:
    """The announcement as its first matter is to hear it: a market is a place, 两个店 no name."""
    meant = heard.understood
    market = _market_in(heard)
    areas = {one.text for one in meant.findings if one.kind in {"district", "street"}}
    findings = tuple(one for one in meant.findings if one.kind != "merchant")
    bare = {
        "hazards": tuple(_ruled(heard)),
        "merchant": None,
        "place": (market if meant.place in areas else None) or meant.place or market,
        "findings": findings,
    }
    return replace(heard, understood=meant.model_copy(update=bare))


def _awaiting_first(conversation: Conversation, heard: Heard) -> Conversation:
    """What all of it is called is not asked for again."""
    draft = conversation.draft
    if draft is None:
        return conversation
    claims = claims_announced((heard.text,))  # 一家退款，一家道歉 is of neither yet
    kept = tuple(one for one in draft.facts.demand if one in claims or one not in CIVIL)
    told = draft.but(facts=draft.facts.model_copy(update={"merchant": None, "demand": kept}))
    if "举报" not in heard.text or "投诉" in heard.text:
        return conversation.but(draft=told)
    told = told.but(kinds=(Kind.report,), asking=None, asked={})
    return conversation.but(draft=told, stage=Stage.collecting)
