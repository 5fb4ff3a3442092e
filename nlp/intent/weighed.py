"""From how likely each code is to the decision, dimension by dimension."""

from collections.abc import Mapping, Sequence
from math import exp, log

from knowledge.codes import IN_WHAT_IS_EATEN, Agency, Hazard, Kind, Setting, Severity
from nlp.intent.facts import UNSAFE
from nlp.intent.ruled import Ruled
from nlp.learnt.model import Verdict

NONE = "none"
"""Stands, in the weights, for no hazard and for no agency."""
BOTH = f"{Kind.complaint}+{Kind.report}"
_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip})
_TALK = frozenset({Kind.chat, Kind.suggestion})
_WITHOUT_HAZARD = frozenset({Kind.chat, Kind.suggestion, Kind.out_of_scope})
_WITHOUT_URGENCY = frozenset({Kind.chat, Kind.suggestion, Kind.withdraw})
_FARMING = frozenset({Setting.farm, Setting.slaughter})
_BESIDE, _BESIDE_BY_RULE, _BESIDE_IN_BOTH, _OF_WHAT_WAS_BOUGHT, _MOST = 0.25, 0.06, 0.015, 0.004, 4
"""A further hazard is likely by itself, or a little likely and named by the rules; where a claim
and a report are told in one breath, what is reported need only be named."""
_NOT_UNLIKELY = 0.02
"""So likely, what plain words say stands before a guess."""
_SEEN = frozenset({Hazard.hygiene, Hazard.unlicensed})
_OF_GOODS = frozenset({Hazard.spoilage, Hazard.expired})
"""What somebody sees at a trader's, and what is the matter with what was bought there."""
_IN_FOOD = frozenset({Hazard.spoilage, Hazard.foreign_object})
"""What words name of the food itself, beside how somebody was treated."""
_MAY_HAVE_NONE = 0.7
"""A question or a follow-up names a hazard as often as not; a little credit for being free."""
_SOVEREIGN = frozenset({"kind.injection"})
_NO_LETTER, _HARDLY = 0.4, 0.001
_FREE = frozenset({Kind.query, Kind.progress, Kind.supplement, Kind.withdraw})
_HALF, _AS_LIKELY = 0.5, 0.8
_A_DISPUTE, _A_CLAIM, _PLAINLY = 0.03, 0.15, 0.7
_NEARLY_AS = 0.15
"""What harms nobody is likelier where no word names a harm, unless it is far less likely."""
_OF_HAZARD, _A_LITTLE = 0.5, 0.3
_THOUGH_DENIED, _THOUGH_DOUBTFUL, _UNNAMED, _OPINION = 0.1, 0.3, 0.8, 0.25
"""An opinion is seldom written to an office, however much a short grievance is like one."""
_A_POINT, _A_WORD, _ENOUGH, _NEVER = 0.7, 1.0, 0.3, 1e-4
"""What a point of the rules adds to the log odds, and how much is enough against talk."""
_ALWAYS_URGENT = frozenset({"emergency.grave_signs", "emergency.poison"})
_URGENT, _URGENT_UNNAMED = 0.08, 0.97
"""A missed emergency does harm, a needless one costs a call."""
_GRAVEST = frozenset({"severity.death", "severity.many_ill", "severity.several_in_hospital"})


def kinds(said: Mapping[str, Verdict], ruled: Ruled) -> tuple[Kind, ...]:
    """What is wanted.

    A message made to steer a machine is chat whatever it resembles, and so is a bare answer.
    Where nothing is wrong there is no case, and the other way round: each dimension's doubt
    counts in the other.
    """
    if ruled.decision.rule in _SOVEREIGN or ruled.answers:
        return ruled.kinds
    likeliest = tuple(Kind(code) for code in _ranked(said, ruled)[0][0].split("+"))
    if not _is_plainly_a_case(likeliest, said, ruled):
        return likeliest
    return ruled.kinds if ruled.kinds[0] in _CASES else (Kind(said["kind"].first(_CASES) or ""),)


def _is_plainly_a_case(
    likeliest: Sequence[Kind], said: Mapping[str, Verdict], ruled: Ruled
) -> bool:
    """Who says in plain words that something is unsafe does not chat."""
    if ruled.letter or likeliest[0] not in _TALK:
        return False
    return (ruled.kinds[0] in _CASES and ruled.asserted) or (
        ruled.points >= _A_WORD and _unsafe(said) + _A_POINT * ruled.points > _ENOUGH
    )


def _unsafe(said: Mapping[str, Verdict]) -> float:
    """How likely something unsafe is told, as log odds."""
    share = (1 - said["hazard"].of(NONE)) * sum(said["which"].of(one) for one in UNSAFE)
    return log((share + _NEVER) / (1 - share + _NEVER))


def nothing_wrong(said: Mapping[str, Verdict], ruled: Ruled) -> float:
    """How likely no hazard is at stake.

    Letters have a dimension of their own, learnt from long messages alone: most of what an office
    is written about is no matter of food, though food is spoken of. What nobody names must be
    likely by itself, or every dislike of a taste would be a case.
    """
    something = 1 - said["hazard"].of(NONE)
    if ruled.letter:
        harmless = something * sum(said["which"].of(one) for one in Hazard if one not in UNSAFE)
        return 1 - max(said["letter"].of(str(True)), harmless)
    if _is_doubtful(said, ruled):
        return 1 - something * (_THOUGH_DENIED if ruled.denies else _THOUGH_DOUBTFUL)
    if ruled.named:
        odds = exp(_A_POINT * ruled.points)
        something = something * odds / (something * odds + 1 - something)
    return 1 - something


def _is_doubtful(said: Mapping[str, Verdict], ruled: Ruled) -> bool:
    """Whether something unsafe is only denied, or neither named nor likely by itself."""
    if ruled.letter:
        return said["letter"].of(str(True)) < 1 - _NO_LETTER
    something = 1 - said["hazard"].of(NONE)
    unsafe = something * sum(said["which"].of(hazard) for hazard in UNSAFE)
    return ruled.denies or (not ruled.named and not ruled.asks and unsafe < _UNNAMED)


def _ranked(said: Mapping[str, Verdict], ruled: Ruled) -> list[tuple[str, float]]:
    """Each code of the kinds with its likelihood in the light of the hazards, best first."""
    nothing = nothing_wrong(said, ruled)
    weights = {
        code: likely * _room(code, nothing, letter=ruled.letter)
        for code, likely in said["kind"].likely.items()
    }
    whole = sum(weights.values()) or 1.0
    shares = ((code, weight / whole) for code, weight in weights.items())
    return sorted(shares, key=lambda one: (-one[1], one[0]))


def _room(code: str, nothing: float, *, letter: bool) -> float:
    first = code.split("+", maxsplit=1)[0]
    if first in _CASES:
        room = 1 - nothing
    elif first in _WITHOUT_HAZARD:
        room = nothing
    else:
        room = _MAY_HAVE_NONE
    if first == Kind.suggestion and not letter:
        room *= _OPINION
    # Where only the letter's own dimension knows what it is about, that decides.
    against = letter and (first in _CASES) == (nothing > _NO_LETTER) and first not in _FREE
    return room * _HARDLY if against else room


def hazards(
    said: Mapping[str, Verdict], ruled: Ruled, kinds: Sequence[Kind]
) -> tuple[Hazard, ...]:
    """What is wrong, the main hazard first; a case that tells anything has one."""
    if kinds[0] in _WITHOUT_HAZARD or ruled.tells_nothing:
        return ()
    most = _NO_LETTER if ruled.letter else _HALF
    if kinds[0] not in _CASES and nothing_wrong(said, ruled) > most:
        return ()
    which = said["which"]
    named = set(ruled.hazards)
    main = _main(which, ruled)
    if main in UNSAFE and not ruled.named:
        least = _A_DISPUTE if _is_doubtful(said, ruled) else _A_CLAIM
        harmless = which.first(one for one in Hazard if one not in UNSAFE)
        if harmless and which.of(harmless) >= max(least, _NEARLY_AS * which.of(main)):
            return (Hazard(harmless),)
    by_rule = _BESIDE_IN_BOTH if {Kind.complaint, Kind.report} <= set(kinds) else _BESIDE_BY_RULE
    for_goods = _OF_WHAT_WAS_BOUGHT if main in _SEEN else by_rule
    beside = [
        Hazard(code)
        for code, likely in which.likely.items()
        if code != main
        and (code not in UNSAFE or ruled.named or ruled.letter or main in UNSAFE)
        and likely >= (_least(code, by_rule, for_goods) if code in named else _BESIDE)
        and (ruled.ill or code in named or code != Hazard.poisoning)
    ]
    both = {Kind.complaint, Kind.report} <= set(kinds)
    twofold = main in _SEEN | {Hazard.service} or both
    if twofold and ruled.asserted and not ruled.letter:  # 一股馊味，打电话过去还骂我
        told = _IN_FOOD | (_SEEN & ruled.plain if both else set())  # 另外举报他家没证
        beside += [one for one in ruled.hazards if one in told and one not in {main, *beside}]
    found = [main, *beside]
    if ruled.well:
        found = [one for one in found if one is not Hazard.poisoning] or list(ruled.hazards)
    found = [one for one in found if not (ruled.well and one is Hazard.poisoning)]
    pests = found[:1] == [Hazard.foreign_object] and Hazard.hygiene in found
    if pests and Kind.complaint not in kinds:
        found.sort(key=lambda one: one is not Hazard.hygiene)  # seen there, and eaten by nobody
    return tuple(found[:_MOST])


def _least(code: str, by_rule: float, for_goods: float) -> float:
    """生煎馅是臭的, beside the rats in the kitchen: what was bought need only be named."""
    return for_goods if code in _OF_GOODS else by_rule


def _main(which: Verdict, ruled: Ruled) -> Hazard:
    """The likeliest; where the rules' own choice is as likely, that one.

    不新鲜 of oysters alone makes nobody ill: a poisoning is no guess beside a plain word. Nor does
    what only the manner of writing is like stand before what plain words say, nor a quarrel
    about money before what is wrong with the food.
    """
    chosen = ruled.ranked[0][0] if ruled.ranked else None
    best = Hazard(which.best)
    grave = {one for one in ruled.plain & IN_WHAT_IS_EATEN if which.of(one) >= _NOT_UNLIKELY}
    if best is Hazard.unlicensed and grave and not ruled.letter:  # 黑作坊往豆腐皮里加吊白块
        return Hazard(which.first(grave) or best)
    guessed = best not in ruled.hazards
    if chosen and guessed and best is Hazard.poisoning and ruled.asserted and not ruled.ill:
        return chosen
    rotten = guessed and best is Hazard.spoilage and not ruled.letter
    if rotten and chosen is Hazard.foreign_object and ruled.asserted:  # 三文鱼有虫
        return chosen
    plain = {one for one in ruled.plain & UNSAFE if which.of(one) >= _NOT_UNLIKELY}
    plain -= {Hazard.other_food}
    unsure = (guessed and which.of(best) < _HALF) or best is Hazard.service
    if plain and unsure and not ruled.letter:
        return Hazard(which.first(plain) or best)
    if chosen and which.of(chosen) >= _AS_LIKELY * which.of(best):
        return chosen
    return best


def setting(said: Verdict) -> Setting:
    """In what kind of place."""
    return Setting(said.best)


def severity(said: Verdict, ruled: Ruled, kinds: Sequence[Kind]) -> Severity | None:
    """Who has to solve it; None where no case opens.

    What the grid calls major stays so, and so does what the rules find half as likely as the
    weights do.
    """
    if kinds[0] not in _CASES:
        return None
    if ruled.level[1] in _GRAVEST:
        return ruled.level[0]
    if ruled.severity and said.of(ruled.severity[0]) >= _HALF * said.of(said.best):
        return ruled.severity[0]
    return Severity(said.best)


def level(decided: Severity | None, ruled: Ruled) -> Severity:
    """The level of a case, or of one that may open from a question: there the rules decide."""
    return ruled.level[0] if decided is None else decided


def emergency(said: Verdict, ruled: Ruled, kinds: Sequence[Kind]) -> bool:
    """Whether somebody must hear of it at once.

    One grown person with a bad stomach is none, however much the words are like those of the
    gravely ill: without any word of danger only near certainty counts.
    """
    if kinds[0] in _WITHOUT_URGENCY:
        return False
    if ruled.well:
        return ruled.urgent is not None
    if ruled.urgent and ruled.urgent[0] in _ALWAYS_URGENT:
        return True
    return said.of(str(True)) >= (_URGENT if ruled.endangers else _URGENT_UNNAMED)


def agency(said: Verdict, kinds: Sequence[Kind], where: Setting) -> Agency | None:
    """Who is competent: nobody for chat, market regulation for food unless it is still grown."""
    if kinds[0] is Kind.chat:
        return None
    if kinds[0] is Kind.out_of_scope:
        found = said.first(Agency)
        return Agency(found) if found else Agency.other
    return Agency.agriculture if where in _FARMING else Agency.market_regulation


def confidence(
    said: Mapping[str, Verdict], ruled: Ruled, kinds: Sequence[Kind], hazards: Sequence[Hazard]
) -> float:
    """How sure the decision is, between 0 and 1: first of what is wanted, then of what is wrong.

    Two hazards that are alike make it less unsure than two kinds: both go to the same office.
    """
    code = "+".join(kinds)
    ranked = _ranked(said, ruled)
    sure = min(dict(ranked).get(code, 0.0), said["kind"].of(code) + _A_LITTLE)
    if _is_plainly_a_case([Kind(ranked[0][0].split("+")[0])], said, ruled):
        sure = _PLAINLY
    if hazards:
        which = said["which"]  # what plain words say is as sure as what it outweighed
        main = which.best if hazards[0] in ruled.plain else hazards[0]
        sure *= which.of(main) ** _OF_HAZARD
    return round(min(sure, 1.0), 3)


def runner_up(
    said: Mapping[str, Verdict], ruled: Ruled, kinds: Sequence[Kind], hazards: Sequence[Hazard]
) -> str | None:
    """The decision that came second, such as `hazard:spoilage` or `kind:report`."""
    others = [one for one in _ranked(said, ruled) if one[0] != "+".join(kinds)]
    closest = (others[0][1], f"kind:{others[0][0]}") if others else (0.0, None)
    second = said["which"].first(code for code in Hazard if code not in hazards[:1])
    if hazards and second and said["which"].of(second) > closest[0]:
        return f"hazard:{second}"
    return closest[1]
