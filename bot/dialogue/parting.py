"""A message that tells of two traders: where one matter ends and the next begins.

Only words are parted here; whether each part is a matter is known once it was understood.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from api.contract.understood import Finding
from bot.dialogue.turn import Heard

_NEXT = re.compile(
    r"(?:另外|另一?[个件家]|还有|再有|再说|再就是|再一个|顺便|同时|此外|其次|然后还|二是|三是|第[二三四]|[②③④]"
    r"|(?<!\d)[234][、.．)）])"
)
_NTH = re.compile(
    r"(?:(?<=[，,。；;：:！!？?\n\s])|^)"
    r"(?:第[一二三四1-4][家个件间]?|[一二三四](?:是|、)|[①②③④]|[1-4][、.．)）](?!\d)"
    r"|(?:还有|另外)?(?:另外?|有)?一[家个件](?:店)?(?:是|叫|在)|另外?一[家个件]|左边|右边|先说|再说|其[一二])"
)
"""What numbers the matters of one message: 第一家…第二家…, 一个是…另一个…"""
_ANNOUNCES = re.compile(
    r"[两俩二2三3](?:家(?!人)|件事|桩事|码事|个(?:店|档口?|摊|商家|地方|坑|案子|事情?|东西都)|间(?:店|铺))|俩店|门对门"
)
"""Words that say that more than one matter will be told."""
_POINTS = re.compile(
    r"(?:(?:还有)?另外?一?[家个]|还有一[家个件]|第[二三][家个件]|后一[家个]|再说|右边|左边|对面|隔壁|旁边|楼上|楼下|斜对面)"
)
_BESIDE_NAME = re.compile(
    r"(?:隔壁|对面|旁边|楼上|楼下|边上)(?:的|那家|那个|有家|一家)?[「“\"『]?(?P<name>[\u4e00-\u9fff]{3,8}?)"
    r"(?=[」”\"』]?(?:[吃买喝点，,。；;\s也卖用做]|老板|后厨|里面|$))"
)
"""晚上在隔壁的胖子龙虾吃到…: who stands beside the first."""
_ALSO = re.compile("也(?:要|想)?(?:一起)?(?:举报|投诉)")
_ONE_MORE = re.compile(r"(?:还有|然后)?(?:另一?[个件家]|另外一[个件家]|第二[个件家]|再一[个件家])")
_CORRECTS = re.compile(r"不对|(?<!又)(?<!还)不是(?!一个|一家|很)|错了|搞错|更正")
# 店不对，是另一家 tells of the same matter.
_ANOTHERS = re.compile(
    r"总[店部]|分店|连锁|加盟|厂家|厂商|生产商|供应商|供货|品牌|医院|诊所|平台|美团|饿了么|淘宝|京东|拼多多|抖音"
    r"|别家|其他家|别的店|人家(?:都|就)|承包|老板(?:说|叫)|公司(?:是|叫)"
)
"""Who else has to do with a matter, and is no second one."""
_STOP = re.compile(r"[。；;！!？?\n]")
_COMMA = re.compile(r"[，,]")
_CLAUSES = re.compile(r"[，,。；;！!？?\n\s]+")
_AND = re.compile(
    r"[」”』\"]?(?:[、,，]?(?:和|跟|与|同|还有|以及|跟隔壁的?|和隔壁的?)|[、,，])[「“『\"]?"
)
"""Between traders of whom the same is told."""
_LEAST = 6
"""Characters that can tell what is wrong and with whom."""
_LONGEST = 500
"""A letter of more characters is one matter, told at length, and read once."""
_MOST = 4
"""Matters in one message; what comes after stays with the last."""


def parts_in(heard: Heard) -> tuple[str, ...]:
    """The pieces of a text that may tell of matters of their own; empty if it is in one piece."""
    text = heard.message.text
    if len(text) > _LONGEST:
        return ()
    traders = _traders(heard.understood.findings)
    listed = _listed(text, traders)
    if listed:
        return listed
    numbered = [sign.start() for sign in _NTH.finditer(text)]
    found = numbered if len(numbered) > 1 else _between(text, traders)
    edges = sorted({0, *found[: _MOST + 1], len(text)})
    parts = tuple(text[a:b].strip(" ，,") for a, b in pairwise(edges))
    parts = tuple(part for part in parts if len(part) >= _LEAST)
    return parts if len(parts) > 1 else ()


def _between(text: str, traders: Sequence[Finding]) -> list[int]:
    cuts = [_cut(text, one.end, other.start) for one, other in pairwise(traders)]
    found = [cut for cut in cuts if cut is not None]
    if found or not traders:
        return found
    # the second trader may stand out only when its part is read alone
    found = [sign.start() for sign in _NEXT.finditer(text, traders[0].end)]
    near = _BESIDE_NAME.search(text, traders[0].end)
    if not found and near is not None:
        signs = list(_CLAUSES.finditer(text, traders[0].end, near.start()))
        found = [signs[-1].end()] if signs else []
    return found


def announces(text: str) -> bool:
    """两家店都要投诉: more than one matter is going to be told."""
    return _ANNOUNCES.search(text) is not None


def calls_both(text: str) -> bool:
    """Whether it is said that more than one trader is meant."""
    return announces(text) and not corrects(text)


def beside_named(text: str) -> str | None:
    """胖子龙虾 of 隔壁的胖子龙虾."""
    found = _BESIDE_NAME.search(text)
    return found["name"] if found else None


def points_at_another(text: str) -> bool:
    """右边那家, 第二家, 再说隔壁: a clause begins with another than the one that was told."""
    return not corrects(text) and any(_POINTS.match(one) for one in _CLAUSES.split(text))


def where_another_begins(text: str, name: str | None) -> int:
    """The start of the clause, or of the words before it, from which another matter is told."""
    end = text.find(name) if name and name in text else len(text)
    starts = [0, *(sign.end() for sign in _CLAUSES.finditer(text) if sign.end() <= end)]
    marked = [at for at in starts if _NEXT.match(text, at) or _POINTS.match(text, at)]
    return marked[0] if marked else starts[-1] if name else 0


def only_related(text: str, name: str) -> bool:
    """Whether who is named only has to do with the matter: its maker, its platform, a hospital."""
    clause = next((one for one in _CLAUSES.split(text) if name in one), text)
    return _ANOTHERS.search(clause) is not None


def _listed(text: str, traders: Sequence[Finding]) -> tuple[str, ...]:
    """阿福猪脚饭和小李小面，后厨都很脏: the same of each trader that is named in one breath."""
    between = [text[one.end : other.start] for one, other in pairwise(traders)]
    if not between or len(traders) > _MOST or not all(map(_AND.fullmatch, between)):
        return ()
    before, after = text[: traders[0].start], text[traders[-1].end :]
    return tuple(f"{before}{one.text}{after}" for one in traders)


def corrects(text: str) -> bool:
    """Whether words put right what was told: 店不对，是另一家."""
    return _CORRECTS.search(text) is not None


def names_another(text: str) -> bool:
    """另一个是「果农之家」: a further one was announced, and here it comes."""
    return _ONE_MORE.match(text) is not None and not corrects(text)


def begins_another(text: str) -> bool:
    """Whether words say that a further matter is told: 另外, 还有一家."""
    also = _ALSO.search(text) is not None
    return not corrects(text) and (also or _NEXT.search(text) is not None or "一家" in text)


def _traders(findings: Sequence[Finding]) -> list[Finding]:
    """Each trader where it is first named, in the order of the text; a part of a name is none."""
    found: list[Finding] = []
    named = [one for one in findings if one.kind == "merchant"]
    for one in sorted(named, key=lambda finding: (finding.start, -finding.end)):
        if not any(one.text in other.text or other.text in one.text for other in found):
            found.append(one)
    return found


def _cut(text: str, start: int, end: int) -> int | None:
    """Where between two traders the second matter begins, if anything parts them."""
    between = text[start:end]
    marked = list(_NEXT.finditer(between))
    if marked:
        return start + marked[-1].start()
    for sign in (_STOP, _COMMA):
        signs = list(sign.finditer(between))
        if signs:
            return start + signs[-1].end()
    return None
