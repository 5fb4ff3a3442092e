"""Puts the decisions together into an Understanding that explains itself.

The rules are asked first. What they saw goes with the words of the message to the weights, which
have seen how often such rules were right, and have the last word on each dimension.
"""

from dataclasses import dataclass

from knowledge.cities import divisions
from knowledge.cities.former import former_name
from knowledge.codes import Agency, Demand, Hazard, Kind, Setting, Severity
from nlp.intent import weighed
from nlp.intent.facts import Facts
from nlp.intent.missing import missing
from nlp.intent.reasons import reasons
from nlp.intent.ruled import Ruled, rule
from nlp.intent.signs import signs
from nlp.learnt.model import Model, Row, Verdict
from nlp.understanding import Finding, FindingKind, Understanding

_ASKING = frozenset({Kind.query, Kind.progress})
# Here 查一下 asks about a case, not for a check.
_WITHOUT_DEMAND = frozenset({Kind.progress, Kind.withdraw, Kind.chat})
_TITLE_COUNTS = 0.5
"""How much a title counts beside the whole letter."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Every decision about a message, with what it rests on."""

    facts: Facts
    ruled: Ruled
    row: Row
    verdicts: dict[str, Verdict]
    kinds: tuple[Kind, ...]
    hazards: tuple[Hazard, ...]
    setting: Setting
    severity: Severity | None
    emergency: bool
    agency: Agency | None


def weigh(facts: Facts, model: Model) -> Decided:
    """All decisions about a message."""
    ruled = rule(facts)
    row = model.row(facts.reading.text, signs(facts, ruled))
    said = _with_heading(model.judge(row), facts.heading, model)
    if facts.in_date:
        said |= {"which": said["which"].without(Hazard.expired)}
    kinds = weighed.kinds(said, ruled)
    where = weighed.setting(said["setting"])
    return Decided(
        facts=facts,
        ruled=ruled,
        row=row,
        verdicts=said,
        kinds=kinds,
        hazards=weighed.hazards(said, ruled, kinds),
        setting=where,
        severity=weighed.severity(said["severity"], ruled, kinds),
        emergency=weighed.emergency(said["emergency"], ruled, kinds),
        agency=weighed.agency(said["agency"], kinds, where),
    )


def _with_heading(
    said: dict[str, Verdict], heading: Facts | None, model: Model
) -> dict[str, Verdict]:
    """What a letter is about, its title heard once more by itself."""
    if heading is None:
        return said
    row = model.row(heading.reading.text, signs(heading, rule(heading)))
    title = model.verdict(row, "letter")
    return said | {"letter": said["letter"].together(title, _TITLE_COUNTS)}


def decide(facts: Facts, model: Model, version: str) -> Understanding:
    """The Understanding of a message."""
    made = weigh(facts.story or facts, model)
    district = facts.found(FindingKind.district)
    street = facts.found(FindingKind.street)
    amount = facts.found(FindingKind.amount)
    number = facts.found(FindingKind.case_no)
    return Understanding(
        text=facts.reading.source.original,
        kinds=made.kinds,
        hazards=made.hazards,
        setting=made.setting,
        severity=made.severity,
        level=weighed.level(made.severity, made.ruled),
        emergency=made.emergency,
        agency=made.agency,
        merchant=_text(facts.found(FindingKind.merchant)),
        place=_text(facts.found(FindingKind.place)),
        district=district_name(district),
        division=district.value if district and district.value.isdigit() else None,
        street=street.value if street else None,
        when=_text(facts.found(FindingKind.when)),
        food=_text(facts.found(FindingKind.food)),
        people_ill=facts.people_ill or None,
        amount=float(amount.value) if amount else None,
        demand=_demands(made.facts, made.kinds),
        case_no=number.value if number else None,
        confidence=weighed.confidence(made.verdicts, made.ruled, made.kinds, made.hazards),
        runner_up=weighed.runner_up(made.verdicts, made.ruled, made.kinds, made.hazards),
        findings=tuple(facts.findings),
        why=tuple(reasons(made, model)),
        lexicon_version=version,
        missing=missing(made.kinds, facts.findings),
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
    if division is None:
        return finding.value
    former = former_name(finding.text, finding.value)
    return f"{division.name}（原{former}）" if former else division.name
