"""One written form for what people type in many.

Takes: a message as its writer typed it.
Gives: `nlp.normalise.normalised.Normalised`, simplified half-width text with a map back to the original.
Owns: no table.
Never: changes what a finding quotes; spans are always mapped back to the original.
"""
