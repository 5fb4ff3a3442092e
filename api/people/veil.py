"""Hides identity in running text, sign by sign, so that positions in the text stay true.

A conversation quotes the person's own name, phone and address, also those that were corrected
since. Whoever only works the case reads it with all of them hidden; a look with a reason shows
them.
"""

import re
from collections.abc import Iterable, Sequence

from api.contract.models import Reporter

_PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_HEAD, _TAIL = 3, 4
_STAR = "*"
_SHORTEST_NAME = 2
_TITLE = "(?:先生|女士|小姐|太太|同志)"
_REGION = re.compile(r"^.*?(?:区|县|旗|市)(?!场)")
_HOUSE = re.compile(r"[0-9一二三四五六七八九十]+ *[号栋幢座楼室弄单-]")
_SHORTEST_STREET = 5
_BETWEEN = r"[\s,，、；;／/+＋~～|｜【】\[\]*＊-]*"
"""What people put between the parts of a number or an address, and we leave out."""


def veil(text: str, given: Sequence[Reporter] = (), *, wholly: bool = False) -> str:
    """The text with identity numbers, mobile numbers and all that was given hidden.

    Its length does not change.

    Args:
        text: What was written.
        given: Every identity that was ever given.
        wholly: Leave nothing by which a number or a name could be told from another.
    """
    middle = _all if wholly else _middle
    text = _ID_NUMBER.sub(lambda found: _all(found[0]), text)
    text = _PHONE.sub(lambda found: middle(found[0]), text)
    for number in _longest_first(one.phone for one in given):
        text = re.sub(_loosely(number), lambda found: middle(found[0]), text)
    addresses = [one.address for one in given if one.address]
    for address in _longest_first([*addresses, *map(_below_the_district, addresses)]):
        text = re.sub(_loosely(address), lambda found: _all(found[0]), text)
    for name in _longest_first(one.name for one in given):
        if len(name) >= _SHORTEST_NAME:
            text = text.replace(name, _all(name) if wholly else _name(name))
            titled = re.compile(re.escape(name[0]) + _TITLE)
            text = titled.sub(lambda found: (_all if wholly else _name)(found[0]), text)
    return text


def _longest_first(values: Iterable[str | None]) -> list[str]:
    return sorted({value for value in values if value}, key=len, reverse=True)


def _loosely(value: str) -> str:
    """The value, however its parts are set apart."""
    signs = [re.escape(sign) for sign in value if not re.fullmatch(_BETWEEN, sign)]
    return _BETWEEN.join(signs) or "(?!)"


def _below_the_district(address: str) -> str | None:
    """Street and house alone, as they are often repeated; nothing that only names a region."""
    rest = _REGION.sub("", address)
    return rest if len(rest) >= _SHORTEST_STREET and _HOUSE.search(rest) else None


def _middle(number: str) -> str:
    """The first three and the last four signs, as 138****1234; a short one not at all."""
    hidden = len(number) - _HEAD - _TAIL
    if hidden <= 0:
        return _STAR * len(number)
    return number[:_HEAD] + _STAR * hidden + number[-_TAIL:]


def _all(words: str) -> str:
    return _STAR * len(words)


def _name(name: str) -> str:
    return name[0] + _STAR * (len(name) - 1)
