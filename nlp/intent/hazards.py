"""Which hazards, the main one first."""

from collections.abc import Sequence

from knowledge.codes import Hazard, Kind
from nlp.intent.facts import DISPUTE, PRIVATE, STRONG, Facts

_FLOOR = 1.9
_BESIDE = 2.4
_MOST, _NO_STORY = 4, 10
_ILL, _NOBODY_ILL = 3.0, -1.5
"""Who is ill outweighs why: spoilt meat that made someone ill is a suspected poisoning."""
_SHORT = 70
# The graver wins where the words speak alike for two.
_GRAVITY = {
    Hazard.poisoning: 1.5,
    Hazard.waste_oil: 0.6,
    Hazard.uninspected_meat: 0.6,
    Hazard.illegal_additive: 0.5,
    Hazard.expired: 0.5,
    Hazard.counterfeit: 0.4,
    Hazard.foreign_object: 0.4,
    Hazard.residue: 0.4,
    Hazard.false_claim: 0.3,
    Hazard.unlicensed: 0.3,
    Hazard.food_waste: 0.6,
    Hazard.cold_chain: 0.3,
    Hazard.spoilage: 0.2,
    Hazard.label: -0.3,
    Hazard.other_food: -0.8,
    Hazard.service: -1.2,
    Hazard.price_weight: -0.2,
}


def rank(facts: Facts) -> list[tuple[Hazard, float]]:
    """All hazards with enough said for them, the best first, with their scores."""
    scores = {
        Hazard(code): score + (_GRAVITY.get(Hazard(code), 0.0) if score >= STRONG else 0.0)
        for code, score in facts.hazards.scores.items()
        if score >= _FLOOR or (score >= 1 and _one_word_suffices(facts))
    }
    if Hazard.poisoning in scores:
        scores[Hazard.poisoning] += _ILL if facts.people_ill else _NOBODY_ILL
    return sorted(scores.items(), key=lambda item: (-item[1], _first(facts, item[0])))


def _first(facts: Facts, hazard: Hazard) -> int:
    return facts.hazards.first(hazard) if hazard in facts.hazards.hits else len(facts.reading.text)


def likeliest(facts: Facts) -> Hazard | None:
    """The best hazard by words, or None."""
    ranked = rank(facts)
    return ranked[0][0] if ranked else None


def choose(facts: Facts, kinds: Sequence[Kind]) -> tuple[Hazard, ...]:
    """The hazards of the decision.

    A suggestion, chat or a matter for another department has none. In a message of two cases the
    hazard of the dispute comes first.
    """
    if not kinds or kinds[0] in {Kind.chat, Kind.suggestion, Kind.out_of_scope}:
        return ()
    ranked = rank(facts)
    if not ranked:
        return _when_nothing_said(facts, kinds)
    top = ranked[0][1]
    kept = [hazard for hazard, score in ranked if score >= _BESIDE or score == top]
    kept = [h for h in kept if h is not Hazard.service or h is kept[0] or _service_stands(facts)]
    return tuple(kept[:_MOST])


def _service_stands(facts: Facts) -> bool:
    return facts.hazards.of(Hazard.service) >= STRONG


def _when_nothing_said(facts: Facts, kinds: Sequence[Kind]) -> tuple[Hazard, ...]:
    """A case that tells something has a hazard: a wish for money back is a dispute."""
    if tells_nothing(facts):
        return ()
    if facts.people_ill and kinds[0] in {Kind.complaint, Kind.report, Kind.tip}:
        return (Hazard.poisoning,)
    liked = likeliest(facts)
    if liked and kinds[0] in {Kind.complaint, Kind.report, Kind.tip}:
        return (liked,)
    if kinds[0] is Kind.complaint:
        asks = any(demand in DISPUTE for demand in facts.demands)
        return (
            (Hazard.service,)
            if asks or PRIVATE & set(facts.hazards.scores)
            else (Hazard.other_food,)
        )
    return (Hazard.other_food,) if kinds[0] in {Kind.report, Kind.tip} else ()


def tells_nothing(facts: Facts) -> bool:
    """我要投诉: a few characters, no word of what is wrong, and nothing asked back."""
    short = len(facts.reading.text) <= _NO_STORY
    opens = bool(facts.kinds.of(Kind.complaint) or facts.kinds.of(Kind.report))
    return short and opens and not facts.demands and not facts.hazards.scores


def _names_a_body(facts: Facts) -> bool:
    return max(facts.agencies.scores.values(), default=0.0) >= STRONG


def _one_word_suffices(facts: Facts) -> bool:
    """One weak word is enough in a short message, or where something was eaten or asked back."""
    if len(facts.reading.text) <= _SHORT and not _names_a_body(facts):
        return True
    return bool(facts.demands) and facts.cue("bought", "ate") is not None
