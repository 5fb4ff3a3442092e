"""Laws and rules that the product cites: each with its dates, articles, source and confidence.

Takes: nothing; reads `instruments/*.yaml` and `sources.yaml` beside it.
Gives: `load_statutes()`, and `cite(instrument, article)` for an article that is really recorded.
Owns: no table.
Never: quotes a law's words (each line is our own paraphrase) or cites what it has not recorded.
"""

from knowledge.statutes.cite import Citation, UnknownArticleError, cite
from knowledge.statutes.load import load_sources, load_statutes
from knowledge.statutes.schema import Article, Confidence, Instrument, Source

__all__ = [
    "Article",
    "Citation",
    "Confidence",
    "Instrument",
    "Source",
    "UnknownArticleError",
    "cite",
    "load_sources",
    "load_statutes",
]
