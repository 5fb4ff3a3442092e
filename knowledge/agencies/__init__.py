"""Agencies: which body handles what, its number, and where a matter leads by default.

Takes: the YAML beside it.
Gives: a record per agency code, the competent agency of a hazard and setting, a referral's words.
Owns: no table.
Never: gives a number without a source, or decides that a matter is refused.
"""
