"""The shapes of the files about an officer's words to a person."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Gravity = Literal["warn", "block"]
Basis = Literal["law", "policy"]


def _pattern(written: str) -> str:
    re.compile(written)
    return written


Pattern = Annotated[str, AfterValidator(_pattern), Field(min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Based(_Record):
    """Something that stands on a law that was read, or on what the office itself wants."""

    basis: Basis
    law: tuple[str, ...] = ()
    """Ids of the rules it carries out, such as C02."""
    confidence: Literal["V", "V2", "I"]
    source: Annotated[str, Field(min_length=4)]
    checked: date

    @model_validator(mode="after")
    def _law_was_read(self) -> Self:
        if self.basis == "law" and (self.confidence == "I" or not self.law):
            raise ValueError("a law needs its rule ids, and to have been read (V or V2)")
        return self


class Rule(_Based):
    """One rule of the check: what it is called, how grave a breach is, and what it says."""

    id: Annotated[str, Field(pattern=r"^Q\d{2}$")]
    name: str
    gravity: Gravity
    """`warn` may be sent all the same; `block` wants a supervisor's word."""
    why: Annotated[str, Field(pattern=r"。$")]
    """One sentence for the officer, with the gap {what}."""


class Tone(_Record):
    """Words that do not go to a person, why, and what does instead."""

    rule: Annotated[str, Field(pattern=r"^Q\d{2}$")]
    words: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    """Regular expressions; most are plain words."""
    why: Annotated[str, Field(min_length=4)]
    instead: str = ""


class Topic(_Record):
    """Something a person wants, and the words by which an answer speaks of it."""

    code: str
    name: str
    asked: tuple[Pattern, ...] = ()
    """How a person says it; empty where the case's facts hold it as a code."""
    answered: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    kinds: tuple[str, ...] = ()
    """Kinds of cases whose answer owes it; empty for all."""


class Content(_Based):
    """Something that the words of a move, or the notice around them, must hold."""

    name: str
    by: Literal["text", "notice"]
    """Whether the officer writes it, or the notice and the official form say it by themselves."""
    any_of: tuple[Pattern, ...] = ()
    kinds: tuple[str, ...] = ()
    instrument: str | None = None
    article: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.any_of:
            raise ValueError(f"{self.name}: nothing says by which words it is known")
        if self.basis == "law" and not (self.instrument and self.article):
            raise ValueError(f"{self.name}: the article is missing")
        return self


class TextForm(_Record):
    """What the words of one move owe the person who reads them."""

    move: str
    least: Annotated[int, Field(ge=1)] = 6
    """Fewer signs than this tell nobody anything."""
    demands: bool = False
    """It ends a matter, and so speaks to each demand."""
    questions: bool = False
    to_trader: bool = False
    """The trader reads it too: it stands on an official form of which they get a copy."""
    contents: tuple[Content, ...] = ()
