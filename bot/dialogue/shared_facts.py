"""What was told once for several matters, 都在罗湖区, is put right for each of them at once."""

from collections.abc import Sequence

from bot.dialogue.conversation import Draft
from bot.dialogue.correcting import correct
from bot.dialogue.how_many import announced_part
from bot.dialogue.subjects import Owners
from bot.dialogue.turn import Heard

_TOLD_ONCE = frozenset({"district", "place", "when"})


def corrected_too(draft: Draft, told: Sequence[Draft], heard: Heard) -> Owners:
    """不是罗湖，是福田, of none by name: the others that had the old value by sharing it."""
    done = correct(draft, heard)
    fields = {one.field for one in (done, *done.more)} if done is not None else set()
    return frozenset(
        n
        for n, one in enumerate(told)
        if one is not draft and any(_is_shared(draft, one, f) for f in fields & _TOLD_ONCE)
    )


def _is_shared(draft: Draft, other: Draft, field: str) -> bool:
    """Both have it from one message, or from what was announced of all of them."""
    old = getattr(draft.facts, field)
    if not old or getattr(other.facts, field) != old:
        return False
    words = old.partition("（")[0].rstrip("区县市")
    theirs = {one.text for one in other.said}
    once = [one.text for one in draft.said if one.text in theirs]
    once += [announced_part(one.text) for one in (*draft.said, *other.said)]
    return any(words in text for text in once)
