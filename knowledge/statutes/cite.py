"""Citations: only of articles that are recorded."""

from dataclasses import dataclass
from datetime import date

from knowledge.statutes.load import load_statutes
from knowledge.statutes.numerals import article_words
from knowledge.statutes.schema import Confidence, Instrument


class UnknownArticleError(LookupError):
    """The instrument, or this article of it, is not recorded."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of an instrument, as it is written and in our own words."""

    instrument: Instrument
    article: str
    paraphrase: str
    confidence: Confidence
    source: str

    @property
    def text(self) -> str:
        """As 《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十五条第一款."""
        number = f"（{self.instrument.number}）" if self.instrument.number else ""
        return f"《{self.instrument.title}》{number}{article_words(self.article)}"

    @property
    def short(self) -> str:
        """Without the number, under the name people use: 《食品安全法》第一百一十五条第一款."""
        return f"《{self.instrument.short}》{article_words(self.article)}"

    def in_force(self, day: date) -> bool:
        """Whether the instrument was in force on `day`, as far as its dates are recorded."""
        return self.instrument.in_force(day)


def cite(instrument_id: str, article: str) -> Citation:
    """The citation of `article`, written 15, 15(1), 16(一) or 23(1)(五).

    An article whose paragraphs are recorded may be cited as a whole.

    Raises:
        UnknownArticleError: The instrument or the article is not recorded.
    """
    instrument = load_statutes().get(instrument_id)
    if instrument is None:
        raise UnknownArticleError(f"no instrument {instrument_id!r} is recorded")
    exact = tuple(entry for entry in instrument.articles if entry.article == article)
    found = exact or tuple(e for e in instrument.articles if e.article.startswith(f"{article}("))
    if not found:
        raise UnknownArticleError(f"{instrument_id} has no recorded article {article!r}")
    paraphrase = "；".join(entry.text for entry in found)
    return Citation(
        instrument,
        article,
        paraphrase,
        max((instrument.confidence_of(entry) for entry in found), key=list(Confidence).index),
        found[0].source or instrument.source,
    )
