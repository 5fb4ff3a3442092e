"""The check of a text, rule by rule. Pure: it never fails, whatever the text holds."""

from collections.abc import Sequence

from api.contract.desk import Objection
from api.quality.answered import answered
from api.quality.cited import cited
from api.quality.contents import contents
from api.quality.dated import dated
from api.quality.matter import Matter
from api.quality.others import others
from api.quality.shape import shape
from api.quality.tone import tone
from knowledge.replies import load_texts


def check(text: str, matter: Matter) -> tuple[Objection, ...]:
    """What is wrong with a text, the gravest first; nothing where the move tells nobody."""
    form = load_texts().get(matter.move)
    if form is None:
        return ()
    found = [
        *shape(text, form, matter),
        *others(text, form, matter),
        *cited(text, matter),
        *dated(text, matter),
        *contents(text, form, matter),
        *answered(text, form, matter),
        *tone(text),
    ]
    once = {(one.rule, one.start, one.end, one.why): one for one in found}
    return tuple(sorted(once.values(), key=lambda one: (one.severity != "block", one.start)))


def blocks(found: Sequence[Objection]) -> bool:
    """Whether only a supervisor's word lets the text go out."""
    return any(one.severity == "block" for one in found)
