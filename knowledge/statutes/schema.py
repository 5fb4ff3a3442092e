"""The shapes of the statute files."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from knowledge.statutes.numerals import article_words


class Confidence(StrEnum):
    """How sure a fact is.

    V read in the text, V2 read at second hand, M from memory, I our reading of a text.
    """

    V = "V"
    V2 = "V2"
    M = "M"
    I = "I"  # noqa: E741 - the letter is the fact's own mark


def _article(number: str) -> str:
    article_words(number)
    return number


ArticleNumber = Annotated[str, AfterValidator(_article)]
SourceKey = Annotated[str, Field(pattern=r"^S\d{1,2}$")]


class Source(BaseModel, frozen=True, extra="forbid"):
    """Where a text was read: what it is, and its public place."""

    what: str
    where: str


class Article(BaseModel, frozen=True, extra="forbid"):
    """One cited article, its content in our own words, one line.

    `confidence`, `source` and the dates are the instrument's where they are not given.
    """

    article: ArticleNumber
    text: Annotated[str, Field(min_length=4, max_length=160, pattern=r"^[^\n]+$")]
    confidence: Confidence | None = None
    source: SourceKey | None = None


class Instrument(BaseModel, frozen=True, extra="forbid"):
    """A law or rule.

    `in_force_from` is None where no date was found in a source. `dates_note` says what the dates
    mean where a text was amended. `short` is the name people use, without 《》.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    short: str
    number: str = ""
    aliases: tuple[str, ...] = ()
    """Further names by which people and letters call it."""
    last_article: Annotated[int, Field(gt=0)] | None = None
    """The number of its last article, where the whole text was read."""
    issuer: str
    in_force_from: date | None
    in_force_to: date | None = None
    dates_note: str = ""
    confidence: Confidence
    source: SourceKey
    checked: date
    articles: tuple[Article, ...]

    def in_force(self, day: date) -> bool:
        """Whether `day` lies in the recorded dates; an unknown beginning is not in force."""
        if self.in_force_from is None or day < self.in_force_from:
            return False
        return self.in_force_to is None or day <= self.in_force_to

    def confidence_of(self, article: Article) -> Confidence:
        """The article's own confidence, or that of the whole."""
        return article.confidence or self.confidence

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        numbers = [article.article for article in self.articles]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"{self.id}: an article is listed twice")
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError(f"{self.id}: out of force before in force")
        return self
