"""One written form for what people type in many.

Takes: a message as its writer typed it.
Gives: `nlp.normalise.normalised.Normalised`: simplified half-width text, and a map back.
Owns: no table.
Never: changes what a finding quotes; spans are always mapped back to the original.
"""
