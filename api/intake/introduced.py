"""A message that is introduced as a question, and ends as one, is a question.

我想问下 网上买的燕窝没有中文标签 能退吗 tells of a purchase too, but nobody has to be named yet.
"""

import re
from dataclasses import replace

from knowledge.codes import Kind
from nlp.understanding import Understanding

_BEGINS = re.compile(
    r"^\W*(?:你好|您好)?[\W]*(?:我|那)?(?:想|要)?(?:请问|咨询|请教|问一?下|问问|打听|了解)"
)
_ENDS = re.compile(r"(?:吗|呢|么|嘛|怎么办|多久|多少钱?|可以不|行不行|能不能)[\W]*$|[?？]\s*$")
_CLAIMS = re.compile(r"投诉|举报|要求|索赔|曝光|查处")
_MATTERS = frozenset({Kind.complaint, Kind.report, Kind.tip})


def as_introduced(found: Understanding) -> Understanding:
    """The understanding, as a query where the words say so at both ends and claim nothing."""
    asks = _BEGINS.search(found.text) and _ENDS.search(found.text)
    if not asks or found.emergency or _CLAIMS.search(found.text):
        return found
    if _MATTERS.isdisjoint(found.kinds):
        return found
    return replace(found, kinds=(Kind.query,))
