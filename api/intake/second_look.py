"""A message that begins with a whole address looks like the answer to a question for one.

福田区梅林路8号「强记」用地沟油 is a lead, not an address. Where nothing but an address was seen,
the words that are left without it are read once more, and what they mean is taken over.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.codes import Kind
from nlp.understanding import FindingKind, Understanding

_WHO_AND_WHERE = frozenset(
    {
        FindingKind.merchant,
        FindingKind.place,
        FindingKind.district,
        FindingKind.street,
        FindingKind.address,
        FindingKind.person,
        FindingKind.phone,
        FindingKind.when,
    }
)
_MATTERS = frozenset({Kind.complaint, Kind.report, Kind.tip})
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_ENOUGH = 4
"""Characters that must be left for a second reading to mean anything."""


def second_look(found: Understanding, read: Callable[[str], Understanding]) -> Understanding:
    """The understanding with what the words beside an address mean.

    Args:
        found: What the whole message means.
        read: Understands a text.
    """
    spans = [one for one in found.findings if one.kind in _WHO_AND_WHERE]
    if found.kinds != (Kind.chat,) or not spans:
        return found
    rest = found.text
    for one in sorted(spans, key=lambda one: -one.start):
        rest = rest[: one.start] + rest[one.end :]
    if len(_WORDS.findall(rest)) < _ENOUGH:
        return found
    again = read(rest)
    if _MATTERS.isdisjoint(again.kinds) or not again.hazards:
        return found
    return replace(
        found,
        kinds=again.kinds,
        hazards=again.hazards,
        setting=again.setting,
        severity=again.severity,
        level=again.level,
        emergency=found.emergency or again.emergency,
        agency=again.agency,
        demand=found.demand or again.demand,
        confidence=again.confidence,
        runner_up=again.runner_up,
    )
