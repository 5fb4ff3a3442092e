"""Why each decision was taken: the rules that fired, and the words that spoke for it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nlp.learnt.model import Model
from nlp.reading import Hit
from nlp.understanding import Finding, FindingKind, Reason

if TYPE_CHECKING:
    from nlp.intent.decide import Decided

_MOST_WITNESSES = 3
_BY_RULE = 1.0


def reasons(made: "Decided", model: Model) -> Iterator[Reason]:
    """The reasons of all decisions, those of the kinds first."""
    ruled, facts = made.ruled, made.facts
    agreed = made.kinds == ruled.kinds
    for kind in made.kinds:
        if agreed or kind in ruled.kinds:
            yield from _behind(made, f"kind:{kind}", ruled.decision.rule, ruled.decision.hits)
    yield from _learnt(made, model, "kind", "+".join(made.kinds), f"kind:{made.kinds[0]}")
    for hazard in made.hazards:
        yield from _behind(made, f"hazard:{hazard}", None, facts.hazards.hits.get(hazard, ()))
    if made.hazards:
        main = made.hazards[0]
        yield from _learnt(made, model, "which", main, f"hazard:{main}")
    named = facts.settings.hits.get(made.setting, ())
    yield from _behind(made, f"setting:{made.setting}", None, named)
    if made.emergency:
        rule, hit = ruled.urgent or ("emergency.weighed", None)
        yield from _behind(made, "emergency:true", rule, (hit,) if hit else ())
    if made.severity:
        by_rule = ruled.severity is not None and ruled.severity[0] is made.severity
        rule = ruled.severity[1] if ruled.severity and by_rule else "severity.weighed"
        yield _reason(made, rule, f"severity:{made.severity}", None, _BY_RULE)
    yield from _put_right(facts.findings)


def _put_right(findings: Sequence[Finding]) -> Iterator[Reason]:
    """Words that every decision reads otherwise than they are written."""
    for one in findings:
        if one.kind is FindingKind.misspelt:
            yield Reason(one.why, f"misspelt:{one.value}", one.start, one.end, one.text, _BY_RULE)


def _learnt(made: "Decided", model: Model, head: str, code: str, decides: str) -> Iterator[Reason]:
    """The likelihood, and the words that told the decision from the one that came second."""
    said = made.verdicts[head]
    if code not in said.likely:
        return
    yield _reason(made, f"learnt.{head}", decides, None, round(said.of(code), 3))
    other = said.first(one for one in said.likely if one != code)
    if other is None:
        return
    source = made.facts.reading.source
    for one in model.witnesses(made.row, head, code, other, _MOST_WITNESSES):
        start, end = source.span(one.start, one.end)
        text = source.original[start:end]
        yield Reason(f"learnt.{head}.words", decides, start, end, text, one.weight)


def _behind(
    made: "Decided", decides: str, rule: str | None, hits: Sequence[Hit]
) -> Iterator[Reason]:
    """The rule that decided, if one did, and one reason per hit."""
    if rule is not None:
        yield _reason(made, rule, decides, None, _BY_RULE)
    for hit in hits:
        yield _reason(made, hit.rule, decides, hit, hit.weight)


def _reason(made: "Decided", rule: str, decides: str, hit: Hit | None, weight: float) -> Reason:
    source = made.facts.reading.source
    start, end = source.span(hit.start, hit.end) if hit else (0, 0)
    return Reason(rule, decides, start, end, source.original[start:end], weight)
