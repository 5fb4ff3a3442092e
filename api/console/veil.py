"""Hides identity in running text, sign by sign, so that positions in the text stay true.

A conversation quotes the person's own name, phone and address. Whoever only works the case
reads it with those hidden; a look with a reason shows them.
"""

import re

from api.contract.models import Reporter

_PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_HEAD, _TAIL = 3, 4
_STAR = "*"
_SHORTEST_NAME = 2


def veil(text: str, reporter: Reporter | None = None) -> str:
    """The text with identity numbers, mobile numbers and what is known of the reporter hidden.

    Its length does not change.
    """
    text = _ID_NUMBER.sub(lambda found: _STAR * len(found[0]), text)
    text = _PHONE.sub(lambda found: _middle(found[0]), text)
    if reporter is None:
        return text
    if reporter.phone:
        text = text.replace(reporter.phone, _middle(reporter.phone))
    if reporter.address:
        text = text.replace(reporter.address, _STAR * len(reporter.address))
    if reporter.name and len(reporter.name) >= _SHORTEST_NAME:
        text = text.replace(reporter.name, _name(reporter.name))
    return text


def _middle(number: str) -> str:
    """The first three and the last four signs, as 138****1234; a short one not at all."""
    hidden = len(number) - _HEAD - _TAIL
    if hidden <= 0:
        return _STAR * len(number)
    return number[:_HEAD] + _STAR * hidden + number[-_TAIL:]


def _name(name: str) -> str:
    return name[0] + _STAR * (len(name) - 1)
