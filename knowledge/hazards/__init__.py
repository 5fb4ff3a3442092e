"""What can be wrong with food, one file a hazard.

Takes: nothing; the YAML files beside this one are read by `knowledge.lexicon.loader`.
Gives: per hazard its strong, weak and context words, dialect, blockers and example sentences.
Owns: no table.
Never: holds code.
"""
