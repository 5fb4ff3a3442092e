"""What every room stands on and no word of the domain.

Takes: the environment, a database address, a key.
Gives: settings, engine, unit of work, `now()`, errors, keys.
Owns: no table.
Never: knows what a case is.
"""
