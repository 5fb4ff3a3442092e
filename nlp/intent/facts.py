"""The message seen at once: everything the decisions look at, worked out a single time."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.codes import Demand, Hazard
from nlp.in_date import still_in_date
from nlp.intent.relevance import by_place, near_food
from nlp.intent.tally import Tally, tally
from nlp.reading import Hit, Reading, Stance
from nlp.understanding import Finding, FindingKind

DISPUTE = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
# What is a matter between buyer and trader first, and a violation only in the second place.
PRIVATE = frozenset({Hazard.service, Hazard.price_weight})
SAFETY = frozenset(Hazard) - PRIVATE
UNSAFE = SAFETY - {Hazard.false_claim, Hazard.food_waste}
"""What may harm whoever eats it."""
STRONG = 3.0
_WEAK_ALONE = 1.2
_SURE = 0.5


@dataclass(frozen=True)
class Facts:
    """What was said, asked and found; shared by all decisions."""

    reading: Reading
    hazards: Tally
    """Hazards said, asked or supposed; not those denied."""
    said: Tally
    """Hazards said as facts."""
    agencies: Tally
    kinds: Tally
    settings: Tally
    demands: tuple[Demand, ...]
    findings: Sequence[Finding]
    heading: "Facts | None" = None
    """Of the title alone, where a letter has one: there people say what the matter is."""
    story: "Facts | None" = None
    """Of the message without who writes it, if it says so: what is decided is decided by this."""
    in_date: bool = False
    """没过期就坏了: goods are said to be in date."""

    def cue(self, *codes: str) -> Hit | None:
        """The first cue of these codes that is said as a fact."""
        found = (
            h for h in self.reading.of("cue", *codes) if h.stance in {Stance.said, Stance.asked}
        )
        return next(found, None)

    def stated(self, *codes: str) -> Hit | None:
        """The first cue of these codes that is neither asked nor supposed nor denied."""
        return next((h for h in self.reading.of("cue", *codes) if h.stance is Stance.said), None)

    def found(self, kind: FindingKind) -> Finding | None:
        """The first, surest finding of a kind."""
        return next((one for one in self.findings if one.kind is kind), None)

    @property
    def disputes(self) -> bool:
        """Whether something is asked of the trader."""
        return any(demand in DISPUTE for demand in self.demands)

    @property
    def people_ill(self) -> int:
        """How many are ill, 0 if nobody."""
        found = self.found(FindingKind.people_ill)
        return int(found.value) if found and found.score >= _SURE else 0


def gather(reading: Reading, findings: Sequence[Finding], heading: Facts | None = None) -> Facts:
    """Work the facts out of a reading and its findings."""
    alive = [h for h in reading.of("hazard") if h.stance is not Stance.denied]
    agencies = [h for h in reading.of("agency") if h.stance is not Stance.denied]
    in_date = still_in_date(reading.text, tuple(reading.of("hazard")))
    alive = [h for h in alive if not (in_date and h.code == Hazard.expired)]
    praised = _praised(reading, alive)
    alive = near_food(reading, by_place(reading, [h for h in alive if h not in praised]))
    return Facts(
        reading=reading,
        hazards=tally(alive),
        said=tally(h for h in alive if h.stance is Stance.said),
        agencies=tally(by_place(reading, agencies)),
        kinds=tally(reading.of("kind")),
        settings=tally(reading.of("setting")),
        demands=_demands(findings),
        findings=findings,
        heading=heading,
        in_date=in_date,
    )


def _praised(reading: Reading, hits: Sequence[Hit]) -> frozenset[Hit]:
    """Weak words in a clause of praise say nothing is wrong: 环境干净, 厨房也看得到."""
    clauses = {reading.cuts.clause(hit.start) for hit in reading.of("cue", "praise")}
    return frozenset(
        hit
        for hit in hits
        if hit.weight <= _WEAK_ALONE and reading.cuts.clause(hit.start) in clauses
    )


def _demands(findings: Sequence[Finding]) -> tuple[Demand, ...]:
    asked = {one.value for one in findings if one.kind is FindingKind.demand}
    return tuple(demand for demand in Demand if demand in asked)
