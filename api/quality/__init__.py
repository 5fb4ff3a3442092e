"""Looks at an officer's words before they go out to a person, and says what is wrong with them.

Takes: the words, the move they go with, the case they belong to.
Gives: objections, each with its rule, its gravity, its place and the reason in one sentence; the
    articles of the law and the answers of earlier cases, to write from.
Owns: no table.
Never: changes the words, sends them, or decides; the desk does.
"""
