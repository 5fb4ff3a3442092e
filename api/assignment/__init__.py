"""Assignment: which office and which officer takes a case.

Takes: a city pack, what is known of the matter, and how many open cases each handler has.
Gives: a choice with its rule and its reason in Chinese, or the place that is competent instead.
Owns: no table.
Never: reads the clock or the database, or chooses without saying why.
"""
