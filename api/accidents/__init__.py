"""Food accidents: when one is suspected, by the city's plan, and what the plan then asks for.

Takes: a case, what else was told of the same trader lately, and the plan of the city pack.
Gives: the event that begins the hand-over, with its reasons and what is due until when.
Owns: no table.
Never: waits for the case's own procedure, or tells anybody; reactions and chasing do.
"""
