"""Whether there is a text at all: long enough, no blank left open, not the person's own words."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from api.contract.desk import Objection
from api.quality.matter import Matter
from api.quality.objecting import objection
from knowledge.replies import TextForm

_SIGN = re.compile(r"[^\W_]")
_BLANK = re.compile(r"_{2,}|＿{2,}|\{[a-z_]{1,20}\}|[（(]\s*[)）]|[xXｘＸ×]{4,}|【[^】]{0,12}】")
_SAME = 92
"""Of a hundred: from here on two texts are one."""
_LONG_ENOUGH = 10
"""A shorter text can be like another by chance."""


def shape(text: str, form: TextForm, matter: Matter) -> Iterator[Objection]:
    """Q01 too short, Q02 a copy, Q03 a blank."""
    signs = len(_SIGN.findall(text))
    if signs < form.least:
        yield objection("Q01", signs, (0, len(text)))
    for blank in _BLANK.finditer(text):
        yield objection("Q03", blank[0], blank.span())
    if signs >= _LONG_ENOUGH and any(_alike(text, said) for said in matter.said):
        yield objection("Q02", span=(0, len(text)))


def _alike(text: str, said: str) -> bool:
    return len(said) >= _LONG_ENOUGH and fuzz.ratio(text, said, score_cutoff=_SAME) > 0
