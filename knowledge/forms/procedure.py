"""Typed records of moves, grounds, and the words for events and marks."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.reading import KnowledgeError, folder, read_yaml

Need = Literal["ground", "text", "office", "date", "case", "amount"]
Group = Literal["办理", "调解", "权限与分送", "12345 工单", "沟通", "督办", "食品安全事故"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ground(_Record):
    """One listed ground of a decision, such as `C03-1`.

    A ground that no national text lists, such as one of a local plan, names no article.
    """

    code: str
    text: str
    instrument: str | None = None
    article: str | None = None
    unless: tuple[str, ...] = ()
    """Marks with which the ground can't be used."""
    paperless: bool = False
    """The decision is told without the official form that goes with it otherwise."""


class GroundList(_Record):
    """The grounds of one decision, with where they were read."""

    law_id: str
    confidence: Literal["V", "V2"]
    source: str
    checked: date
    in_force_from: date
    grounds: tuple[Ground, ...]


class MoveForm(_Record):
    """What the law asks of one move: in which states, beside which marks, of whom, with what."""

    move: str
    law: tuple[str, ...] = ()
    """Ids of the rules it carries out, such as C01."""
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    when: tuple[str, ...] = ()
    """Marks that all must stand."""
    unless: tuple[str, ...] = ()
    """Marks of which none may stand."""
    by: tuple[str, ...] = ("handler", "supervisor")
    group: Group = "办理"
    label: str
    needs: tuple[Need, ...] = ()
    grounds: str | None = None
    """Law id of the ground list, such as `C03`; `agencies` lists the competent bodies."""
    instrument: str | None = None
    article: str | None = None
    hint: str = ""
    done: str
    """What the officer reads when it is made."""


class EventWords(_Record):
    """The short name of an event; `internal` ones are no part of the talk with the citizen."""

    title: str
    internal: bool = False


class Snippet(_Record):
    """A sentence to begin from, for cases of some states, kinds or hazards; empty fits all."""

    move: str
    text: str
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()

    def fits(self, kind: str, state: str, hazard: str | None) -> bool:
        """Whether it suits a case."""
        wanted = ((self.kinds, kind), (self.states, state), (self.hazards, hazard))
        return all(not codes or code in codes for codes, code in wanted)


class Chase(_Record):
    """Something that is asked for again until it is done."""

    title: str
    urgent: bool = False
    """Those on duty are paged, at any hour."""


_FILES = ("complaint", "mediation", "report", "closing", "routing", "talk", "hotline")
_MORE = ("oversight", "accident")


@cache
def load_moves() -> tuple[MoveForm, ...]:
    """Every move, in the order an officer reads them.

    Raises:
        KnowledgeError: A file is wrong.
    """
    return tuple(
        form
        for name in (*_FILES, *_MORE)
        for form in read_yaml(folder("forms", "moves", f"{name}.yaml"), tuple[MoveForm, ...])
    )


@cache
def done_words() -> Mapping[str, str]:
    """What an officer reads when a move is made, by its code."""
    return {form.move: form.done for form in load_moves()}


@cache
def load_grounds() -> dict[str, GroundList]:
    """Ground lists by law id.

    Raises:
        KnowledgeError: The file is wrong, or names a list twice.
    """
    lists = read_yaml(folder("forms", "grounds.yaml"), tuple[GroundList, ...])
    lists += read_yaml(folder("forms", "grounds_beside.yaml"), tuple[GroundList, ...])
    found = {one.law_id: one for one in lists}
    if len(found) != len(lists):
        raise KnowledgeError("a list of grounds is there twice")
    return found


@cache
def event_words() -> Mapping[str, EventWords]:
    """The short names of events, by their code."""
    return read_yaml(folder("forms", "events.yaml"), dict[str, EventWords])


@cache
def mark_words() -> Mapping[str, str]:
    """The short names of marks, by their code; one without words is not shown."""
    return read_yaml(folder("forms", "marks.yaml"), dict[str, str])


@cache
def load_chases() -> Mapping[str, Chase]:
    """What is asked for again, by its code; a breach goes by the id of its rule."""
    return read_yaml(folder("forms", "chases.yaml"), dict[str, Chase])


@cache
def load_phrases() -> Mapping[str, tuple[str, ...]]:
    """Sentences to begin from, by move; gaps are {merchant}, {office} and ____."""
    return read_yaml(folder("forms", "phrases.yaml"), dict[str, tuple[str, ...]])


@cache
def load_snippets() -> tuple[Snippet, ...]:
    """Further sentences to begin from, by what fits the case.

    Raises:
        KnowledgeError: The file is wrong.
    """
    return read_yaml(folder("forms", "snippets.yaml"), tuple[Snippet, ...])


@cache
def tip_standings() -> Mapping[str, str]:
    """What a ground not to file says of a volunteer's tip, by its code."""
    return read_yaml(folder("forms", "tips.yaml"), dict[str, str])


@cache
def suspicion_words() -> Mapping[str, str]:
    """Why a food accident is suspected, by code."""
    return read_yaml(folder("forms", "suspicions.yaml"), dict[str, str])
