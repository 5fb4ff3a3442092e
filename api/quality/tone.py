"""Words that an office does not write to a person."""

import re
from collections.abc import Iterator
from functools import cache

from api.contract.desk import Objection
from api.quality.objecting import objection
from knowledge.replies import Tone, load_tones

_QUOTED = re.compile(r"“[^”]{0,200}”|「[^」]{0,200}」|\"[^\"]{0,200}\"")
"""What is quoted was said by somebody else."""


def tone(text: str) -> Iterator[Objection]:
    """Q51 harsh, Q52 insulting, Q53 promising too much; what stands in quotation marks is let."""
    said = _QUOTED.sub(lambda found: "\0" * len(found[0]), text)
    for one, pattern in _patterns():
        for found in pattern.finditer(said):
            better = f"，建议写“{one.instead}”" if one.instead else ""
            yield objection(one.rule, f"{found[0]}”{one.why}{better}", found.span())


@cache
def _patterns() -> tuple[tuple[Tone, re.Pattern[str]], ...]:
    return tuple((one, re.compile("|".join(one.words))) for one in load_tones())
