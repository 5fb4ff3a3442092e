"""The door where a citizen asks how things stand; it only reads.

Takes: a chat, or a case number with its receipt code; a signed receipt from anybody.
Gives: cases as their reporter may see them; what a receipt is worth, the keys and anchors.
Owns: no table.
Never: writes, or tells a wrong code from an unknown number.
"""
