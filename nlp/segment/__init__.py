"""Words of a sentence.

Takes: normal text, and the lexicon's words as a dictionary.
Gives: `nlp.reading.Token`s.
Owns: no table.
Never: lets jieba log, write a cache file or be imported elsewhere.
"""
