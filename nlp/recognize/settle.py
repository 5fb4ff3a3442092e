"""Rules and tagger put together: whose word counts for a trader, a place, a time, a food."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from nlp.reading import Reading
from nlp.tagging.tagger import Named
from nlp.understanding import Finding, FindingKind

_KINDS = {
    FindingKind.merchant: "m",
    FindingKind.place: "p",
    FindingKind.when: "w",
    FindingKind.food: "f",
}
_ANSWER = 24
"""So short a text without a matter answers a question: there the rules know better."""


def settle(
    reading: Reading, findings: Sequence[Finding], named: Sequence[Named], at: datetime | None
) -> list[Finding]:
    """All findings; of the four kinds those that were learned, or in a bare answer the rules'."""
    short = len(reading.text) <= _ANSWER
    bare = short and not reading.says("hazard")
    settled: list[Finding] = []
    for kind, what in _KINDS.items():
        ruled = [one for one in findings if one.kind is kind]
        tagged = [_finding(reading, kind, one, ruled, at) for one in named if one.what == what]
        answers = ruled and (bare or (short and not tagged and kind is FindingKind.when))
        settled += ruled if answers else tagged
    return settled + [one for one in findings if one.kind not in _KINDS]


def _finding(
    reading: Reading,
    kind: FindingKind,
    one: Named,
    ruled: Sequence[Finding],
    at: datetime | None,
) -> Finding:
    """What was learned, with the value of the rule that stands there."""
    words = reading.text[one.start : one.end]
    found = reading.finding(kind, (one.start, one.end), words, f"{kind}.learned", one.score)
    if kind is not FindingKind.when or at is None:
        return found
    same = next((r for r in ruled if r.start < found.end and found.start < r.end), None)
    return replace(found, value=same.value) if same else found
