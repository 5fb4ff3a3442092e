"""Whose a bare address is: where the trader is, or where the person lives.

景田北街8号 answers 店在哪里, and it is what a terse person sends after name and number. What was
asked, what came just before and the look of the address decide; where they don't, it is asked.
"""

import re
from enum import StrEnum

from api.contract.codes import Kind
from bot.dialogue.conversation import Draft
from bot.dialogue.identity import introduced, is_bare_name
from bot.dialogue.phones import LANDLINE, MOBILE, digits_spoken, phone_in
from bot.wording.asks import Ask

WHERE_ASKED = frozenset({Ask.merchant, Ask.which, Ask.place, Ask.spot, Ask.closer, Ask.what})
_PLACE_ASKED = frozenset({Ask.place, Ask.spot, Ask.closer})
_SHOPS = re.compile(
    r"[铺档摊店馆厂]|市场|商[场城圈]|购物|超市|食堂|美食|步行街|夜市|作坊|门面|窗口"
    r"|(?:负?[一二三1-3]|首|底)[楼层](?!\d)|门口|旁|对面|附近|路口|交叉|交汇|隔壁|后面|地铁|口岸|车站"
)
_SQUARE = re.compile(r"广场|天地|万达|万象")
_FLAT = re.compile(
    r"单元|\d[室房]|[栋幢座][\s-]?\d{1,2}[A-Za-z](?![A-Za-z])|[栋幢座阁楼号][\s-]?[A-Za-z]?\d{3,4}(?!\d|号)|\d[-—]\d{3,4}(?!\d|号)"
)
"""5栋204, 2单元301: somebody's door."""
_BLOCK = re.compile(
    r"[栋幢座苑]|花园|小区|家园|公寓|新村|宿舍|雅居|名邸|豪庭|华庭|\d巷|[一二三四五六七八九十]巷"
)
_ONLY_WHO = 8
"""More characters beside name and number tell of something else too."""


class Owner(StrEnum):
    """Whose an address is."""

    person = "person"
    shop = "shop"
    unclear = "unclear"


def is_dwelling(address: str) -> bool:
    """3栋502, 景田花园: where people live, whoever trades there."""
    return _BLOCK.search(address) is not None or _FLAT.search(address) is not None


def owner_of(draft: Draft, address: str, text: str) -> Owner:
    """Whose an address is that came alone, while nothing of the person was asked.

    Args:
        draft: What was told before.
        address: The address.
        text: The message that holds it.
    """
    who = draft.reporter
    flat = _FLAT.search(address) is not None
    shops = _SHOPS.search(address) or (_SQUARE.search(address) and not flat)
    if who.address or shops or text in draft.doubt.theirs or _of_a_report(draft):
        return Owner.shop
    just, only = _just_told(draft, text)
    dwelling = is_dwelling(address)
    if draft.facts.place is not None and draft.asking is not Ask.closer:
        known = who.name is not None and Kind.complaint in draft.kinds
        if (just and only) or (flat and known):  # the home is all of them that is missing
            return Owner.person
        return Owner.unclear if dwelling and draft.asking not in WHERE_ASKED else Owner.shop
    if just and only:
        return Owner.person if flat else Owner.unclear
    asked = draft.asking in (_PLACE_ASKED if just else WHERE_ASKED)
    known = who.name is not None or who.phone is not None
    home = flat or (just and dwelling)
    return Owner.unclear if home or (known and not asked) else Owner.shop


def _of_a_report(draft: Draft) -> bool:
    """Who reports something and says nothing of himself tells where that is, and no home."""
    who = draft.reporter
    unknown = who.name is None and who.phone is None and draft.facts.place is None
    return unknown and draft.kinds == (Kind.report,)


def _just_told(draft: Draft, text: str) -> tuple[bool, bool]:
    """Whether the message before this one said who is writing, and whether nothing else."""
    before = (one.text.strip() for one in reversed(draft.said))
    last = next((one for one in before if one != text), "")
    who = introduced(last, ())
    named = is_bare_name(last) and last == draft.reporter.name
    if not (named or phone_in(last) or who.name):
        return False, False
    rest = LANDLINE.sub("", MOBILE.sub("", digits_spoken(last)))
    for known in (draft.reporter.name, who.name):
        rest = rest.replace(known, "") if known else rest
    return True, len(rest) <= _ONLY_WHO
