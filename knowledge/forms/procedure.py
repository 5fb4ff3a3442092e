"""Typed records of moves and grounds."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.reading import folder, read_yaml


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ground(_Record):
    """One listed ground of a decision, such as `C03-1`."""

    code: str
    text: str
    instrument: str
    article: str


class GroundList(_Record):
    """The grounds of one decision, with where they were read."""

    law_id: str
    confidence: Literal["V", "V2"]
    source: str
    checked: date
    in_force_from: date
    grounds: tuple[Ground, ...]


class MoveForm(_Record):
    """What the law asks of one move."""

    move: str
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    label: str
    needs: tuple[Literal["ground", "text", "office"], ...] = ()
    grounds: str | None = None
    """Law id of the ground list, such as `C03`; `agencies` lists the competent bodies."""
    instrument: str | None = None
    article: str | None = None
    hint: str = ""


@cache
def load_moves() -> tuple[MoveForm, ...]:
    """Every move, in the order an officer reads them.

    Raises:
        KnowledgeError: The file is wrong.
    """
    return read_yaml(folder("forms", "moves.yaml"), tuple[MoveForm, ...])


@cache
def load_grounds() -> dict[str, GroundList]:
    """Ground lists by law id.

    Raises:
        KnowledgeError: The file is wrong.
    """
    lists = read_yaml(folder("forms", "grounds.yaml"), tuple[GroundList, ...])
    return {one.law_id: one for one in lists}
