"""The door where a citizen asks how things stand.

Takes: a chat, or a case number with its receipt code; a signed receipt from anybody.
Gives: cases as their reporter, or the holder of their code, may see them; what a receipt is worth,
    the keys and anchors.
Owns: no table.
Never: changes a case, or tells a wrong code from an unknown number.
"""
