"""A case number and a receipt code: how they are written, together or one after the other."""

import re
from typing import NamedTuple

_CODE = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{4}(?:[-\s—–]?[A-Z0-9]{4}){3}(?![A-Z0-9])")
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z]{1,6}[-\s—–]?\d{8}[-\s—–]?\d{3,6}(?!\d)")
_ABOUT_IT = re.compile(
    r"案件|工单|投诉|举报|编号|单号|号码|查询码|回执码?|收据码|密码|进度|查询|查看|查|看看|看|"
    r"我的|请|帮我|帮|一下|下|是|为|和|码|号|的|吧|[\W_]+"
)


class Named(NamedTuple):
    """What a message names of a case; a missing half is None."""

    number: str | None
    code: str | None
    alone: bool
    """Nothing else stands in the message."""


def named_in(text: str) -> Named:
    """SZ 20261121 0007 K7QM2F9DXW4T8HPA → the number and the code, as the tracker writes them."""
    upper = text.upper()
    number = _NUMBER.search(upper)
    without = _NUMBER.sub(" ", upper)
    code = next((found for found in _CODE.finditer(without) if _has_letter(found[0])), None)
    rest = without.replace(code[0], " ") if code else without
    alone = (number or code) is not None and not _ABOUT_IT.sub("", rest)
    return Named(_canonical(number[0]) if number else None, code[0] if code else None, alone)


def _has_letter(code: str) -> bool:
    """Sixteen digits are a card, and hardly ever a code."""
    return re.search(r"[A-Z]", code) is not None


def _canonical(number: str) -> str:
    letters, digits = re.match(r"[A-Z]+", number), re.sub(r"\D", "", number)
    return f"{letters[0] if letters else ''}-{digits[:8]}-{digits[8:]}"
