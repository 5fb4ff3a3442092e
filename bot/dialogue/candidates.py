"""Which registered traders the one that was named may be."""

from bot.dialogue.conversation import Draft
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask


def left_as_told(draft: Draft) -> Draft:
    """Without the question which of them it is: the trader stays as it was told."""
    return draft.but(candidates=(), asking=None) if draft.asking is Ask.which else draft


def with_candidates(draft: Draft, heard: Heard) -> Draft:
    """The draft with the registered traders that its merchant may be."""
    facts = draft.facts
    there = facts.division or heard.understood.division
    found = tuple(  # a shop in another district than was told is none that is meant
        one
        for one in heard.understood.merchants
        if None in {there, one.division} or one.division == there
    )
    if not found or draft.facts.merchant_address or draft.asked.get(Ask.which):
        return draft
    same = [one for one in found if one.name == draft.facts.merchant]
    if len(same) == 1:
        facts = draft.facts.model_copy(update={"merchant_address": same[0].address})
        return draft.but(facts=facts)
    return draft.but(candidates=found[:3]) if draft.facts.merchant else draft
