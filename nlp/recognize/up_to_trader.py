"""What stands between an area and a trader: 将石新围 of 公明将石新围的兴发市场.

The area alone is often all that was recognised of a place. What goes on from it up to the trader's
name says where too, if it ends as a place does and holds no word of what was done there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_SPOT_END = "路街道巷村围坑城湾岭岗园场坊区山厦楼层下边旁站桥口里屋塘埔洲寨座栋心"
_DOES = r"吃喝买卖订点去到我他她你您它们了过着把被让给说是有在这那的就都也还没不来听办领"
_MORE = re.compile(
    rf"[的\s]?(?P<more>(?:小吃|[^\W\d_a-z{_DOES}]){{1,13}}[{_SPOT_END}])"
    r"(?:里面?|那边|那里|这边)?(?:的|[那这有](?:一?[家个间])?(?:[\u4e00-\u9fff]{1,3}[店档摊铺庄馆厅市司])?(?:叫做?|名叫|是)?)?\s?"
)
_BEYOND = re.compile(
    r"(?P<spot>[\u4e00-\u9fff]{2,10}(?:广场|大厦|花园|小区|中心|市场|商场|公寓|新村|工业[区园]|科技园|[路街城园村])"
    r"(?:(?:负?[一二三四五六1-9][楼层])|楼下|门口|对面|旁边|隔壁|附近)+的?)(?P<name>[^的\W]{2,12})"
)
_GOODS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}(?:超市|便利店|生鲜|商行|商店|百货))(?P<goods>[\u4e00-\u9fff]{2,4})"
)


def up_to_trader(
    reading: Reading, places: Sequence[Finding], settled: Sequence[Finding]
) -> list[Finding]:
    """The places, each with what leads from it to the trader behind it.

    Args:
        reading: The message.
        places: Where, as far as it was recognised.
        settled: What was settled before them, the traders among it.
    """
    traders = [one for one in settled if one.kind is FindingKind.merchant]
    return [_led_on(reading, one, traders) for one in places]


def _led_on(reading: Reading, place: Finding, traders: Sequence[Finding]) -> Finding:
    text = reading.source.original
    for trader in traders:
        between = _MORE.fullmatch(text, place.end, trader.start)
        if between is not None:
            end = between.end("more")
            whole = text[place.start : end]
            return replace(place, end=end, text=whole, value=whole)
    return place


def beyond_its_spot(one: Finding) -> Finding:
    """便利蜂 of 讯美科技广场楼下便利蜂: the trader is who is there."""
    found = _BEYOND.fullmatch(one.text)
    if found is None:
        return one
    name = found["name"]
    return replace(one, start=one.end - len(name), text=name, value=name)


def without_goods(one: Finding, findings: Sequence[Finding]) -> Finding:
    """幸福里超市 of 幸福里超市猪肉: what was bought there ends no name."""
    found = _GOODS.fullmatch(one.text)
    foods = {food.text for food in findings if food.kind is FindingKind.food}
    if found is None or found["goods"] not in foods:
        return one
    name = found["name"]
    return replace(one, end=one.start + len(name), text=name, value=name)
