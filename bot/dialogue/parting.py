"""A message that tells of two traders: where one matter ends and the next begins.

Only words are parted here; whether each part is a matter is known once it was understood.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from api.contract.understood import Finding
from bot.dialogue.turn import Heard

_NEXT = re.compile(
    r"(?:另外|另一?[个件家]|还有|再有|再就是|再一个|顺便|同时|此外|其次|然后还|二是|三是|第[二三四]|[②③④]"
    r"|(?<!\d)[234][、.．)）])"
)
_ALSO = re.compile("也(?:要|想)?(?:一起)?(?:举报|投诉)")
_ONE_MORE = re.compile(r"(?:还有|然后)?(?:另一?[个件家]|另外一[个件家]|第二[个件家]|再一[个件家])")
_CORRECTS = re.compile(r"不对|不是|错了|搞错|更正")
# 店不对，是另一家 tells of the same matter.
_STOP = re.compile(r"[。；;！!？?\n]")
_COMMA = re.compile(r"[，,]")
_AND = re.compile(
    r"[」”』\"]?(?:[、,，]?(?:和|跟|与|同|还有|以及|跟隔壁的?|和隔壁的?)|[、,，])[「“『\"]?"
)
"""Between traders of whom the same is told."""
_LEAST = 6
"""Characters that can tell what is wrong and with whom."""
_LONGEST = 240
"""A letter of more characters is one matter, told at length, and read once."""
_MOST = 4
"""Matters in one message; what comes after stays with the last."""


def parts_in(heard: Heard) -> tuple[str, ...]:
    """The pieces of a text that may each be a matter of its own; empty if there is one matter."""
    text = heard.message.text
    if len(text) > _LONGEST:
        return ()
    traders = _traders(heard.understood.findings)
    listed = _listed(text, traders)
    if listed:
        return listed
    cuts = [_cut(text, one.end, other.start) for one, other in pairwise(traders)]
    found = [cut for cut in cuts if cut is not None]
    if not found and traders:  # the second trader may stand out only when its part is read alone
        found = [sign.start() for sign in _NEXT.finditer(text, traders[0].end)]
    edges = [0, *found[: _MOST - 1], len(text)]
    parts = tuple(text[a:b].strip(" ，,") for a, b in pairwise(edges))
    whole = len(parts) > 1 and all(len(part) >= _LEAST for part in parts)
    return parts if whole else ()


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
