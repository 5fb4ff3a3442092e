"""What the lexicon's labelled messages teach beyond its words and rules.

Takes: a reading, and the signs that rules found in it.
Gives: `nlp.learnt.model.Model`: how likely each code is, and what speaks for it.
Owns: no table; the file of weights, made by `nlp.learnt.train` from messages of our own writing.
Never: learns while it serves, or from what people wrote to us.
"""
