"""Links what a person calls a merchant to the registry of several hundred thousand.

Takes: rows of a registry once; then a mention, or a sentence that holds one, with a city if known.
Gives: `nlp.link.registry.Registry.link`, candidates with calibrated scores, or none.
Owns: no table; the files of one index folder, written once and only read afterwards.
Never: reaches the database, writes to an index that is in use, or names a far-fetched merchant.
"""
