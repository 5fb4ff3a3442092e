"""The door where a citizen asks how things stand.

Takes: a chat, or a case number with its receipt code.
Gives: cases as their reporter, or the holder of their code, may see them.
Owns: no table.
Never: changes a case, or tells a wrong code from an unknown number.
"""
