"""Puts the decisions together into an Understanding that explains itself."""

from collections.abc import Iterator, Sequence

from knowledge.cities import divisions
from knowledge.codes import Demand, Hazard, Kind, Setting, Severity
from nlp.intent import confidence, hazards, kinds, places, urgency
from nlp.intent.decision import Decision
from nlp.intent.facts import Facts, gather
from nlp.intent.missing import missing
from nlp.reading import Hit, Reading
from nlp.understanding import Finding, FindingKind, Reason, Understanding

_ASKING = frozenset({Kind.query, Kind.progress})
# Here 查一下 asks about a case, not for a check.
_WITHOUT_DEMAND = frozenset({Kind.progress, Kind.withdraw, Kind.chat})


def decide(reading: Reading, findings: Sequence[Finding], version: str) -> Understanding:
    """The Understanding of a reading and its findings."""
    facts = gather(reading, findings)
    decision = kinds.decide(facts)
    where = places.setting(facts)
    main = hazards.choose(facts, decision.kinds)
    urgent = urgency.emergency(facts, decision.kinds)
    level = urgency.severity(facts, decision.kinds, main, where)
    district = facts.found(FindingKind.district)
    street = facts.found(FindingKind.street)
    amount = facts.found(FindingKind.amount)
    number = facts.found(FindingKind.case_no)
    return Understanding(
        text=reading.source.original,
        kinds=decision.kinds,
        hazards=main,
        setting=where,
        severity=level[0] if level else None,
        emergency=urgent is not None,
        agency=places.agency(facts, decision.kinds, where, main),
        merchant=_text(facts.found(FindingKind.merchant)),
        place=_text(facts.found(FindingKind.place)),
        district=district_name(district),
        division=district.value if district and district.value.isdigit() else None,
        street=street.value if street else None,
        when=_text(facts.found(FindingKind.when)),
        food=_text(facts.found(FindingKind.food)),
        people_ill=facts.people_ill or None,
        amount=float(amount.value) if amount else None,
        demand=_demands(facts, decision.kinds),
        case_no=number.value if number else None,
        confidence=confidence.confidence(facts, decision, main),
        runner_up=confidence.runner_up(facts, decision, main),
        findings=tuple(findings),
        why=tuple(_reasons(facts, decision, main, where, urgent, level)),
        lexicon_version=version,
        missing=missing(decision.kinds, findings),
    )


def _demands(facts: Facts, kinds: tuple[Kind, ...]) -> tuple[Demand, ...]:
    """What is asked for; who asks a question wants an answer."""
    asked = set(facts.demands) if set(kinds) - _WITHOUT_DEMAND else set()
    if kinds and kinds[0] in _ASKING:
        asked.add(Demand.answer)
    return tuple(demand for demand in Demand if demand in asked)


def _text(finding: Finding | None) -> str | None:
    return finding.text if finding else None


def district_name(finding: Finding | None) -> str | None:
    """The full official name of a district finding, whose value is a code or a name."""
    if finding is None:
        return None
    division = divisions.by_code(finding.value)
    return division.name if division else finding.value


def _reasons(
    facts: Facts,
    decision: Decision,
    main: Sequence[Hazard],
    where: Setting,
    urgent: tuple[str, Hit | None] | None,
    level: tuple[Severity, str] | None,
) -> Iterator[Reason]:
    for kind in decision.kinds:
        yield from _behind(facts, f"kind:{kind}", decision.rule, decision.hits)
    for hazard in main:
        hits = facts.hazards.hits.get(hazard, ())
        yield from _behind(facts, f"hazard:{hazard}", "hazard.nothing_said", hits)
    yield from _behind(
        facts, f"setting:{where}", "setting.nothing_said", facts.settings.hits.get(where, ())
    )
    if urgent:
        yield from _behind(facts, "emergency:true", urgent[0], (urgent[1],) if urgent[1] else ())
    if level:
        yield _reason(facts, level[1], f"severity:{level[0]}", None, 1.0)


def _behind(facts: Facts, decides: str, rule: str, hits: Sequence[Hit]) -> Iterator[Reason]:
    """One reason per hit, or the rule alone where it decided without any word."""
    if not hits or rule.startswith(("kind.", "emergency.")):
        yield _reason(facts, rule, decides, None, 1.0)
    for hit in hits:
        yield _reason(facts, hit.rule, decides, hit, hit.weight)


def _reason(facts: Facts, rule: str, decides: str, hit: Hit | None, weight: float) -> Reason:
    source = facts.reading.source
    start, end = source.span(hit.start, hit.end) if hit else (0, 0)
    return Reason(rule, decides, start, end, source.original[start:end], weight)
