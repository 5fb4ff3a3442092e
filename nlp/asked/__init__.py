"""What a message asks of a trader or of the authority, learnt from messages of our own.

Takes: a reading.
Gives: how probably it asks for each demand, and the clause that says so; and the learner.
Owns: the file of weights, made from `knowledge/lexicon/asked` and the points of
    `knowledge/lexicon/tagged` by `make learn`; no table.
Never: reads a message that is not in the repository; scipy is needed for learning alone.
"""
