"""One recogniser a file: each knows one thing that a message may hold.

Takes: `nlp.reading.Reading`.
Gives: `nlp.understanding.Finding`s with exact spans of the original, a value, a score and a rule id.
Owns: no table.
Never: decides what the person wants.
"""
