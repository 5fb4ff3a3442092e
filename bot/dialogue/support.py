"""How well it is supported that a name is the trader's, and which of two names stands.

What was recognised in the middle of a story is the trader until a better name comes.
云朵奶奶蛋糕店 as a whole message is plainly one; 野生菌火锅, which is what was eaten, gives way to
whatever is.
"""

import re
from enum import IntEnum

from api.contract.models import Facts
from bot.dialogue.called import can_be_trader, ends_in_dishes, is_talk, reads_as_name
from bot.dialogue.common_words import is_common
from bot.dialogue.likely_name import is_kind, likelihoods
from bot.dialogue.likeness import SHOP_ENDS, names_place
from bot.dialogue.naming import is_fuller, neighbour, quoted_in, trader_named
from bot.dialogue.parting import beside_named
from bot.dialogue.turn import Heard

_LEAD = re.compile(r"^(?:就?是|在|叫|店(?:就)?(?:是|叫))+|[。！!~～，,\s]+|(?:那家|这家)$")

_USUAL = re.compile(r"(?:一般|平时|平常|通常|经常|本来|原本|原先|以前)[^，,。；;！!？?]{0,8}$")
_WENT = re.compile(
    r"(?:结果|后来|最后|于是|就|所以|换|改)[^，,。；;！!？?]{0,6}(?:[去到进选][了到]?|在|吃的?是?)(?:[^，,。；;！!？?吃买]{2,14}的)?$"
    r"|我?(?:就|只|要)说的?(?:就?是)?$"
)

_INSTITUTION = re.compile(
    r"(?:(?:我们?|咱们?|孩子|小孩|娃|儿子|女儿|单位|公司|学校|校内|厂里?|工地|小区|社区|楼下|附近|门口|家|[那这一某]?[个家间所]|员工|职工|学生)(?:的|里的?)?)*"
    r"(?:托管(?:班|中心|所|机构)?|[晚午]托(?:班|中心)?|小饭桌|幼儿园|幼稚园|托儿所|学校|[小中]学|[养敬]老院|福利院|护理院|食堂|饭堂|工地|单位|工厂|公司|月子中心|[培补][训习](?:班|机构))"
)
"""托管班, 孩子幼儿园: a kind of place, and none of its name."""


_HARDLY, _PLAINLY = 0.5, 0.9


class Support(IntEnum):
    """From what nobody is called to what was said to be the name."""

    refuted = 0
    """What was eaten, common words, or a kind of shop: 野生菌火锅, 门口那个摊子, 猪肉档."""
    found = 1
    """Recognised, in words that do not read as a name."""
    likely = 2
    """They do: they end in a trade, or are few and tell nothing."""
    told = 3
    """Called so, or in brackets."""


def support_of(name: str, texts: tuple[str, ...], food: str | None) -> Support:
    """How well a name is supported by the messages in which it was told.

    Args:
        name: The name.
        texts: The words of the messages.
        food: What was bought or eaten, as far as it is known.
    """
    if is_kind(name) or _INSTITUTION.fullmatch(name):
        return Support.refuted
    if any(name in {trader_named(text), quoted_in(text)} for text in texts):
        return Support.told
    if food is not None and re.fullmatch(rf"{re.escape(food)}[店馆铺摊档]", name):
        return Support.refuted  # 沙拉店, of a salad: what kind of shop it is
    if name == food or is_common(name, (food or name,)) or not can_be_trader(name):
        return Support.refuted
    if _is_product(name, food) or not reads_as_name(name):
        return Support.found  # 洽洽香瓜子, as long as no shop is named
    return Support.likely


def is_weak(known: Facts, before: tuple[str, ...]) -> bool:
    """Whether what stands for the trader's name was found in words that are hardly one."""
    name = known.merchant
    found = name is not None and support_of(name, before, known.food) <= Support.found
    return found and likelihoods(name or "")[0] < _HARDLY


def stands_instead(known: Facts, new: Facts, heard: Heard, before: tuple[str, ...]) -> bool:
    """Whether the trader that a message names takes the place of the one that was known.

    Args:
        known: What was told before.
        new: What this message tells.
        heard: This message.
        before: The words of the messages before.
    """
    old, name = known.merchant, new.merchant
    beside = name and (neighbour(heard.text, name) or name == beside_named(heard.text))
    if not old or not name or beside:
        return False
    if is_fuller(old, name) or _went_elsewhere(old, name, heard.text, before):
        return True
    had = support_of(old, before, known.food)
    has = support_of(name, (heard.text,), known.food or new.food)
    if had is Support.refuted or (has is Support.told and had < Support.likely):
        return has > had
    if had is Support.found and _is_product(old, known.food):
        return has >= Support.likely
    plain = SHOP_ENDS.search(name) is not None or ends_in_dishes(name)
    if had is Support.found and plain and likelihoods(old)[0] < _HARDLY:
        return has >= Support.likely and likelihoods(name)[0] >= _PLAINLY
    return had is Support.found and plain and _is_all(heard.text, name)


def _went_elsewhere(old: str, name: str, text: str, before: tuple[str, ...]) -> bool:
    """结果去了潮庭, after 我们一般都去海底捞: where somebody would have gone is not meant."""
    usual = any(_USUAL.search(told.partition(old)[0]) for told in before if old in told)
    return usual and _WENT.search(text.partition(name)[0]) is not None


def _is_product(name: str, food: str | None) -> bool:
    """洽洽香瓜子, when it is known that 瓜子 were bought."""
    dish = food is not None and len(food) > 1 and name.endswith(food)
    return dish and SHOP_ENDS.search(name) is None


def _is_all(text: str, name: str) -> bool:
    """Nothing but the name, and where it is."""
    rest = _LEAD.sub("", re.sub(r"\d", "", text.replace(name, "，")))
    return rest == "" or (names_place(rest) and not is_talk(rest))
