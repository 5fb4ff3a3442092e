"""Facts as data, each with a source and a date.

Takes: nothing; reads only the files that lie beside it.
Gives: typed, checked records through `knowledge.loader`, and the codes of `knowledge.codes`.
Owns: no table.
Never: imports code of the other packages, reaches the network or guesses a missing fact.
"""
