"""The district of a shop that is near where the person lives, when nobody said another.

The address itself stays personal data; no more than its district says which office is near.
"""

import re

from bot.dialogue.phones import phone_in
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import Where, own_spans, without_own

_LIVES = re.compile(r"(?<!老)家?住|(?<!老)家(?:在|里)")
_NEAR = re.compile(
    r"楼下|(?:小区|家|村|社区|单元|院子?)(?:的|大)?(?:门口|旁边?|里|外面|对面|附近|口)|我们?[这那](?:边|里|儿|块|条|一带)|附近|隔壁|家门口|门口"
)
_A_STEM = 2
_AWAY = re.compile(
    r"出差|旅游|旅行|自驾|外地|网购|网上|网店|快递|直播|淘宝|天猫|拼多多|京东|抖音|快手|微信|团购|老家|回家(?!后|一?[看打开尝吃喝称拆发]|才|就)|上班|公司|单位|机场|高铁"
)
"""Whoever was somewhere else, or bought from afar, was not near home."""
_ROAD = re.compile(
    r"(?:^|[，,。；;！!？?\s]|[在是去到从])(?P<road>[^\W\d在是去到从有的]{2,4}(?:路|街(?!道)|大道|巷)(?:\d{1,4}号)?)"
)


def _is_beside(rest: str, text: str, homes: list[tuple[int, int]]) -> bool:
    """民治大道, of who lives in 民治街道: the road is called as the home's street is."""
    road = _ROAD.search(rest)
    stem = road["road"][:_A_STEM] if road else ""
    return bool(stem) and any(stem in text[slice(*span)] for span in homes)


def near_home(heard: Heard, where: Where) -> Where:
    """The place with the district of the home; unchanged where it may be anywhere else.

    Args:
        heard: The message.
        where: Where it says the trader is.
    """
    if where.district or where.division or heard.message.location is not None:
        return where
    text = heard.message.text
    spans = [span for span in own_spans(text) if _LIVES.search(text[slice(*span)])]
    areas = [f for f in heard.understood.findings if f.kind == "district"]
    homes = [f for f in areas if any(s <= f.start and f.end <= e for s, e in spans)]
    if not homes or len({f.value for f in areas}) > 1 or not homes[0].value.isdigit():
        return where
    rest = without_own(text)
    near = _NEAR.search(rest) is not None
    beside = _is_beside(rest, text, spans)
    road = _ROAD.search(rest) if phone_in(text) is None or beside else None
    if _AWAY.search(rest) or not (near or road):
        return where
    place = where.place or (road["road"] if road else None)
    return where._replace(place=place, district=heard.understood.district, division=homes[0].value)
