"""Emergency and severity, by the rules of the grid."""

from knowledge.codes import Hazard, Kind, Setting, Severity
from nlp.intent.facts import Facts
from nlp.reading import Hit, Stance
from nlp.understanding import FindingKind

_MANY = 10
_SEVERAL = 2
_INSTITUTIONS = frozenset(
    {Setting.school_canteen, Setting.staff_canteen, Setting.elderly_care, Setting.banquet}
)
_OF_POISON = ("vomiting", "diarrhoea", "poisoned")
_MILD = ("四季豆", "豆角", "豆浆", "土豆", "药酒", "泡酒", "野菜", "白果", "银杏果")
"""Eaten every day, and poison only where it is badly made."""
_TRADE = frozenset({Setting.producer, Setting.slaughter, Setting.workshop})
_NEVER_A_SLIP = frozenset({Hazard.illegal_additive, Hazard.waste_oil, Hazard.uninspected_meat})
_GRAVE = _NEVER_A_SLIP | {Hazard.counterfeit, Hazard.unlicensed, Hazard.expired}
_HIDDEN = frozenset({"hazard.unlicensed.hidden"})
_FORGED = frozenset({"hazard.expired.forged", "hazard.expired.rub"})
_OF_DANGER = (
    "hospital",
    "death",
    "grave_signs",
    "special_poison",
    "gas_leak",
    "poison_plot",
    "infant",
    "pupils",
    "old_people",
)
_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip})
_NAMES = frozenset({FindingKind.merchant, FindingKind.place})


def emergency(facts: Facts, kinds: tuple[Kind, ...]) -> tuple[str, Hit | None] | None:
    """The rule that makes this an emergency with its hit, or None."""
    if kinds and kinds[0] in {Kind.chat, Kind.suggestion, Kind.withdraw}:
        return None
    danger = facts.stated("gas_leak", "poison_plot")
    if danger:
        return "emergency.danger_now", danger
    if kinds and kinds[0] is Kind.out_of_scope:
        several = facts.people_ill >= _SEVERAL and facts.reading.says("symptom", *_OF_POISON)
        return ("emergency.several_ill", _symptom(facts)) if several else None
    return _grave_harm(facts) or _who_is_ill(facts)


def speaks_of_danger(facts: Facts) -> bool:
    """Whether several are ill, or a word of danger or of the weak stands there, asked or said."""
    cues = [one for one in facts.reading.of("cue", *_OF_DANGER) if not _in_a_name(facts, one)]
    return facts.people_ill >= _SEVERAL or any(
        cue.stance is not Stance.denied and not _is_harmless_yet(facts, cue) for cue in cues
    )


def _in_a_name(facts: Facts, cue: Hit) -> bool:
    """外婆家, 阿婆酒楼: a shop is called so, and no old person is spoken of."""
    called = facts.reading.text[cue.start : cue.end]
    if cue.code != "old_people" or called.endswith("院"):
        return False
    start = facts.reading.source.starts[cue.start]
    names = (one for one in facts.findings if one.kind in _NAMES)
    return any(one.start <= start < one.end for one in names)


def _grave_harm(facts: Facts) -> tuple[str, Hit | None] | None:
    death, hospital = facts.stated("death"), facts.stated("hospital")
    if death and (facts.said.of(Hazard.poisoning) or facts.cue("ate")):
        return "emergency.death", death
    if hospital and _someone_ate(facts):
        return "emergency.hospital", hospital
    # Somebody who cannot breathe or speak is counted as one ill, whatever the number said.
    grave = facts.stated("grave_signs")
    if grave and (facts.cue("ate") or facts.stated("special_poison") or _someone_ate(facts)):
        return "emergency.grave_signs", grave
    return None


def _who_is_ill(facts: Facts) -> tuple[str, Hit | None] | None:
    if facts.people_ill >= _SEVERAL:
        return "emergency.several_ill", _symptom(facts)
    if not facts.people_ill:
        return None
    poison = facts.stated("special_poison")
    if poison and not _is_harmless_yet(facts, poison):
        return "emergency.poison", poison
    weak = facts.cue("infant", "pupils", "old_people")
    if weak is None or _in_a_name(facts, weak):
        return None
    return ("emergency.vulnerable", weak) if _is_about_the_ill(facts, weak) else None


def _is_harmless_yet(facts: Facts, cue: Hit) -> bool:
    """没熟的四季豆 or 药酒, and no word says of what anybody suffers."""
    named = facts.reading.text[cue.start : cue.end]
    mild = cue.code == "special_poison" and any(dish in named for dish in _MILD)
    said = (one.stance is Stance.said for one in facts.reading.of("symptom"))
    return mild and not any(said)


def opens_case(kinds: tuple[Kind, ...]) -> bool:
    """Whether a case of some level opens from what is wanted."""
    return bool(kinds) and kinds[0] in _CASES


def level(facts: Facts, hazards: tuple[Hazard, ...], setting: Setting) -> tuple[Severity, str]:
    """The level of a case that opens from what is told, with its rule."""
    return (
        _major(facts, hazards, setting)
        or _general(facts, hazards, setting)
        or (Severity.daily, "severity.daily")
    )


def level_of_ill(ill: int, setting: Setting) -> Severity | None:
    """The level by how many are ill and where they ate; None if nobody is.

    Args:
        ill: How many, over all that was told so far.
        setting: Where they ate.
    """
    if ill >= _MANY or (ill >= _SEVERAL and setting in _INSTITUTIONS):
        return Severity.major
    return Severity.general if ill else None


def _major(
    facts: Facts, hazards: tuple[Hazard, ...], setting: Setting
) -> tuple[Severity, str] | None:
    ill = facts.people_ill
    poisoned = Hazard.poisoning in hazards and bool(ill or facts.stated("grave_signs"))
    if facts.stated("death") and poisoned:
        return Severity.major, "severity.death"
    if level_of_ill(ill, setting) is Severity.major:
        return Severity.major, "severity.many_ill"
    if ill >= _SEVERAL and _several_in_hospital(facts):
        return Severity.major, "severity.several_in_hospital"
    if poisoned and facts.stated("special_poison"):
        return Severity.major, "severity.poison"
    scale = facts.stated("trade_scale")
    if scale and (set(hazards) & _GRAVE):
        return Severity.major, "severity.trade_scale"
    return None


def _general(
    facts: Facts, hazards: tuple[Hazard, ...], setting: Setting
) -> tuple[Severity, str] | None:
    rules = {hit.rule for hits in facts.said.hits.values() for hit in hits}
    reasons = (
        ("severity.someone_ill", facts.people_ill or facts.stated("hospital")),
        ("severity.forged_date", rules & _FORGED),
        ("severity.hidden_premises", rules & _HIDDEN or setting in _TRADE),
        (
            "severity.fraud_on_old_people",
            Hazard.false_claim in hazards and facts.cue("old_people"),
        ),
        ("severity.institution", setting in _INSTITUTIONS),
        ("severity.practice", facts.cue("practice") or set(hazards) & _NEVER_A_SLIP),
    )
    rule = next((rule for rule, holds in reasons if holds), None)
    return (Severity.general, rule) if rule else None


def _several_in_hospital(facts: Facts) -> bool:
    found = facts.found(FindingKind.people_ill)
    hospital = facts.stated("hospital")
    if found is None or hospital is None:
        return False
    cuts = facts.reading.cuts
    start = (
        facts.reading.source.starts.index(found.start)
        if found.start in facts.reading.source.starts
        else 0
    )
    between = facts.reading.text[min(start, hospital.start) : max(start, hospital.end)]
    return cuts.clause(start) == cuts.clause(hospital.start) or "都" in between


def _someone_ate(facts: Facts) -> bool:
    return bool(facts.people_ill) and (
        facts.cue("ate", "bought") is not None
        or facts.hazards.of(Hazard.poisoning) > 0
        or facts.reading.says("food")
    )


def _is_about_the_ill(facts: Facts, who: Hit) -> bool:
    symptoms = [h for h in facts.reading.of("symptom") if h.code != "injury"]
    cuts = facts.reading.cuts
    return any(cuts.sentence(h.start) == cuts.sentence(who.start) for h in symptoms)


def _symptom(facts: Facts) -> Hit | None:
    return next(iter(facts.reading.of("symptom")), None)
