"""A trader called after who cooks there, and what: 阿贵臭豆腐, 王婆大虾, 卖菜的老李."""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_HAN = "[\u4e00-\u9fff]"
_COOK = re.compile(
    rf"(?<![我你您他她它俺咱])(?:[阿胖](?!姨|伯|子){_HAN}|(?:[阿老小大胖二三四五]|(?<![我你您他她它])(?![我你您他她它的了吃买喝点在去到是]){_HAN})(?:[嫂姐哥婆爷叔伯娘氏记]|大爷|大妈|阿婆|大叔|大姐|师傅)(?:家)?)$"
)
_HEAD = re.compile(r"(?:^|[\s，,。；;：:！!的在去到吃买点喝叫是家间个诉报])$")
_NOBODY = re.compile(
    r"^(?:师|大|小|老|那|这|个)?(?:师傅|哥|姐)$|同事|朋友|邻居|登记|忘记|书记|标记|日记"
)
_SELLER = re.compile(
    rf"(?<!{_HAN})(?:就?是|在|找|投诉|举报|那个)?(?P<name>(?:卖|烤|炸|炒|蒸|卤)[^\W的了吗呢]{{1,4}}的(?:[老小阿]{_HAN}|{_HAN}{{1,2}}(?:[嫂姐哥婆爷叔伯]|大爷|大妈|阿姨|师傅)))"
    rf"(?=$|[\s，,。；;！!]|家|那|在|卖|的)"
)
_LEAST = 2


def called_after_cook(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """Who cooks, right before what is cooked; or who sells, and what."""
    text = reading.source.original
    seller = _SELLER.search(text)
    foods = [one for one in findings if one.kind is FindingKind.food]
    if seller is not None:
        span = seller.span("name")
        return [_trader(reading, span)] if "老板" not in seller["name"] else []
    for food in foods:
        cook = _COOK.search(text, max(0, food.start - 5), food.start)
        named = cook is not None and not _NOBODY.search(cook[0])
        long = food.end - food.start >= _LEAST
        if cook is not None and named and long and _HEAD.search(text[: cook.start()]):
            return [_trader(reading, (cook.start(), food.end))]
    return []


def _trader(reading: Reading, span: tuple[int, int]) -> Finding:
    words = reading.source.original[slice(*span)]
    return Finding(FindingKind.merchant, *span, words, words, 0.65, "merchant.cook")
