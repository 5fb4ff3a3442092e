"""What the person wants, what is wrong, how urgent it is and who is competent.

Takes: `nlp.reading.Reading` and the findings of the recognisers.
Gives: decisions in the codes of `knowledge.codes`, each with its reasons.
Owns: no table.
Never: reads a word list; words live in the lexicon, here are only rules about them.
"""
