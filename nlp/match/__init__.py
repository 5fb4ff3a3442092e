"""The lexicon laid over a text.

Takes: normal text and `knowledge.lexicon`.
Gives: `nlp.reading.Hit`s, exact ones first and fuzzy ones only where exact found nothing.
Owns: no table.
Never: decides anything; rapidfuzz is imported here and nowhere else.
"""
