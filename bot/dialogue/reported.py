"""What is wrong in each half: the dispute of the buyer, and what the report is about."""

import re

from api.contract.codes import Demand, Hazard, Kind
from api.contract.understood import Understood
from bot.dialogue.authority import calls_for_check, demands_check
from bot.dialogue.conversation import Draft
from bot.dialogue.kinds import CIVIL, MATTERS, OF_BUYERS, OF_TRADERS, VAGUE

_PROMISES = re.compile(r"宣传|功效|疗效|治|广告|说是|号称|声称|保健|预防|吹")
"""What is promised of a food."""
_ANOTHER_DEED = re.compile(
    r"对了[，,\s]|(?:哦|噢|[，,\s])*(?:另外|还有|再有|再就是|再说|此外|顺便|同时|(?:还有|另外?)一?[件个]事)"
)
"""Before what is another thing than what was reported."""
_SURE = 0.9
"""So sure of what a message is, its hazard counts without a word for it."""


def reported_now(draft: Draft, meant: Understood, text: str) -> tuple[Hazard, ...]:
    """顺便举报他们苍蝇成堆: what is told with the wish for a check, after the dispute."""
    disputed = Kind.complaint in draft.kinds and draft.linked_to is None
    if not disputed or not calls_for_check(meant, text):
        return draft.reported
    named = meant.hazards if meant.confidence >= _SURE else meant.ruled
    known = {*draft.hazards, *VAGUE} - _named_again(draft, meant)
    if _PROMISES.search(text) is None:  # 这么骗人 judges what was told
        known.add(Hazard.false_claim)
    return tuple(dict.fromkeys((*draft.reported, *(one for one in named if one not in known))))


def _named_again(draft: Draft, meant: Understood) -> set[Hazard]:
    """退60。另外举报她无证经营, which was told before: that is what the report is about.

    The dispute keeps what else befell the buyer, or at least what else is told of the trader.
    """
    again = {one for one in meant.ruled if one in draft.hazards}
    left = set(draft.hazards) - again - {*draft.guessed, *VAGUE}
    if OF_BUYERS.intersection(left):
        return again
    again -= {*OF_BUYERS, *({*draft.hazards[:1]} - OF_TRADERS)}  # what it was bought for
    return again if set(draft.hazards) - again - {*draft.guessed, *VAGUE} else set()


def disputed_now(before: Draft, now: Draft, meant: Understood, text: str) -> Draft:
    """另外我的餐卡…要求退给我, after a report: the dispute is about that alone."""
    turned = before.kinds == (Kind.report,) and now.kinds == MATTERS and bool(before.hazards)
    if not turned or _ANOTHER_DEED.match(text) is None:
        return now
    told = (*meant.ruled, *(meant.hazards if meant.confidence >= _SURE else ()))
    own = tuple(
        dict.fromkeys(one for one in told if one in OF_BUYERS and one not in before.hazards)
    )
    if not own or (VAGUE.issuperset(own) and before.hazards[0] in OF_BUYERS):
        return now  # 那一桌的钱也退给我: of what was told to have befallen them
    reported = tuple(dict.fromkeys((*before.reported, *before.hazards)))
    return now.but(hazards=own, reported=reported)


def without_check(draft: Draft) -> Draft:
    """The draft without a check among its claims where nothing is reported: none would be made."""
    if draft.kinds != (Kind.complaint,):
        return draft
    civil = tuple(one for one in draft.facts.demand if one is not Demand.punish)
    return draft.but(facts=draft.facts.model_copy(update={"demand": civil}))


def with_report(draft: Draft, meant: Understood, text: str) -> Draft:
    """The draft with the report that is demanded in words that put its claims right."""
    wanted = Demand.punish in draft.facts.demand or demands_check(text)
    if draft.kinds == MATTERS:
        return draft.but(reported=reported_now(draft, meant, text))
    if draft.kinds != (Kind.complaint,) or draft.linked_to is not None or not wanted:
        return without_check(draft)
    both = bool(CIVIL.intersection(draft.facts.demand))
    reported = reported_now(draft, meant, text)
    return draft.but(kinds=MATTERS if both else (Kind.report,), reported=reported)


def disputed_in(draft: Draft) -> tuple[Hazard, ...]:
    """What the complaint is about."""
    return _parted(draft)[0] if draft.kinds == MATTERS else _whole(draft)


def violated_in(draft: Draft) -> tuple[Hazard, ...]:
    """What the report is about."""
    return _parted(draft)[1] if draft.kinds == MATTERS else _whole(draft)


def _whole(draft: Draft) -> tuple[Hazard, ...]:
    both = tuple(dict.fromkeys((*draft.hazards, *draft.reported)))
    clear = tuple(one for one in both if one not in VAGUE)
    return clear if draft.reported and draft.kinds != (Kind.complaint,) else both


def _parted(draft: Draft) -> tuple[tuple[Hazard, ...], tuple[Hazard, ...]]:
    """What befell the buyer is the dispute, the rest the violation."""
    told = tuple(one for one in draft.hazards if one not in draft.reported)
    befell = _befell(draft, told)
    rest = tuple(one for one in told if one is not befell and one not in VAGUE)
    if befell is not None:
        return (befell,), (*draft.reported, *rest) or (befell,)
    if draft.reported and told:
        return told, draft.reported
    seen = tuple(one for one in told if one in OF_TRADERS)
    bought = tuple(one for one in told if one not in {*seen, *VAGUE})
    if seen and bought:  # 羊肉串是鸭肉做的，他家连执照都没有
        return bought, (*seen, *bought)
    return draft.hazards or draft.reported, draft.hazards or draft.reported


def _befell(draft: Draft, told: tuple[Hazard, ...]) -> Hazard | None:
    """What befell the buyer; what no word named gives way to plain words for something else."""
    likely = [one for one in told if one in OF_BUYERS]
    named = [one for one in likely if one not in draft.guessed]
    plain = bool(told) and told[0] not in {*draft.guessed, *VAGUE}
    return next(iter(named or ([] if plain else likely)), None)
