"""A message without the clauses that only say who writes it.

A name, a phone number and a home weigh nothing for what befell somebody; beside a short matter
they drown it: 本人曾庆辉，手机138…，住碧海居5栋。
"""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_CLAUSE = re.compile(r"[^,，。;；!！?？\n]+")
_LEFT_OVER = re.compile(r"^[\s,，。;；:：!！]*\s{2}[\s,，。;；:：!！]*")
"""Signs and line ends that stood between what was blanked at the beginning."""
_WHO = frozenset({FindingKind.phone, FindingKind.person, FindingKind.id_number})
_HOME = re.compile(r"\s*(?:我?(?:家?住|现住)|(?:我的?|联系|通讯|家庭)?(?:地址|住址))")
_WHERE = frozenset(
    {FindingKind.address, FindingKind.place, FindingKind.district, FindingKind.street}
)
_OF_THE_MATTER = frozenset(
    {
        FindingKind.merchant,
        FindingKind.food,
        FindingKind.symptom,
        FindingKind.amount,
        FindingKind.when,
        FindingKind.demand,
    }
)
_WEIGHTY = ("hazard", "symptom", "kind", "demand")
_LEAST = 12
"""Fewer characters than this are no story: then the whole message is weighed."""
Spans = list[tuple[int, int]]


def without_writer(reading: Reading, findings: Sequence[Finding]) -> str:
    """The message as typed, of the same length, with blanks for who writes it."""
    text = reading.source.original
    if not any(one.kind is FindingKind.phone for one in findings):
        return text
    who = [(one.start, one.end) for one in findings if one.kind in _WHO]
    where = [(one.start, one.end) for one in findings if one.kind in _WHERE]
    matter = [(one.start, one.end) for one in findings if one.kind in _OF_THE_MATTER]
    matter += [
        reading.source.span(hit.start, hit.end) for topic in _WEIGHTY for hit in reading.of(topic)
    ]
    told, after_who = list(text), False
    for clause in _CLAUSE.finditer(text):
        home = after_who and bool(_HOME.match(clause[0]) or _overlaps(clause.span(), where))
        says_who = _overlaps(clause.span(), who) or home
        after_who = says_who and not _overlaps(clause.span(), matter)
        if after_who:
            told[clause.start() : clause.end()] = " " * len(clause[0])
    rest = _LEFT_OVER.sub(lambda found: " " * len(found[0]), "".join(told))
    return rest if len("".join(rest.split())) >= _LEAST else text


def _overlaps(span: tuple[int, int], others: Spans) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
