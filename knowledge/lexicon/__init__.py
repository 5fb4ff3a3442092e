"""Words people use, as data.

Takes: the YAML files of this folder and of `knowledge/hazards`.
Gives: `knowledge.lexicon.loader.load_lexicon`, checked rules, word sets and a version.
Owns: no table.
Never: holds a word list in code; whoever knows the words edits YAML only.
"""
