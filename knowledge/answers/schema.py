"""The shape of one question and its answer, checked when the file is read."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.codes import Hazard
from knowledge.statutes.cite import cite
from knowledge.statutes.schema import ArticleNumber, Confidence

_PLACEHOLDER = re.compile(r"\{(\w*)\}")

PLACEHOLDERS = frozenset({"hotline", "office_hours"})
"""What an answer may leave to the city pack."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Basis(StrEnum):
    """What an answer stands on."""

    law = "law"
    """A rule of law; `sources` name it."""
    general_practice = "general_practice"
    """Uncontroversial advice, no rule of law."""
    duties = "duties"
    """Which body does what."""
    product = "product"
    """How this product itself behaves."""


_SAID = {
    Basis.general_practice: "一般食品安全常识",
    Basis.duties: "部门职责分工",
    Basis.product: "本系统使用说明",
}


class Source(BaseModel):
    """Where a fact of law stands; `instrument` and `article` are those of `statutes`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    """The name people use, in Chinese, without the guillemets."""
    instrument: Text
    article: ArticleNumber
    law_id: Text | None = None
    """The id of the rule, such as `C01`."""


class Keywords(BaseModel):
    """Words that speak for or against an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    must: tuple[tuple[Text, ...], ...] = Field(min_length=1)
    """Groups of alternatives; a question about this has a word of every group."""
    should: tuple[Text, ...] = ()
    """Words that make it likelier."""
    never: tuple[Text, ...] = ()
    """Words that belong to a neighbouring question."""


class Answer(BaseModel):
    """One question people ask, the ways they ask it, and the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]+$")]
    question: Text
    variants: tuple[Text, ...] = Field(min_length=5)
    keywords: Keywords
    hazard: Hazard | None
    answer: Annotated[Text, StringConstraints(max_length=170)]
    """May hold the placeholders of `PLACEHOLDERS`; see `text`."""
    basis: Basis
    sources: tuple[Source, ...] = ()
    confidence: Confidence | None = None
    """V2 is worded as hearsay, M and I as uncertain."""
    as_of: date

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        legal = self.basis is Basis.law
        if legal != bool(self.sources) or legal != (self.confidence is not None):
            raise ValueError(f"{self.id}: sources and confidence stand with basis law, only there")
        unknown = set(_PLACEHOLDER.findall(self.answer)) - PLACEHOLDERS
        if unknown:
            raise ValueError(f"{self.id}: unknown placeholder {sorted(unknown)}")
        return self

    def text(self, city: Mapping[str, str]) -> str:
        """The answer with the city's own hotline and office hours.

        Args:
            city: A value for each name of `PLACEHOLDERS`.

        Raises:
            KeyError: The answer needs a name that `city` lacks.
        """
        return _PLACEHOLDER.sub(lambda hole: city[hole.group(1)], self.answer)

    @property
    def grounds(self) -> str:
        """What the answer stands on, as a citizen reads it: 《食品安全法》第一百四十八条."""
        if self.basis is not Basis.law:
            return _SAID[self.basis]
        cited = (cite(source.instrument, source.article).short for source in self.sources)
        return "、".join(dict.fromkeys(cited))


class Asking(BaseModel):
    """How people ask, whatever they ask about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    same: dict[Text, tuple[Text, ...]]
    """Plain word to its dialect, spoken and mistyped forms."""
    cues: tuple[Text, ...]
    """Words that show a question."""
    ends: tuple[Text, ...]
    """Last words that show a question."""
    tells: tuple[Text, ...]
    """Words that show a story or a demand."""
    strange: tuple[Text, ...]
    """Words that show another subject than food safety."""
