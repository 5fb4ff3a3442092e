"""One food or origin is claimed and another served: 菜单写东星斑，上来的是老虎斑.

No list of foods could hold all that is passed off for another: what is claimed and what came are
told by the frame, and by what foods and origins end and begin with.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.codes import Hazard
from nlp.reading import Cuts, Hit

_RULE, _WEIGHT = "hazard.counterfeit.substituted", 3.0
_FOOD = (
    r"(?:车厘子|提子|李子|栗子|橘子|柚子|[鱼斑虾蟹肉鸡鸭鹅牛羊猪驴鸽米油酒茶蜜参蛋果梨橙桃莓枣奶粉菇笋贝鲍翅瓜豆腩排骨翼肝肚鳝鳗蛙鳖"
    r"苓耳胶窝醋盐糖酱血鲷鱿鳕柳丸豚饼芝桂红])"
)
_ORIGIN = (
    r"(?:国产|进口|本地|养殖|野生|散养|放养|冷冻|冻的?|急冻|冰鲜|散装|合成|人工|外地|普通|便宜|饲料|大棚"
    r"|鲜活|现杀|现榨|手打|手工|有机|澳洲|新西兰|智利|日本|巴西|阿根廷|美国|法国|泰国|越南|东北|五常|阳澄湖|宁夏"
    r"|(?:广东|江苏|山东|安徽|湖北|湖南|浙江|福建|云南|四川|广西|河南|河北|内蒙|澎湖|舟山|大连)[^,，。;；\s]{0,4})"
)
_GOODS = rf"[^,，。;；:：!！?？\s\d]{{0,8}}(?:{_FOOD}|{_ORIGIN})"
_CLAIMED = re.compile(
    r"(?:菜单|菜牌|餐牌|价签|牌子|招牌|海报|页面|标签|详情|广告|袋子|包装|盒子|门口|吊牌|说明|宣传|抖音|团购|套餐)"
    r"[^,，。;；:：\s]{0,4}(?:写|标|印|打|挂|是|说|叫)(?:的是|的|着|住|明|有)?"
    r"|(?:写|标|印|打|挂)(?:的是|的|着|住)"
    r"|(?:说|话|讲|吹|号称|宣称|声称|标称|保证)(?:的?是|系|的)"
)
_CAME = re.compile(
    r"(?:端|上|送|拿|搬|掏|捞|拆|倒|装|做|用|给|俾|畀|发|寄|切|卖|收到|进)"
    r"(?:上来|过来|出来|出嚟|上嚟|嚟|来|给我们?|到|开)?"
    r"(?:的|嘅)?(?:却|全|都|就|其实|根本|居然|竟然)*(?:是|系)"
    r"|(?:实际|其实|结果)(?:上)?(?:却|全|都|就)*(?:是|系|用的是)"
)
_WITHOUT = re.compile(r"不是|并非|唔系")
_STATE = re.compile(
    r"[臭馊坏烂霉酸冷凉热生]的|没熟|过期|隔夜|剩|死的|前天|昨天|上个?月|去年|日期|保质期|生产|多少|几"
    r"|不辣|微辣|中辣|[小大中]份|半[份只条]|[一二两三四五六七八九十半\d]+(?:份|斤|两|克|块|元|个|盒|袋|瓶|度)"
)
"""What is wrong with the very thing, or how much of it came, makes it no other."""
_REACH = 40
_MANY = 2_000


def with_substituted(hits: Sequence[Hit], text: str, cuts: Cuts) -> list[Hit]:
    """The hits with one for each claim and what came instead, in order of their start.

    What a menu says of a food that did not come is no matter of its price.

    Args:
        hits: What fired in the text.
        text: The message in normal form.
        cuts: Where its sentences end.
    """
    new = list(substituted(text, cuts))
    kept = [
        hit
        for hit in hits
        if hit.code != Hazard.price_weight
        or not any(one.start <= hit.start and hit.end <= one.end for one in new)
    ]
    return sorted((*kept, *new), key=lambda hit: hit.start) if new else list(hits)


def substituted(text: str, cuts: Cuts) -> Iterator[Hit]:
    """A hit for each claim and what came instead of it.

    Args:
        text: The message in normal form.
        cuts: Where its sentences end.
    """
    for claim in _CLAIMED.finditer(text, 0, _MANY):
        claimed = _goods(text, claim.end())
        if claimed is None:
            continue
        for came in _CAME.finditer(text, claim.end(), claim.end() + _REACH):
            other = _goods(text, came.end())
            within = cuts.sentence(claim.start()) == cuts.sentence(came.start())
            if other and within and _differ(claimed, other):
                end = came.end() + len(other)
                yield Hit(
                    _RULE,
                    "hazard",
                    Hazard.counterfeit,
                    claim.start(),
                    end,
                    _WEIGHT,
                    negatable=False,
                    food=True,
                )
                break


_THING = re.compile(_GOODS)


def _goods(text: str, start: int) -> str | None:
    found = _THING.match(text, start)
    told = re.match(r"[^,，。;；:：!！?？\s]*", text[start:])
    whole = told[0] if told else ""
    if found is None or _STATE.search(whole) or _WITHOUT.match(whole):
        return None
    return found[0]


def _differ(one: str, other: str) -> bool:
    return one not in other and other not in one
