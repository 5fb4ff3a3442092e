"""Typed records of the official forms, of the factors of Art. 17, and of what is measured."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.reading import folder, read_yaml

Copy = Literal["file", "reporter", "trader", "office", "health"]
"""For whom a form is made out: the file itself, the reporter, the trader, another office."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(_Record):
    """An article that a form rests on."""

    instrument: str
    article: str


class PaperForm(_Record):
    """One official form: what it is called, when it may be made out, and what it says.

    In `rows` and `body` a gap such as {number} is filled from the case; what is not known is
    left as a line to write on.
    """

    code: str
    ordinal: str
    """Its number among the official forms; empty for one of our own."""
    name: str
    kinds: tuple[str, ...]
    after: tuple[str, ...]
    """Events; the newest of them gives the form its words."""
    copies: tuple[Copy, ...]
    basis: tuple[Basis, ...]
    rows: tuple[tuple[str, str], ...] = ()
    body: tuple[str, ...] = ()
    draft: bool = False
    """Not sent by itself: a person reads, completes and signs it."""

    @property
    def names_reporter(self) -> bool:
        """Whether the reporter's identity stands on it."""
        said = "".join((*self.body, *(value for _, value in self.rows)))
        return "reporter" in self.copies or "{reporter}" in said


class Factor(_Record):
    """A factor that may speak against a purchase for daily life; a hint, never a decision."""

    code: str
    text: str
    """With the gap {count} where something is counted."""
    days: int = 0
    """How far back is counted."""
    at_least: int = 1
    """The count from which on it is shown."""


class FigureForm(_Record):
    """A rate or a sum.

    A rate counts the clocks that ended in time among all that ended, or the first of the outcomes
    among all of them; with `mark`, the cases that bear it. A sum adds the amounts of an event.
    """

    code: str
    name: str
    formula: str
    """How it is counted, as people read it."""
    rules: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    mark: str | None = None
    kind: str | None = None
    """Cases of this kind alone."""
    sum: str | None = None
    further: bool = False
    """Not among those that city reports name."""
    promise: bool = False
    """Measures a service promise, not a limit by law."""


@cache
def load_figures() -> tuple[FigureForm, ...]:
    """What is measured, in the order it is shown.

    Raises:
        KnowledgeError: The file is wrong.
    """
    return read_yaml(folder("forms", "figures.yaml"), tuple[FigureForm, ...])


@cache
def load_papers() -> tuple[PaperForm, ...]:
    """The official forms in their order, then our own.

    Raises:
        KnowledgeError: The file is wrong.
    """
    return read_yaml(folder("forms", "papers.yaml"), tuple[PaperForm, ...])


@cache
def load_factors() -> dict[str, Factor]:
    """The factors by their code.

    Raises:
        KnowledgeError: The file is wrong.
    """
    return {f.code: f for f in read_yaml(folder("forms", "factors.yaml"), tuple[Factor, ...])}
