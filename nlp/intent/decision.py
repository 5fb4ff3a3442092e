"""What was decided about the kinds of a message, and why."""

from dataclasses import dataclass

from knowledge.codes import Kind
from nlp.reading import Hit


@dataclass(frozen=True, slots=True)
class Decision:
    """Kinds in order, the rule that chose them, the hits behind it, how sure."""

    kinds: tuple[Kind, ...]
    rule: str
    hits: tuple[Hit, ...] = ()
    sure: float = 0.7
