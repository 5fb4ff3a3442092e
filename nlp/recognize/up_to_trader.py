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
_QUARTER = re.compile(
    rf"(?P<more>(?![好新老那这很最一某附常知著出名网热人旁当地本正实便各家便])[^\W\da-z{_DOES}]{{2,3}})的\s?"
)
"""固戍 of 西乡固戍的老友粉: a quarter by its bare name, where no more than its office is known."""
_BEYOND = re.compile(
    r"(?P<spot>[\u4e00-\u9fff]{2,10}(?:广场|大厦|花园|小区|中心|市场|商场|公寓|新村|工业[区园]|科技园|[路街城园村])"
    r"(?:(?:负?[一二三四五六1-9][楼层])|楼下|门口|对面|旁边|隔壁|附近)+的?)(?P<name>[^的\W]{2,12})"
)
_CALLED = re.compile(
    r"(?:^|[\s，,。；;])(?:网店|微店|店铺?|招牌|朋友圈|微信|抖音|小红书|公众号|直播间|群)(?:里|上|名字?)?就?叫做?[\s：:]*$"
)
_ENDS_CLAUSE = re.compile(r"[\s，,。；;：:！!？?]|$")
_LEAST = 2
_GOODS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}(?:超市|便利店|生鲜|商行|商店|百货))(?P<goods>[\u4e00-\u9fff]{2,4})"
)


def up_to_trader(
    reading: Reading,
    places: Sequence[Finding],
    settled: Sequence[Finding],
    findings: Sequence[Finding],
) -> list[Finding]:
    """The places, each with what leads from it to the trader behind it.

    Args:
        reading: The message.
        places: Where, as far as it was recognised.
        settled: What was settled before them, the traders among it.
        findings: What the rules found, the street offices among it.
    """
    traders = [one for one in settled if one.kind is FindingKind.merchant]
    offices = {one.text for one in findings if one.kind is FindingKind.street}
    return [_led_on(reading, one, traders, rough=one.text in offices) for one in places]


def _led_on(
    reading: Reading, place: Finding, traders: Sequence[Finding], *, rough: bool
) -> Finding:
    text = reading.source.original
    for trader in traders:
        between = _MORE.fullmatch(text, place.end, trader.start)
        if between is None and rough:
            between = _QUARTER.fullmatch(text, place.end, trader.start)
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


def before_its_dish(reading: Reading, one: Finding, findings: Sequence[Finding]) -> Finding:
    """茶小满 of 茶小满的柠檬茶, unless 网店叫 is before it: the name without what is sold."""
    text = reading.source.original
    if _CALLED.search(text, 0, one.start):
        return one if _ENDS_CLAUSE.match(text, one.end) else _with_its_dish(text, one, findings)
    head, of, dish = one.text.rpartition("的")
    dishes = {food.text for food in findings if food.kind is FindingKind.food}
    if not of or dish not in dishes or len(head) < _LEAST or len(dish) < _LEAST:
        return _without_goods(one, findings)
    return replace(one, end=one.start + len(head), text=head, value=head)


def _with_its_dish(text: str, one: Finding, findings: Sequence[Finding]) -> Finding:
    """莲姐的月饼 of 朋友圈叫 莲姐的月饼."""
    for food in findings:
        of = food.kind is FindingKind.food and text[one.end : food.start] == "的"
        if of and _ENDS_CLAUSE.match(text, food.end):
            whole = text[one.start : food.end]
            return replace(one, end=food.end, text=whole, value=whole)
    return one


def _without_goods(one: Finding, findings: Sequence[Finding]) -> Finding:
    """幸福里超市 of 幸福里超市猪肉: what was bought there ends no name."""
    found = _GOODS.fullmatch(one.text)
    foods = {food.text for food in findings if food.kind is FindingKind.food}
    if found is None or found["goods"] not in foods:
        return one
    name = found["name"]
    return replace(one, end=one.start + len(name), text=name, value=name)
