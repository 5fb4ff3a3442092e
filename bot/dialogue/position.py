"""Which of several things was chosen by its place in the list: 第二个."""

import re

_ORDINALS = "一二三四五六七八"


def position_in(text: str) -> str | None:
    """The position that words such as 第一个 name, counted from 1."""
    said = re.fullmatch(r"第?([一二三四五六七八1-8])[个件条]?", text)
    if said is None:
        return None
    return said[1] if said[1].isdecimal() else str(_ORDINALS.index(said[1]) + 1)
