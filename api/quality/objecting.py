"""Makes an objection: the rule's gravity and sentence, with what was found and where."""

from api.contract.desk import Objection
from knowledge.replies import load_rules

_SHOWN = 40
"""Signs of a quotation in a sentence."""


def objection(rule: str, what: object = "", span: tuple[int, int] = (0, 0)) -> Objection:
    """An objection of a rule; an empty span means the text as a whole."""
    about = load_rules()[rule]
    start, end = span
    return Objection(
        rule=rule,
        name=about.name,
        severity=about.gravity,
        start=start,
        end=end,
        why=about.why.format(what=what),
    )


def short(words: str) -> str:
    """A quotation that fits into a sentence."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
