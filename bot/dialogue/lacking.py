"""What a passing word may put into a case: only what it lacks."""

from api.contract.codes import Demand
from api.contract.models import Facts
from bot.dialogue.conversation import Conversation
from bot.dialogue.facts import facts_of
from bot.dialogue.turn import Heard


def only_lacking(conversation: Conversation, known: Facts | None) -> Conversation:
    """A passing word never overwrites a fact of a case; only an answer to an officer does."""
    carried = conversation.carried
    if carried is None or carried.facts is None:
        return conversation
    new, old = carried.facts.model_dump(), known.model_dump() if known else {}
    free = {"location"} if known is None else {n for n in new if not old.get(n)}
    trader = (known.merchant if known else None) or ""
    free -= {n for n in ("place", "food") if new[n] and new[n] in trader}  # 烧鸡 of 鸿运烧鸡
    kept_facts = {name: value for name, value in new.items() if name in free}
    if known is not None:  # a further claim stands beside the first
        wanted = (one for one in carried.facts.demand if one is not Demand.answer)
        kept_facts["demand"] = tuple(dict.fromkeys((*known.demand, *wanted)))
        if kept_facts["demand"] == known.demand:
            kept_facts["demand"] = ()
    facts = Facts.model_validate(kept_facts)
    kept = facts if facts != Facts() else None
    return conversation.but(carried=carried.but(facts=kept))


def both(told: Facts | None, heard: Heard) -> Facts | None:
    """What was told, with what more words add to it."""
    if told is None:
        return None
    new = facts_of(heard).model_dump(exclude_none=True, exclude_defaults=True)
    return Facts.model_validate(new | told.model_dump(exclude_none=True, exclude_defaults=True))
