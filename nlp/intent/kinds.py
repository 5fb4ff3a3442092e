"""What the person wants: a list of questions in order, the first that fits decides."""

from collections.abc import Callable

from knowledge.codes import Agency, Demand, Hazard, Kind, Setting
from nlp.intent import hazards, statement
from nlp.intent.decision import Decision
from nlp.intent.facts import PRIVATE, SAFETY, STRONG, Facts
from nlp.intent.relevance import EATING_PLACES
from nlp.reading import Hit
from nlp.understanding import FindingKind

# Bodies that take a matter only when food itself is not at stake.
# Where a writer who doesn't say 我 tells of others.
_OF_OTHERS = (Setting.banquet, Setting.school_canteen, Setting.elderly_care)
_LONG, _A_STORY = 160, 16
_WITH_FOOD = frozenset({Agency.agriculture, Agency.customs, Agency.health, Agency.police})


Rule = Callable[[Facts], Decision | None]


def decide(facts: Facts) -> Decision:
    """The kinds of a message by the first rule that fits."""
    for rule in _ORDER:
        decision = rule(facts)
        if decision:
            return decision
    return Decision((Kind.chat,), "kind.nothing_said", (), 0.5)


def hazard_score(facts: Facts) -> float:
    """How strongly the message speaks of food safety, disputes about food included."""
    ranked = hazards.rank(facts)
    return ranked[0][1] if ranked else 0.0


def _injection(facts: Facts) -> Decision | None:
    hits = [h for h in facts.kinds.hits.get(Kind.chat, ()) if h.rule == "kind.chat.injection"]
    if hits and hazard_score(facts) < STRONG:
        return Decision((Kind.chat,), "kind.injection", tuple(hits), 0.9)
    return None


def _withdraw(facts: Facts) -> Decision | None:
    hits = facts.kinds.hits.get(Kind.withdraw, ())
    if hits and facts.said.of(Hazard.poisoning) < STRONG and not _asks_punishment(facts):
        return Decision((Kind.withdraw,), "kind.withdraws", hits, 0.9)
    return None


def _progress(facts: Facts) -> Decision | None:
    hits = facts.kinds.hits.get(Kind.progress, ())
    number = facts.found(FindingKind.case_no) or facts.found(FindingKind.receipt_code)
    added = facts.kinds.of(Kind.supplement)
    if hits and (number or not added) and not _is_new_matter(facts):
        return Decision((Kind.progress,), "kind.asks_progress", hits, 0.9 if number else 0.8)
    if number and not added and hazard_score(facts) < STRONG:
        return Decision((Kind.progress,), "kind.bare_number", (), 0.75)
    return None


def _supplement(facts: Facts) -> Decision | None:
    hits = facts.kinds.hits.get(Kind.supplement, ())
    number = facts.found(FindingKind.case_no)
    if number and (hits or hazard_score(facts) >= STRONG):
        return Decision((Kind.supplement,), "kind.adds_to_number", hits, 0.85)
    if hits and not facts.disputes:
        return Decision((Kind.supplement,), "kind.adds", hits, 0.7)
    return None


def _out_of_scope(facts: Facts) -> Decision | None:
    food = _food_at_stake(facts)
    for code, score in facts.agencies.scores.items():
        agency = Agency(code)
        margin = score - food if agency not in _WITH_FOOD else score - food - STRONG
        if score >= STRONG and margin > 0 and not _asks_about_food(facts, food):
            return Decision(
                (Kind.out_of_scope,), "kind.elsewhere", facts.agencies.hits[code], _sure(margin)
            )
    return None


def _food_at_stake(facts: Facts) -> float:
    """The best hazard; a mere dispute counts only where food or eating is spoken of."""
    about_food = facts.reading.says("food") or facts.reading.says("setting", *EATING_PLACES)
    ranked = hazards.rank(facts)
    return max((s for hazard, s in ranked if hazard in SAFETY or about_food), default=0.0)


def _nothing_about_food(facts: Facts) -> Decision | None:
    """A long grievance in which neither food nor a hazard is spoken of belongs elsewhere."""
    long = len(facts.reading.text) > _LONG
    if long and hazard_score(facts) < STRONG and not facts.kinds.of(Kind.suggestion):
        return Decision((Kind.out_of_scope,), "kind.nothing_about_food", (), 0.6)
    return None


def _asks_elsewhere(facts: Facts) -> Decision | None:
    """A question or grievance that names another body's matter and no food at all."""
    agencies = facts.agencies.scores
    told = len(facts.reading.text) > _A_STORY and not facts.kinds.of(Kind.suggestion)
    if told and agencies and not facts.hazards.scores and not _about_food(facts):
        hits = facts.agencies.hits[next(iter(agencies))]
        return Decision((Kind.out_of_scope,), "kind.asks_elsewhere", hits, 0.6)
    return None


def _query(facts: Facts) -> Decision | None:
    strong = [h for h in facts.kinds.hits.get(Kind.query, ()) if h.weight >= STRONG]
    weak = [h for h in facts.kinds.hits.get(Kind.query, ()) if h.weight < STRONG]
    if facts.disputes and not _asks_how(strong):
        return None
    happened = any(facts.said.of(code) >= STRONG for code in facts.said.scores) and facts.cue(
        "bought", "ate"
    )
    if strong and not (happened and _asks_punishment(facts)):
        return Decision((Kind.query,), "kind.asks", tuple(strong), 0.85)
    if weak and not happened and not facts.demands and not facts.kinds.of(Kind.report):
        return Decision((Kind.query,), "kind.question_mark", tuple(weak), 0.65)
    return None


def _suggestion(facts: Facts) -> Decision | None:
    hits = facts.kinds.hits.get(Kind.suggestion, ())
    praise = tuple(facts.reading.of("cue", "praise"))
    said = max((facts.said.of(code) for code in facts.said.scores), default=0.0)
    if hits and (said < STRONG or facts.kinds.of(Kind.suggestion) > said) and not facts.disputes:
        return Decision((Kind.suggestion,), "kind.proposes", hits, 0.75)
    if praise and said < STRONG and not facts.demands and not facts.kinds.of(Kind.complaint):
        return Decision((Kind.suggestion,), "kind.praises", praise, 0.65)
    return None


def _tip(facts: Facts) -> Decision | None:
    hits = facts.kinds.hits.get(Kind.tip, ())
    if hits and not facts.disputes and (facts.said.scores or hazard_score(facts) > 0):
        return Decision((Kind.tip,), "kind.on_a_round", hits, 0.8)
    return None


def _case(facts: Facts) -> Decision | None:
    """A complaint, a report, or both; nothing where nothing is wrong and nothing is asked."""
    named = facts.kinds.hits.get(Kind.complaint, ()) + facts.kinds.hits.get(Kind.report, ())
    nothing = hazard_score(facts) == 0 and not facts.disputes and not facts.people_ill
    if nothing and not named:
        return None
    if not facts.hazards.scores and not facts.disputes and _tells_of_something_else(facts):
        return Decision((Kind.out_of_scope,), "kind.nothing_about_food", named, 0.55)
    complains, reports = _complains(facts), _reports(facts)
    if complains and reports:
        return Decision((Kind.complaint, Kind.report), "kind.dispute_and_violation", named, 0.75)
    if complains:
        return Decision((Kind.complaint,), "kind.dispute", named, 0.8)
    if reports:
        return Decision((Kind.report,), "kind.violation", named, 0.8)
    kind = Kind.complaint if statement.is_complaint(facts) else Kind.report
    return Decision((kind,), f"kind.bare_statement_{kind}", named, 0.6)


def _tells_of_something_else(facts: Facts) -> bool:
    """我要投诉 alone begins a case; a story without food, shop or purchase does not."""
    told = len(facts.reading.text) > _A_STORY
    return told and not _about_food(facts) and facts.cue("bought", "ate") is None


def _about_food(facts: Facts) -> bool:
    places = facts.settings.scores.keys()
    return (
        facts.reading.says("food") or bool(places) or facts.found(FindingKind.merchant) is not None
    )


def _complains(facts: Facts) -> bool:
    if facts.disputes:
        return True
    if facts.kinds.of(Kind.complaint) and not facts.kinds.of(Kind.report):
        return _is_own_purchase(facts) or not _asks_punishment(facts)
    return False


def _reports(facts: Facts) -> bool:
    if facts.kinds.of(Kind.report) or _asks_punishment(facts):
        return any(code in SAFETY for code in facts.hazards.scores) or not facts.disputes
    return False


def _asks_punishment(facts: Facts) -> bool:
    return Demand.punish in facts.demands


def _is_own_purchase(facts: Facts) -> bool:
    if any(facts.said.of(code) >= STRONG for code in PRIVATE):
        return True
    if any(facts.settings.of(code) for code in _OF_OTHERS) and "我" not in facts.reading.text:
        return False
    return facts.cue("bought", "ate") is not None or facts.said.of(Hazard.poisoning) >= STRONG


def _is_new_matter(facts: Facts) -> bool:
    """Something happened now, with a wish of its own: not only a question about an old case."""
    return facts.disputes and max(facts.said.scores.values(), default=0.0) >= STRONG


def _asks_how(hits: list[Hit]) -> bool:
    return any(h.rule == "kind.query.form" for h in hits)


def _asks_about_food(facts: Facts, food: float) -> bool:
    return food >= STRONG and bool(facts.kinds.of(Kind.query))


def _sure(margin: float) -> float:
    return min(0.95, 0.6 + margin * 0.06)


_ORDER: tuple[Rule, ...] = (
    _injection,
    _withdraw,
    _progress,
    _supplement,
    _out_of_scope,
    _nothing_about_food,
    _asks_elsewhere,
    _query,
    _tip,
    _suggestion,
    _case,
)
