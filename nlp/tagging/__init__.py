"""A sequence tagger that learns from labelled messages where names begin and end.

Takes: a reading, and the spans that the recognisers' rules found in it.
Gives: spans of traders, places, times and foods, each with its probability; and the trainer.
Owns: the model file, made from `knowledge/lexicon/tagged` by `make learn`; no table.
Never: reads a message that is not in the repository; python-crfsuite is imported only here.
"""
