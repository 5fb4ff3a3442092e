"""Questions citizens ask, with short sourced answers.

Takes: the YAML files that lie beside it, one per topic.
Gives: `schema.Answer` records through `load.load_answers`.
Owns: no table.
Never: promises what the law does not, or cites an article that the statutes do not hold.
"""
