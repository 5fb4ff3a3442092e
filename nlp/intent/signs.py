"""What the rules saw in a message, as signs that the weights can weigh."""

from collections.abc import Iterator

from nlp.intent.facts import Facts
from nlp.intent.ruled import Ruled
from nlp.reading import Stance

_LENGTHS = (6, 12, 25, 50, 100, 200, 400)
_MANY_ILL = (1, 2, 10)
_MOST_POINTS, _FIRST = 6, 3


def signs(facts: Facts, ruled: Ruled) -> tuple[str, ...]:
    """Signs of the words (`r:`, `c:`) and of the decisions (all others), in a fixed order."""
    return (*signs_of_words(facts), *sorted(set(_of_decisions(facts, ruled))))


def signs_of_words(facts: Facts) -> tuple[str, ...]:
    """Which rules of the lexicon fired, for which codes, and how it was said."""
    found: set[str] = set()
    for hit in facts.reading.hits:
        how = "" if hit.stance is Stance.said else f"@{hit.stance}"
        found.add(f"r:{hit.rule}{how}")
        found.add(f"c:{hit.topic}:{hit.code}{how}")
    return tuple(sorted(found))


def _of_decisions(facts: Facts, ruled: Ruled) -> Iterator[str]:
    yield f"kinds:{'+'.join(ruled.kinds)}"
    yield f"by:{ruled.decision.rule}"
    yield from _of_hazards(ruled)
    yield f"setting:{ruled.setting}"
    yield f"agency:{next(iter(facts.agencies.scores), 'none')}"
    yield f"urgent:{ruled.urgent[0] if ruled.urgent else 'no'}"
    yield f"severity:{ruled.severity[1] if ruled.severity else 'none'}"
    yield f"ill:{sum(facts.people_ill >= few for few in _MANY_ILL)}"
    yield from (f"demand:{demand}" for demand in facts.demands)
    yield from (f"has:{finding.kind}" for finding in facts.findings)
    yield f"length:{sum(len(facts.reading.text) >= least for least in _LENGTHS)}"
    yield f"lines:{min(facts.reading.source.original.strip().count(chr(10)), 1)}"


def _of_hazards(ruled: Ruled) -> Iterator[str]:
    if not ruled.ranked:
        yield "hazard:none"
        return
    for place, (hazard, _) in enumerate(ruled.ranked[:_FIRST]):
        yield f"hazard{place}:{hazard}"
    (best, points), *others = ruled.ranked
    lead = points - (others[0][1] if others else 0.0)
    yield f"points:{max(0, min(int(points), _MOST_POINTS))}"
    yield f"lead:{best}:{max(0, min(int(lead), _MOST_POINTS))}"
