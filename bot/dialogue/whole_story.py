"""What is wrong by the whole of a story, which many tell in three messages."""

from api.contract.codes import IN_WHAT_IS_EATEN, Hazard, Kind
from api.contract.understood import Understood
from bot.dialogue.conversation import Draft
from bot.dialogue.kinds import CIVIL, OF_BUYERS, VAGUE
from bot.dialogue.prepaid import paid_ahead
from bot.dialogue.script import in_plain

_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip})
_A_CLAIM = 24
"""So few characters with a claim hold no more than the claim."""
_LONGEST = 1_500
"""Characters; what is longer tells what is wrong many times over."""
_ENDS = tuple("。！？!?.…～~")


def told_before(draft: Draft | None) -> str | None:
    """The words of a matter that told what happened, for its next message to be judged with.

    Where no word named anything, all: 烂苹果, then 一半心都黑了, then 退钱 are a story together.
    """
    if draft is None:
        return None
    all_of_it = _is_vague(draft)
    told = [one.text for one in draft.said if one.text and (all_of_it or one.id in draft.stories)]
    whole = "".join(text if text.endswith(_ENDS) else f"{text}。" for text in told)
    return whole if 0 < len(whole) <= _LONGEST else None


def stories_with(
    draft: Draft, meant: Understood, text: str, ids: tuple[str, ...]
) -> frozenset[str]:
    """Which of the words tell what happened, with those of a message."""
    return draft.stories | (frozenset(ids) if _tells(meant, text) else frozenset())


def by_the_whole(
    draft: Draft,
    meant: Understood,
    text: str,
    hazards: tuple[Hazard, ...],
    guessed: tuple[Hazard, ...],
) -> tuple[Hazard, ...]:
    """What was guessed of a part of the story gives way to what the whole of it tells.

    Args:
        draft: What was known before the message.
        meant: The message, with what is wrong by the whole story.
        text: Its words.
        hazards: What is wrong by one message after the other, the main hazard first.
        guessed: Those of them for which no word stood.
    """
    first, main = next(iter(hazards), None), next(iter(meant.whole), None)
    tells = _tells(meant, text) or _is_vague(draft)
    taken_back = main in draft.hazards and main not in hazards  # 没过期，是变质了
    if first is None or main is None or main in VAGUE or not tells or taken_back:
        return hazards
    if not _is_of(draft, meant):
        return hazards
    known = {*draft.hazards, *meant.hazards[:1], *meant.whole}  # 菜单上写的是羔羊: no price
    hazards = tuple(one for one in hazards if one in known or one not in OF_BUYERS)
    if first is Hazard.service and paid_ahead("，".join((*in_plain(draft.said), text))):
        return hazards  # 月饼券兑不了, bought last year
    if main is Hazard.unlicensed and first in IN_WHAT_IS_EATEN and first not in guessed:
        return hazards  # 黑作坊往里面加吊白块
    plain = first not in guessed and (first in meant.whole or first is Hazard.other_food)
    ill = main is Hazard.poisoning and main not in hazards  # whether anybody is, is heard apart
    if main is first or ill or (plain and first is not Hazard.service):
        return hazards
    return (main, *(one for one in hazards if one not in {main, *({first} & {*guessed})}))


def in_order(draft: Draft, meant: Understood, hazards: tuple[Hazard, ...]) -> tuple[Hazard, ...]:
    """Hazards in the order of the whole story: 馅是臭的 of what was bought, before the rats."""
    if not _is_of(draft, meant):
        return hazards
    ranks = {hazard: rank for rank, hazard in enumerate(meant.whole)}
    return tuple(sorted(hazards, key=lambda one: ranks.get(one, len(ranks))))


def _is_of(draft: Draft, meant: Understood) -> bool:
    """Whether the whole is of this matter, and not of the one that 隔壁那家 was told after."""
    return bool(meant.whole) and meant.told == told_before(draft)


def _is_vague(draft: Draft) -> bool:
    """No word has named what is wrong."""
    return {*VAGUE, *draft.guessed}.issuperset(draft.hazards)


def _tells(meant: Understood, text: str) -> bool:
    """退我165 is a claim, and no part of the story."""
    clear = not _CASES.isdisjoint(meant.kinds) and not VAGUE.issuperset(meant.hazards)
    return clear and (len(text) > _A_CLAIM or CIVIL.isdisjoint(meant.demand))
