"""What was told once for several matters, 都在罗湖区, is put right for each of them at once."""

import re
from collections.abc import Sequence

from api.contract.models import Facts
from bot.dialogue.conversation import Draft
from bot.dialogue.correcting import correct
from bot.dialogue.how_many import announced_part
from bot.dialogue.subjects import Owners
from bot.dialogue.turn import Heard

_QUARTER = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:大道|路|街|村|市场|社区|小区|花园|广场|工业[区园])"
)
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


def in_the_same_quarter(draft: Draft, told: Sequence[Draft]) -> Draft:
    """官田村菜场门口, beside a matter in 石岩街道官田村: it lies in the same district."""
    quarter = _QUARTER.search(draft.facts.place or "")
    if quarter is None or draft.facts.district is not None:
        return draft
    near = (one.facts for one in told if quarter[0] in (one.facts.place or ""))
    known = next((one for one in near if one.district is not None), None)
    if known is None:
        return draft
    return in_its_district(draft, known)


def in_its_district(draft: Draft, known: Facts) -> Draft:
    """A matter that lies where another is known to lie: the same district, and street office."""
    area = known.model_dump(include={"district", "division", "street"})
    return draft.but(facts=draft.facts.model_copy(update=area))


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
