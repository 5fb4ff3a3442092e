"""Where it happened as a kind of place, and which body is competent."""

from knowledge.codes import Agency, Hazard, Kind, Setting
from nlp.intent.facts import Facts

# Where two kinds of place are named, the narrower says more.
_NARROWER = {
    Setting.school_canteen: 2.0,
    Setting.staff_canteen: 2.0,
    Setting.elderly_care: 2.5,
    Setting.banquet: 2.0,
    Setting.delivery: 1.6,
    Setting.school_gate: 1.7,
    Setting.slaughter: 1.5,
    Setting.workshop: 1.4,
    Setting.health_food: 1.2,
    Setting.online_shop: 1.2,
    Setting.market: 1.0,
    Setting.street_vendor: 1.1,
    Setting.farm: 0.9,
    Setting.producer: 0.8,
    Setting.supermarket: 0.6,
    Setting.restaurant: 0.0,
}
_NO_AGENCY = frozenset({Kind.chat})


def setting(facts: Facts) -> Setting:
    """The kind of place, `unknown` if nothing names one."""
    scores = {
        Setting(code): score + _NARROWER.get(Setting(code), 0.0)
        for code, score in facts.settings.scores.items()
    }
    if not scores:
        return Setting.unknown
    return max(scores, key=lambda one: (scores[one], -facts.settings.first(one)))


def agency(
    facts: Facts, kinds: tuple[Kind, ...], where: Setting, hazards: tuple[Hazard, ...]
) -> Agency | None:
    """The competent body: None for chat, market regulation for every hazard unless a farm."""
    if not kinds or kinds[0] in _NO_AGENCY:
        return None
    if where in {Setting.farm, Setting.slaughter} and (hazards or kinds[0] is Kind.out_of_scope):
        return Agency.agriculture
    if kinds[0] is not Kind.out_of_scope:
        return Agency.market_regulation
    return Agency(next(iter(facts.agencies.scores), Agency.other))
