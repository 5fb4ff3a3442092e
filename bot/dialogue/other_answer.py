"""Whether a message answers something else than what was asked."""

import re

from bot.dialogue.demanding import declined_in, demands_in
from bot.dialogue.identity import is_bare_name
from bot.dialogue.in_words import SHOP
from bot.dialogue.likeness import names_place
from bot.dialogue.naming import trader_named
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

_DONE = re.compile(r"(?:去|买|吃|喝|点|订|收到?|发生)?[的了啊吧呢，,。！!]*$")
_ONLY_TIME = re.compile(
    r"^(?:刚刚|刚才|刚|今天|今早|今晚|昨天|昨晚|前天|早上|上午|中午|下午|晚上|凌晨|夜里|[一两二三四五六七八九十\d]+[个点]?)+$"
)
_INTRODUCES = re.compile(r"我叫|我的名字|我姓|姓名")
_WRONG = re.compile(r"错了|不对")
NAME_ASKED = frozenset({Ask.merchant, Ask.spot})


def is_something_else(ask: Ask, heard: Heard) -> bool:
    """A time, or what is wrong with the food, is no name of a shop or place."""
    meant = heard.understood
    if ask is Ask.when:
        return False
    rest = heard.text.replace(meant.when or "", "")
    a_time = meant.when is not None and len(_DONE.sub("", rest)) <= 1
    a_time = a_time or _ONLY_TIME.match(heard.text) is not None
    a_time = a_time or (meant.when is not None and meant.amount is not None)
    no_place = meant.place is not None or not names_place(rest)
    beside = meant.when is not None and (ask in NAME_ASKED or no_place)
    a_time = a_time or (beside and not (SHOP.search(heard.text) or trader_named(heard.text)))
    a_wrong = bool(meant.hazards) and not SHOP.search(heard.text)
    return a_time or (a_wrong and meant.merchant is None and meant.place is None)


def fits_elsewhere(ask: Ask, text: str) -> bool:
    """A claim, or the person's own name, is neither a trader nor a place nor a time."""
    if SHOP.search(text) or trader_named(text):
        return False
    claims = demands_in(text) or declined_in(text)
    own = _INTRODUCES.search(text) or (ask is Ask.when and is_bare_name(text))
    return bool(claims or own or _WRONG.search(text))
