"""One recogniser a file: each knows one thing that a message may hold.

Takes: `nlp.reading.Reading`.
Gives: `nlp.understanding.Finding`s: exact spans of the original, value, score and rule id.
Owns: no table.
Never: decides what the person wants.
"""
