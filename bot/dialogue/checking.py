"""Whether a trader is to be looked into, or the writer only asks for help: 查他们 · 你们给管管."""

import re

from api.contract.codes import Demand
from api.contract.understood import Understood
from bot.dialogue.authority import demands_check
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import ONLY_ASKS, PLEA, demands_in, only_claims

_WISH = re.compile(
    r"举报|舉報|(?<![检我])查(?!出|了|到|过|询|看)|(?:来|去|派人|好好|你们)[^，,。]{0,4}检查|罚|封(?![签口条面装袋膜])|管管|你们[^，,。]{0,2}管"
    r"|曝光|整改|取缔|收缴|没收|反映|别人|大家|还在卖|都在卖"
    r"|(?:天天|每天|一直|长期)[^，,。]{0,4}(?:卖|都?这|用|干|骗|有(?!人)|[吃喝]出)"
)
_ORDER = re.compile(
    r"(?:你们|请|希望|要求|必须|给我|[去来])[^，,。；;]{0,8}(?:查|罚|封|管|收缴|没收|整顿|整治|取缔)"
    r"|该罚|严查|查处|查封|收缴|罚他|查他|(?:一起|一并|一块儿?|都|也)[要得]?(?:查|罚)(?!不|了|清)"
)
"""To have a trader looked into; 发现关门了 is no such wish."""
_ASKS_WHEN = re.compile(
    r"(?:几天|多久|多长时间|什么时候|啥时候|几时)[^，,。；;！!]{0,4}(?:能|会|可以|才|给)?[^，,。；;！!]{0,3}(?:处理|办|查|结果|回复|答复|解决)[^，,。]{0,3}[？?]?$"
)
"""你们一般几天能处理 asks for the time, and orders nothing."""
_CALLED = re.compile(r"举报(?!过|电话|的?人)|舉報")
_A_FEW_WORDS = 24
"""More characters tell of more than a wish."""


def without_pleas(text: str) -> str:
    """The text without 你们管不管 and 你们给管管, which ask for no check."""
    return PLEA.sub("", ONLY_ASKS.sub("", text))


def speaks_of_check(text: str) -> bool:
    """举报, 查, 罚, or that others are harmed too."""
    return _WISH.search(without_pleas(text)) is not None


def is_to_be_checked(meant: Understood, text: str) -> bool:
    """A wish to have the trader punished, and not only a question whether he will be."""
    rest = without_pleas(text)
    if _ASKS_WHEN.search(text) or Demand.punish not in meant.demand:
        return False
    wished = _WISH.search(rest) is not None
    return wished or (rest == text and not only_claims(rest))


def orders_check(draft: Draft, text: str) -> bool:
    """还有你们去查查 该罚就罚, in a few words while a complaint is told."""
    brief = bool(draft.said) and len(text) <= _A_FEW_WORDS
    return brief and _ORDER.search(without_pleas(text)) is not None


def calls_for_check(meant: Understood, text: str) -> bool:
    """顺便举报他们…, 这得举报，必须罚他: what stands there is for the report."""
    rest = without_pleas(text)
    ordered = _CALLED.search(rest) or _ORDER.search(rest) or Demand.punish in demands_in(rest)
    return bool(ordered) or demands_check(text) or is_to_be_checked(meant, text)


def only_pleads(text: str) -> bool:
    """…退12块，你们给管管: help with a claim, and no check of anybody."""
    return without_pleas(text) != text and not speaks_of_check(text)
