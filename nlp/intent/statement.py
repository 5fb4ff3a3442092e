"""Whether a statement without a wish is about the writer's purchase or about a trader's conduct.

The one is a complaint, the other a report. Neither has a word of its own, so signs are added up:
what was bought or eaten, by whom, and what kind of wrong it is.
"""

from knowledge.codes import Hazard, Setting
from nlp.intent import hazards
from nlp.intent.facts import Facts

# What shows in the thing bought, against what shows in how a trader works.
_OF_THE_THING = frozenset(
    {
        Hazard.poisoning,
        Hazard.foreign_object,
        Hazard.spoilage,
        Hazard.counterfeit,
        Hazard.other_food,
        Hazard.label,
        Hazard.expired,
        Hazard.service,
        Hazard.price_weight,
        Hazard.food_waste,
    }
)
# Where a writer who doesn't say 我 tells of others.
_OF_OTHERS = (
    Setting.banquet,
    Setting.school_canteen,
    Setting.elderly_care,
    Setting.staff_canteen,
)
_THING, _BOUGHT, _OWN, _CONDUCT, _PRACTICE, _OTHERS = 1.0, 1.5, 0.7, -2.0, -0.7, -2.5


def is_complaint(facts: Facts) -> bool:
    """Whether the signs of a purchase outweigh those of a trader's conduct."""
    return _signs(facts) > 0


def _signs(facts: Facts) -> float:
    main = hazards.likeliest(facts)
    own = "我" in facts.reading.text
    others = any(facts.settings.of(code) for code in _OF_OTHERS)
    return (
        _of_the_thing(main)
        + (_BOUGHT if facts.cue("bought", "ate") else 0.0)
        + (_OWN if own else 0.0)
        + (_CONDUCT if facts.cue("conduct") else 0.0)
        + (_PRACTICE if facts.cue("practice") else 0.0)
        + (_OTHERS if others and not own else 0.0)
    )


def _of_the_thing(main: Hazard | None) -> float:
    if main is None:
        return 0.0
    return _THING if main in _OF_THE_THING else -_THING
