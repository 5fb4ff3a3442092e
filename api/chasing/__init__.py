"""Chasing: what must be done and is asked for again, and of more people, until it is.

Takes: what happened to a case, and the minutes and days that the city and its officers set.
Gives: a `Chased` happening each time something is still not done.
Owns: chase_row.
Never: decides who hears of it, or does it itself.
"""
