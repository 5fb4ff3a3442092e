"""The door where a citizen asks how things stand; it only reads.

Takes: a chat, or a case number with its receipt code.
Gives: cases as their reporter may see them.
Owns: no table.
Never: writes, or tells a wrong code from an unknown number.
"""
