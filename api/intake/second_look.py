"""What a message hides behind its form: an address before a lead, a story before a question.

福田区梅林路8号「强记」用地沟油 is a lead, not an address. Where nothing but an address was seen,
the words that are left without it are read once more, and what they mean is taken over. Of
标价8块 收我11 这样合法吗 the words before the question say what is wrong.
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
_SURE = 0.6

_ASKS_AT_END = re.compile(
    r"(?:[，,。；;！!？?\s]+|(?=这样|这种|这个?算|这是|请问|是不是|能不能|合不合|算不算))[^，,。；;！!？?\s]{2,12}[？?。！!\s]*$"
)
"""这样合法吗, after a story."""


def second_look(found: Understanding, read: Callable[[str], Understanding]) -> Understanding:
    """The understanding with what the words beside an address mean.

    Args:
        found: What the whole message means.
        read: Understands a text.
    """
    spans = [one for one in found.findings if one.kind in _WHO_AND_WHERE]
    if found.kinds == (Kind.query,):
        return _before_question(found, read)
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


def _before_question(found: Understanding, read: Callable[[str], Understanding]) -> Understanding:
    """The question with what is wrong by the story before it; it stays a question."""
    story = _ASKS_AT_END.sub("", found.text)
    if found.hazards or story == found.text or len(_WORDS.findall(story)) < _ENOUGH:
        return found
    again = read(story)
    told = bool(_MATTERS.intersection(again.kinds)) and again.confidence >= _SURE
    return replace(found, hazards=again.hazards) if told else found
