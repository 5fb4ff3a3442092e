"""What is wrong by the whole of a story, which many tell in three messages."""

from api.contract.codes import Demand, Hazard, Kind
from api.contract.understood import Understood
from bot.dialogue.conversation import Draft

_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip})
_VAGUE = frozenset({Hazard.other_food, Hazard.service})
_CIVIL = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
_A_CLAIM = 24
"""So few characters with a claim hold no more than the claim."""
_LONGEST = 1_500
"""Characters; what is longer tells what is wrong many times over."""
_ENDS = tuple("。！？!?.…～~")


def told_before(draft: Draft | None) -> str | None:
    """The words of a matter that told what happened, for its next message to be judged with."""
    if draft is None:
        return None
    told = [said.text for said in draft.said if said.id in draft.stories]
    whole = "".join(text if text.endswith(_ENDS) else f"{text}。" for text in told)
    return whole if 0 < len(whole) <= _LONGEST else None


def stories_with(
    draft: Draft, meant: Understood, text: str, ids: tuple[str, ...]
) -> frozenset[str]:
    """Which of the words tell what happened, with those of a message."""
    tells = not _CASES.isdisjoint(meant.kinds) and not _VAGUE.issuperset(meant.hazards)
    claims = len(text) <= _A_CLAIM and not _CIVIL.isdisjoint(meant.demand)
    return draft.stories | (frozenset(ids) if tells and not claims else frozenset())


def by_the_whole(
    draft: Draft, meant: Understood, hazards: tuple[Hazard, ...], guessed: tuple[Hazard, ...]
) -> tuple[Hazard, ...]:
    """What was guessed of a part of the story gives way to what the whole of it tells.

    Args:
        draft: What was known before the message.
        meant: The message, with what is wrong by the whole story.
        hazards: What is wrong by one message after the other, the main hazard first.
        guessed: Those of them for which no word stood.
    """
    main = next((one for one in meant.whole if one not in _VAGUE), None)
    first = next(iter(hazards), None)
    if main is None or not draft.stories or first is None or main is first:
        return hazards
    if first not in {*guessed, *_VAGUE} and first in meant.whole:
        return hazards
    if main not in hazards and main is Hazard.poisoning:  # whether anybody is ill is heard apart
        return hazards
    kept = tuple(one for one in hazards if one is not main and one not in {first} & {*guessed})
    return (main, *kept)
