"""How sure the decision is, and what came second."""

from knowledge.codes import Hazard, Kind
from nlp.intent import hazards as hazard_rules
from nlp.intent.decision import Decision
from nlp.intent.facts import Facts

_HALF = 2.0
"""A lead of this many points over the second hazard makes it two to one."""


def confidence(facts: Facts, decision: Decision, hazards: tuple[Hazard, ...]) -> float:
    """Between 0 and 1: the kind's own sureness, lowered by a close second hazard."""
    if not hazards:
        return round(decision.sure, 3)
    ranked = [item for item in hazard_rules.rank(facts) if item[0] in facts.hazards.scores]
    if not ranked:
        return round(decision.sure * 0.6, 3)
    lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    clear = 0.5 + 0.5 * lead / (lead + _HALF)
    return round(decision.sure * (0.4 + 0.6 * clear), 3)


def runner_up(facts: Facts, decision: Decision, hazards: tuple[Hazard, ...]) -> str | None:
    """The decision that came second, such as `hazard:spoilage`, or None."""
    for hazard, _ in hazard_rules.rank(facts):
        if hazard not in hazards[:1]:
            return f"hazard:{hazard}"
    for code in facts.kinds.scores:
        if Kind(code) not in decision.kinds:
            return f"kind:{code}"
    return None
