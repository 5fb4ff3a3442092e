"""The search index: which rows share pairs of letters and of syllables with a text."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tantivy import (
    Document,
    Index,
    Occur,
    Query,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from nlp.link.pairs import Asked, letter_pairs, sound_pairs
from nlp.link.sounds import Sounds

_WORDS = "pairs"
_HEAP = 200_000_000  # enough for a million names in one segment, so that no merge follows
_LETTERS_WEIGH = 0.5  # the same neighbours are already heard in the sounds


class IndexWriter:
    """Fills a new index in an empty folder, within a `with`; a fault leaves it empty."""

    def __init__(self, folder: Path, sounds: Sounds) -> None:
        schema = SchemaBuilder()
        for field in ("letters", "sounds", "places"):
            schema.add_text_field(field, tokenizer_name=_WORDS, index_option="freq")
        schema.add_integer_field("row", fast=True)
        # One thread keeps the order of rows and with it the order of equal scores.
        self._writer = _with_words(Index(schema.build(), path=os.fspath(folder))).writer(_HEAP, 1)
        self._sounds = sounds

    def add(self, number: int, letters: str, places: Sequence[str]) -> None:
        """Index one row by its plain name and the keys of the divisions it lies in."""
        self._writer.add_document(
            Document(
                row=number,
                # Once each: a name that says its brand twice is not twice as likely meant.
                letters=" ".join(dict.fromkeys(letter_pairs(letters))),
                sounds=" ".join(dict.fromkeys(sound_pairs(letters, self._sounds))),
                places=" ".join(filter(None, places)),
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, fault: object, *_: object) -> None:
        if fault is None:
            self._writer.commit()
        else:
            self._writer.rollback()
        # Afterwards no thread writes to the folder any more.
        self._writer.wait_merging_threads()


class IndexReader:
    """Searches an index; its files are mapped into memory, not read."""

    def __init__(self, folder: Path, sounds: Sounds) -> None:
        index = _with_words(Index.open(os.fspath(folder)))
        self._searcher = index.searcher()
        self._schema = index.schema
        self._sounds = sounds

    def search(self, asked: Asked, place: str, limit: int) -> list[tuple[int, float]]:
        """Numbers of rows with their BM25 score, best first.

        Args:
            asked: Pairs, and how much each counts.
            place: Key of a division; rows elsewhere are left out. Empty is anywhere.
            limit: At most so many.
        """
        query = self._about(asked)
        if place:
            there = Query.const_score_query(self._term("places", place), 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, there)])
        hits = self._searcher.search(query, limit, count=False).hits
        numbers = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row or 0), score) for row, (score, _) in zip(numbers, hits, strict=True)]

    def _about(self, asked: Asked) -> Query:
        # Keys keep their order, so that the same text asks the same query.
        terms = [
            Query.boost_query(self._term("letters", pair), worth * _LETTERS_WEIGH)
            for pair, worth in asked.written.items()
        ]
        terms += [
            Query.boost_query(self._term("sounds", pair), worth)
            for pair, worth in asked.heard.items()
        ]
        return Query.boolean_query([(Occur.Should, term) for term in terms])

    def _term(self, field: str, word: str) -> Query:
        return Query.term_query(self._schema, field, word, "freq")


def _with_words(index: Index) -> Index:
    words = TextAnalyzerBuilder(Tokenizer.whitespace()).build()
    index.register_tokenizer(_WORDS, words)
    return index
