"""Which rules of the lexicon fired on a set of texts, and which never do."""

from collections import Counter
from collections.abc import Iterable

from knowledge.lexicon.loader import load_lexicon
from nlp.pipeline import Pipeline


def fired(pipeline: Pipeline, texts: Iterable[str]) -> dict[str, Counter[str]]:
    """For every rule id, each wording that it fired on and how often; empty if it never did."""
    counts: dict[str, Counter[str]] = {
        entry.rule.id: Counter() for entry in load_lexicon().entries
    }
    for text in texts:
        reading = pipeline.read(text)
        for hit in reading.hits:
            if hit.rule in counts:
                counts[hit.rule][reading.text[hit.start : hit.end]] += 1
    return counts
