"""What the rules alone make of a message, before it is weighed against all examples."""

from dataclasses import dataclass

from knowledge.codes import Agency, Hazard, Kind, Setting, Severity
from nlp.befallen import says_nobody_fell
from nlp.intent import hazards, kinds, places, urgency
from nlp.intent.decision import Decision
from nlp.intent.facts import STRONG, UNSAFE, Facts
from nlp.no_patient import tells_of_no_patient
from nlp.reading import Hit, Stance
from nlp.understanding import FindingKind

_A_LETTER, _A_NOTE = 160, 100


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules' own decisions; the weights may know better, but hear these first."""

    decision: Decision
    hazards: tuple[Hazard, ...]
    ranked: tuple[tuple[Hazard, float], ...]
    setting: Setting
    urgent: tuple[str, Hit | None] | None
    severity: tuple[Severity, str] | None
    """None where no case opens."""
    level: tuple[Severity, str]
    """The same, should one open after all: a question can turn out to be a case."""
    agency: Agency | None
    tells_nothing: bool
    """我要投诉: a wish to begin, and no story yet."""
    named: bool
    """A word of the lexicon names something unsafe."""
    points: float
    """How much the words that name something unsafe count, for the hazard they speak for most."""
    asserted: bool
    """A strong word says as a fact that something is unsafe."""
    plain: frozenset[Hazard]
    """Those hazards that strong words say as facts."""
    asks: bool
    """Something is asked of a trader."""
    ill: bool
    """Somebody is ill, or a word for an illness stands there."""
    well: bool
    """没得人拉肚子, 四个人吃了312块: nobody fell ill, or no word says so."""
    letter: bool
    """Long, as people write to an office that hears of everything."""
    endangers: bool
    """Some word of danger stands there: several ill, the hospital, a death, the weak."""
    answers: bool
    """海天酒楼，创业一路: beside what the recognisers found nothing is told."""
    denies: bool
    """一只苍蝇都没有: what is wrong is named only to say that it is not so."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds by the rules."""
        return self.decision.kinds


def rule(facts: Facts) -> Ruled:
    """Ask every rule."""
    decision = kinds.decide(facts)
    urgent = urgency.emergency(facts, decision.kinds)
    where = places.setting(facts)
    main = hazards.choose(facts, decision.kinds)
    level = urgency.level(facts, main, where)
    plain = frozenset(hazard for hazard in Hazard if facts.said.of(hazard) >= STRONG)
    return Ruled(
        decision=decision,
        hazards=main,
        ranked=tuple(hazards.rank(facts)),
        setting=where,
        urgent=urgent,
        severity=level if urgency.opens_case(decision.kinds) else None,
        level=level,
        agency=places.agency(facts, decision.kinds, where, main),
        tells_nothing=hazards.tells_nothing(facts),
        named=bool(UNSAFE.intersection(main) & facts.hazards.scores.keys()),
        points=max((facts.hazards.of(hazard) for hazard in UNSAFE), default=0.0),
        asserted=not plain.isdisjoint(UNSAFE),
        plain=plain,
        asks=bool(facts.demands),
        ill=bool(facts.people_ill) or facts.reading.says("symptom"),
        well=not facts.people_ill and _says_well(facts),
        letter=_is_a_letter(facts),
        endangers=urgent is not None or urgency.speaks_of_danger(facts),
        answers=decision.rule == _NOTHING_SAID and _is_an_answer(facts),
        denies=_only_denies(facts),
    )


def _says_well(facts: Facts) -> bool:
    """Nobody fell ill, it is said outright; or of people only that they shared a bill."""
    return says_nobody_fell(facts.reading.text) or tells_of_no_patient(facts.reading)


def _is_a_letter(facts: Facts) -> bool:
    """Long, or half as long and speaking to an office, or with a title."""
    size = len(facts.reading.text)
    return (
        facts.heading is not None
        or size >= _A_LETTER
        or (size >= _A_NOTE and facts.reading.says("cue", "official"))
    )


def _only_denies(facts: Facts) -> bool:
    """Whether hazards are named, but none of them as so, asked or supposed."""
    alive = max(facts.hazards.scores.values(), default=0.0)
    denied = any(hit.stance is Stance.denied for hit in facts.reading.of("hazard"))
    return denied and alive < _A_WORD


_A_WORD = 1.0
"""Less than one weak word: the mere scene, such as a kitchen."""
_NOTHING_SAID, _A_CLAUSE = "kind.nothing_said", 6


def _is_an_answer(facts: Facts) -> bool:
    text = facts.reading.source.original
    covered = {
        index
        for one in facts.findings
        if one.kind is not FindingKind.food
        for index in range(one.start, one.end)
    }
    told = sum(char.isalpha() for index, char in enumerate(text) if index not in covered)
    return bool(covered) and told < _A_CLAUSE
